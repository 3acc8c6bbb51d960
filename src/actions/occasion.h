// Where something is done, by whom, and when.
#pragma once

#include <string>

#include "store/exclusive.h"

namespace psp::actions {

/// Gives an action the ledger, the worker and the clock. It refers to the ledger, which must outlive it.
struct Occasion {
  store::Ledger& ledger;
  std::string by;  ///< the worker's key
  Moment now;
  bool clock_given = false;  ///< a person set the clock: every record bears just that moment
  store::Tell tell;          ///< takes a word to the person while psp waits

  Date today() const { return now.local.date; }
  store::Writer writer() const { return {by, tell}; }
  const Service* service_of(const Case& c) const { return ledger.office().find_service(c.header.service); }
};

}  // namespace psp::actions
