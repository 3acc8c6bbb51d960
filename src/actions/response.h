// What providers answer to onward referrals.
#pragma once

#include <string>

#include "actions/record.h"

namespace psp::actions {

struct ResponseRequest {
  std::string case_id;
  std::string referral;  ///< the start of its id, or `last`; "" for the only one without an answer
  Record response;       ///< need not refer to the referral yet
};

/// Records the answer. Throws a Failure as record() does; and where no onward referral of the case waits for an answer,
/// or several do, which it lists.
WrittenOne record_response(const Occasion&, const ResponseRequest&);

}  // namespace psp::actions
