#include "actions/handover.h"

#include <algorithm>
#include <mutex>
#include <tuple>
#include <utility>

namespace psp::actions {
namespace {

/// Returns a look at nothing yet.
HandoverLook first_look(const Occasion& on, const report::HandoverQuestion& q) {
  const auto& office = on.ledger.office();
  HandoverLook found{q, {}, {}, {}, 0, {}, {}, {}, MomentOfWrite(on), {}};
  for (const auto& [key, worker] : office.workers) found.workers.insert(key);
  for (const auto& [key, service] : office.services) found.services.insert(key);
  return found;
}

/// Gives each case to `judge`, which may be called from several threads, and takes note of what a handover has to know
/// of all.
void look_at_each(const Occasion& on, HandoverLook& found, const std::function<void(std::size_t, const Case&)>& judge) {
  std::mutex one_at_a_time;
  found.read = read_cases(on.ledger, on.ledger.case_ids(), [&](std::size_t i, const rules::History& whole) {
    const auto& c = whole.of();
    judge(i, c);
    const std::lock_guard lock(one_at_a_time);
    found.moment.keep_clear_of(c);
    found.services.insert(c.header.service);
    found.workers.insert({c.header.worker, c.header.manager});
    for (const auto& r : c.records)
      if (const auto* t = r.as<Transfer>()) found.workers.insert({t->worker, t->manager});
  });
}

void keep(HandoverLook& found, const std::string& id, report::Verdict v) {
  if (v.goes) found.cases.push_back(id);
  if (v.refusal) found.refusals.push_back(std::move(*v.refusal));
  if (v.stays) found.stays.push_back(std::move(*v.stays));
  found.managed += v.managed;
}

HandoverLook look_ahead(const Occasion& on, const report::HandoverQuestion& q) {
  const auto& ids = on.ledger.case_ids();
  auto found = first_look(on, q);
  std::vector<report::Verdict> verdicts(ids.size());
  look_at_each(on, found,
               [&](std::size_t i, const Case& c) { verdicts[i] = report::verdict_on(c, on.ledger.office(), q); });
  for (std::size_t i = 0; i < ids.size(); ++i) keep(found, ids[i], std::move(verdicts[i]));
  return found;
}

struct Given {
  std::string case_id;
  report::GivenAway away;

  long long when() const { return instant(away.write.recorded); }
  /// Returns what transfers of one write have alike. A write that went to one case is not that of another.
  auto of_write() const {
    return std::tuple(when(), away.write.by, away.write.write.empty() ? case_id : away.write.write);
  }
};

/// Returns the transfers of the last handover; none if there is none. Throws a Failure if two are the last.
std::vector<Given> last_handover(std::vector<Given> all, const std::string& of) {
  std::set<decltype(all.front().of_write())> of_other_kinds;
  for (const auto& given : all)
    if (!given.away.handover) of_other_kinds.insert(given.of_write());
  std::erase_if(all, [&](const Given& given) { return of_other_kinds.contains(given.of_write()); });
  if (all.empty()) return all;
  const auto last = std::max_element(all.begin(), all.end(), [](const Given& a, const Given& b) {
                      return a.when() < b.when();
                    })->of_write();
  std::erase_if(all, [&](const Given& given) { return given.when() != std::get<0>(last); });
  for (const auto& given : all)
    if (given.of_write() != last)
      throw Failure{Exit::usage,
                    msg("two handovers of {} were written at {}: which is the last cannot be told; psp transfer gives "
                        "cases back one by one",
                        of, given.away.write.recorded.local)};
  return all;
}

HandoverLook look_back(const Occasion& on, const report::HandoverQuestion& q) {
  const auto& ids = on.ledger.case_ids();
  auto found = first_look(on, q);
  std::vector<std::vector<report::GivenAway>> of_cases(ids.size());
  look_at_each(on, found,
               [&](std::size_t i, const Case& c) { of_cases[i] = report::given_away(c, on.ledger.office(), q); });
  std::vector<Given> all;
  for (std::size_t i = 0; i < ids.size(); ++i)
    for (auto& away : of_cases[i]) all.push_back({ids[i], std::move(away)});
  for (auto& given : last_handover(std::move(all), q.to)) {
    found.back = given.away.write;
    found.question.from = given.away.to;
    keep(found, given.case_id, std::move(given.away.back));
  }
  return found;
}

HandoverLook look(const Occasion& on, const HandoverRequest& request) {
  return request.back ? look_back(on, request.question) : look_ahead(on, request.question);
}

/// Throws a Failure if no case goes back. What cannot be read is told with it, for it may be such a case.
void refuse_nothing_back(const HandoverLook& found) {
  if (!found.cases.empty()) return;
  auto errors = unread(found.read);
  const auto exit = errors.empty() ? Exit::usage : Exit::data;
  const auto& to = found.question.to;
  if (!found.back)
    throw Failure{exit, msg("nothing was written: {} has handed no case over that could come back", to),
                  std::move(errors)};
  throw Failure{exit,
                msg("nothing was written: of what {} handed over last (written by {} at {}), no case can come back", to,
                    found.back->by, found.back->recorded.local),
                std::move(errors), found.stays};
}

void refuse(const HandoverRequest& request, const HandoverLook& found) {
  request.refuse_names(found);
  if (!found.refusals.empty())
    throw Failure{
        Exit::usage, msg("nothing was written, for not all of these cases can be handed over:"), {}, found.refusals};
  if (request.back) refuse_nothing_back(found);
}

Fill fill_of(const HandoverRequest& request) {
  return [&request](Batch& batch) { batch.add(request.transfer); };
}

}  // namespace

HandoverLook look_at_handover(const Occasion& on, const HandoverRequest& request) {
  auto found = look(on, request);
  refuse(request, found);
  return found;
}

HandoverLook look_to_hand_over(const Occasion& on, const HandoverRequest& request) {
  auto found = look(on, request);
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
                    msg("nothing was written: meanwhile {} has other open cases; try again", found->question.from)};
    return WriteToSeveral{found->cases, found->moment.moment()};
  };
  auto written = record_all(on, plan, fill_of(request));
  return {std::move(written), std::move(*found)};
}

}  // namespace psp::actions
