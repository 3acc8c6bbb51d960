// When a write is made.
#pragma once

#include <set>
#include <string>

#include "actions/occasion.h"

namespace psp::actions {

/// Finds the moment of a write. `by` and `recorded` together name it: where this worker wrote in the same second
/// already, it gets the next one that is free. A clock that was given is taken as it is.
class MomentOfWrite {
 public:
  explicit MomentOfWrite(const Occasion&);

  /// Takes note of what the worker wrote in this case.
  void keep_clear_of(const Case&);

  /// Returns the first second from now on at which nothing is noted.
  Moment moment() const;

 private:
  std::string by_;
  Moment now_;
  bool clock_given_;
  std::set<long long> taken_;  // instants, from now on
};

}  // namespace psp::actions
