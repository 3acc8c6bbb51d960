// An answer about many cases, made case by case: of each only what is shown is kept.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "rules/status.h"

namespace psp::render {

/// What is said of all cases at once.
struct AboutAll {
  Date as_of;
  std::string ledger;              ///< the office's name
  std::vector<Diagnostic> errors;  ///< files that cannot be read
};

class ManyCases {
 public:
  virtual ~ManyCases() = default;

  /// Takes what is shown of a case. The places, counted from 0, give the order of the cases. Several threads may call
  /// it at once, never twice with the same place.
  virtual void add(std::size_t place, const rules::CaseStatus&) = 0;

  /// Returns the whole answer. Nothing is to be added after that.
  virtual std::string text(const AboutAll&) = 0;
};

/// Keeps parts of each of so many cases.
template <class Part>
class Parts {
 public:
  explicit Parts(std::size_t cases) : of_cases_(cases) {}

  void keep(std::size_t place, Part part) { of_cases_[place].push_back(std::move(part)); }

  /// Returns all, in the order of the cases, and keeps none.
  std::vector<Part> taken() {
    std::vector<Part> all;
    std::size_t count = 0;
    for (const auto& of_case : of_cases_) count += of_case.size();
    all.reserve(count);
    for (auto& of_case : std::exchange(of_cases_, {}))
      for (auto& part : of_case) all.push_back(std::move(part));
    return all;
  }

 private:
  std::vector<std::vector<Part>> of_cases_;
};

}  // namespace psp::render
