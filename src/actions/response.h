// What providers answer to onward referrals.
#pragma once

#include <string>

#include "actions/record.h"

namespace psp::actions {

struct ResponseRequest {
  std::string case_id;
  std::string referral;  ///< the start of its id, or `last`; "" for the only one that such an answer can be to
  Record response;       ///< need not refer to the referral yet
};

/// Records the answer. Throws a Failure as record() does; and where no onward referral of the episode can have such an
/// answer, or several can, which it lists: one can that has none yet, or one that is not the last word. That it was
/// accepted is said once.
WrittenOne record_response(const Occasion&, const ResponseRequest&);

}  // namespace psp::actions
