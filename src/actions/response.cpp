#include "actions/response.h"

#include <optional>
#include <utility>
#include <vector>

#include "rules/standing.h"

namespace psp::actions {
namespace {

/// Returns true if an answer may follow another one.
bool may_follow(ProviderAnswer before, ProviderAnswer answer) {
  switch (before) {
    case ProviderAnswer::waitlisted:
    case ProviderAnswer::no_answer: return true;
    case ProviderAnswer::accepted: return answer == ProviderAnswer::completed || answer == ProviderAnswer::withdrawn;
    case ProviderAnswer::rejected:
    case ProviderAnswer::completed:
    case ProviderAnswer::withdrawn: break;
  }
  return false;
}

/// Returns the onward referrals of the episode that can have such an answer.
std::vector<rules::Counted<Referral>> waiting_for(const rules::Standing& standing, ProviderAnswer answer) {
  auto waiting = standing.in_episode<Referral>();
  const auto responses = standing.history.all<Response>();
  std::erase_if(waiting, [&](const auto& referral) {
    if (referral.body->direction != Direction::out) return true;
    std::optional<ProviderAnswer> last;
    for (const auto& r : responses)
      if (standing.history.resolve(r.body->referral.id) == referral.record) last = r.body->outcome;
    return last && !may_follow(*last, answer);
  });
  return waiting;
}

/// Returns the id of the only one of these; of several, the caller is asked to say which.
std::string waiting_referral(const rules::Standing& standing, ProviderAnswer answer) {
  const auto waiting = waiting_for(standing, answer);
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
        request.referral.empty() ? waiting_referral(batch.standing(), *response.as<Response>()->outcome)
                                 : request.referral;
    batch.add(std::move(response));
  });
}

}  // namespace psp::actions
