#include "actions/handover.h"

#include <mutex>
#include <utility>

namespace psp::actions {
namespace {

HandoverLook look(const Occasion& on, const report::HandoverQuestion& q) {
  const auto& office = on.ledger.office();
  const auto& ids = on.ledger.case_ids();
  HandoverLook found{{}, {}, {}, 0, {}, {}, {}, MomentOfWrite(on)};
  for (const auto& [key, worker] : office.workers) found.workers.insert(key);
  for (const auto& [key, service] : office.services) found.services.insert(key);
  std::vector<report::Verdict> verdicts(ids.size());
  std::mutex one_at_a_time;
  found.read = read_cases(on.ledger, ids, [&](std::size_t i, const rules::History& whole) {
    const auto& c = whole.of();
    verdicts[i] = report::verdict_on(c, office, q);
    const std::lock_guard lock(one_at_a_time);
    found.moment.keep_clear_of(c);
    found.services.insert(c.header.service);
    found.workers.insert({c.header.worker, c.header.manager});
    for (const auto& r : c.records)
      if (const auto* t = r.as<Transfer>()) found.workers.insert({t->worker, t->manager});
  });
  for (std::size_t i = 0; i < ids.size(); ++i) {
    auto& v = verdicts[i];
    if (v.goes) found.cases.push_back(ids[i]);
    if (v.refusal) found.refusals.push_back(std::move(*v.refusal));
    if (v.stays) found.stays.push_back(std::move(*v.stays));
    found.managed += v.managed;
  }
  return found;
}

void refuse(const HandoverRequest& request, const HandoverLook& found) {
  request.refuse_names(found);
  if (!found.refusals.empty())
    throw Failure{
        Exit::usage, msg("nothing was written, for not all of these cases can be handed over:"), {}, found.refusals};
}

Fill fill_of(const HandoverRequest& request) {
  return [&request](Batch& batch) { batch.add(request.transfer); };
}

}  // namespace

HandoverLook look_at_handover(const Occasion& on, const HandoverRequest& request) {
  auto found = look(on, request.question);
  refuse(request, found);
  return found;
}

HandoverLook look_to_hand_over(const Occasion& on, const HandoverRequest& request) {
  auto found = look(on, request.question);
  if (auto errors = unread(found.read); !errors.empty())
    throw Failure{
        Exit::data,
        msg("nothing was written: whose case it is cannot be told of a file that cannot be read; mend it first"),
        std::move(errors)};
  refuse(request, found);
  return found;
}

std::vector<Case> drafted_handover(const Occasion& on, const HandoverRequest& request, const HandoverLook& found) {
  std::vector<Case> cases;
  for (auto& w : drafted_all(on, found.cases, fill_of(request))) cases.push_back(std::move(w.after));
  return cases;
}

HandedOver hand_over(const Occasion& on, const HandoverRequest& request,
                     const std::optional<std::vector<std::string>>& agreed) {
  std::optional<HandoverLook> found;
  const auto plan = [&] {
    found = look_to_hand_over(on, request);
    if (agreed && *agreed != found->cases)
      throw Failure{Exit::usage,
                    msg("nothing was written: meanwhile {} has other open cases; try again", request.question.from)};
    return WriteToSeveral{found->cases, found->moment.moment()};
  };
  auto written = record_all(on, plan, fill_of(request));
  return {std::move(written), std::move(*found)};
}

}  // namespace psp::actions
