// An answer about many cases, made case by case: of each only what is shown is kept.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "model/date.h"
#include "model/diagnostic.h"
#include "render/table.h"

namespace psp::render {

/// What is said of all cases at once.
struct AboutAll {
  Date as_of;
  std::string ledger;              ///< the office's name
  std::vector<Diagnostic> errors;  ///< files that cannot be read
};

/// `Case` is what is known of one: rules::CaseStatus or rules::CaseAgenda.
template <class Case>
class ManyCases {
 public:
  virtual ~ManyCases() = default;

  /// Takes what is shown of a case. The places, counted from 0, give the order of the cases. Several threads may call
  /// it at once, never twice with the same place.
  virtual void add(std::size_t place, const Case&) = 0;

  /// Gives the whole answer to `out`, piece by piece. Nothing is to be added after that.
  virtual void write(const AboutAll&, const Out& out) = 0;
};

/// Keeps parts of each of so many cases.
template <class Part>
class Parts {
 public:
  explicit Parts(std::size_t cases) : of_cases_(cases) {}

  void keep(std::size_t place, std::vector<Part> of_case) { of_cases_[place] = std::move(of_case); }
  void keep(std::size_t place, Part part) { of_cases_[place].push_back(std::move(part)); }

  /// Returns all, in the order of the cases. They can be moved from.
  std::vector<Part*> all() {
    std::vector<Part*> all;
    for (auto& of_case : of_cases_)
      for (auto& part : of_case) all.push_back(&part);
    return all;
  }

 private:
  std::vector<std::vector<Part>> of_cases_;
};

}  // namespace psp::render
