#include "actions/response.h"

#include <utility>
#include <vector>

#include "rules/standing.h"

namespace psp::actions {
namespace {

/// Returns the id of the onward referral that waits for its answer; of several, the caller is asked to say which.
std::string waiting_referral(const rules::Standing& standing) {
  const auto waiting = standing.unanswered_referrals();
  const auto& id = standing.header().id;
  if (waiting.size() == 1) return waiting.front().record->id;
  if (waiting.empty()) throw Failure{Exit::usage, msg("no onward referral of case {} waits for an answer", id)};
  std::vector<Message> lines;
  for (const auto& r : waiting)
    lines.push_back(msg("psp response {} {} …: {}, {}", id, r.record->id, r.body->to, *r.body->date));
  throw Failure{Exit::usage,
                msg("more than one onward referral of case {} waits for an answer; say which:", id),
                {},
                std::move(lines)};
}

}  // namespace

WrittenOne record_response(const Occasion& on, const ResponseRequest& request) {
  return record(on, request.case_id, [&](Batch& batch) {
    auto response = request.response;
    std::get<Response>(response.body).referral.id =
        request.referral.empty() ? waiting_referral(batch.standing()) : request.referral;
    batch.add(std::move(response));
  });
}

}  // namespace psp::actions
