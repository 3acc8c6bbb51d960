#include "actions/undo.h"

#include <algorithm>
#include <utility>

#include "actions/read_cases.h"
#include "rules/chronology.h"
#include "rules/history.h"

namespace psp::actions {
namespace {

/// Returns the cases of these ids. Throws a Failure with `refusal` where one cannot be read.
std::vector<Case> read_all(const store::Ledger& ledger, const std::vector<std::string>& ids, const Message& refusal) {
  std::vector<Case> cases(ids.size());
  auto read = read_files(ledger, ids, [&](FileRead file) { cases[file.at] = std::move(file.parsed.value); });
  if (!read.errors.empty()) throw Failure{Exit::data, refusal, std::move(read.errors)};
  return cases;
}

/// Returns the worker's last write among these cases. Throws a Failure if there is none, or more than one at one
/// moment.
rules::Write find_last_write(const std::vector<Case>& cases, const std::string& by) {
  struct Found {
    rules::Write write;
    std::string_view id;  // of a case
  };
  std::vector<Found> last;
  for (const auto& c : cases) {
    const auto write = rules::last_write(c, by);
    if (!write || (!last.empty() && instant(write->recorded) < instant(last.front().write.recorded))) continue;
    if (!last.empty() && instant(write->recorded) > instant(last.front().write.recorded)) last.clear();
    last.push_back({*write, c.header.id});
  }
  if (last.empty()) throw Failure{Exit::usage, msg("there is nothing that {} wrote and that still stands", by)};
  auto write = last.front().write;
  const bool same = std::all_of(last.begin(), last.end(), [&](const Found& f) { return f.write == write; });
  if (last.size() == 1 || (same && !write.write.empty())) return write;
  std::vector<std::string_view> ids;
  for (const auto& found : last) ids.push_back(found.id);
  throw Failure{Exit::usage, msg("{} wrote to {} within one second: name the case", by, listed(ids))};
}

/// Returns the cases that have records of this write: of `cases`, or, where it went to several, of all in the ledger.
std::vector<CaseOfWrite> cases_of(const store::Ledger& ledger, std::vector<Case> cases, const rules::Write& write) {
  if (!write.write.empty()) {
    ledger.refuse_unread();
    cases = read_all(ledger, ledger.case_ids(),
                     msg("nothing was written: this write went to several cases, and to which cannot be told while a "
                         "file cannot be read; mend it first"));
  }
  std::vector<CaseOfWrite> found;
  for (auto& c : cases) {
    if (c.header.id.empty()) continue;
    const bool opened_by_it =
        c.header.by == write.by && c.header.recorded && rules::Write{c.header.by, *c.header.recorded, {}} == write;
    CaseOfWrite at(std::move(c), write);
    if (!at.opening() || (opened_by_it && rules::whole_history(at.of).there())) found.push_back(std::move(at));
  }
  return found;
}

/// Throws a Failure if somebody corrected a record since: the write would be taken back by halves.
void refuse_corrected(const std::vector<CaseOfWrite>& all, const rules::Write& write) {
  std::vector<Message> stays;
  for (const auto& at : all)
    for (const auto* r : at.undoing.corrected_since) {
      const auto& lost = at.undoing.lost;  // goes with a struck record, and does not stay
      if (std::find(lost.begin(), lost.end(), r) != lost.end()) continue;
      stays.push_back(
          r->by == write.by
              ? msg("{}: {} corrected it: psp undo {} takes that back first", at.of.header.id, r->id, at.of.header.id)
              : msg("{}: {} corrected it ({}), and only {} takes that back; psp amend {} {} sets right what is wrong",
                    at.of.header.id, r->by, r->id, r->by, at.of.header.id, r->id));
    }
  if (!stays.empty())
    throw Failure{Exit::usage,
                  msg("nothing was written: what {} wrote at {} was corrected since, and would stand all the same:",
                      write.by, write.recorded.local),
                  {},
                  std::move(stays)};
}

/// Throws a Failure if the write opened a case in which other records still stand.
void refuse_built_on(const CaseOfWrite& at, const std::string& by) {
  if (!at.opening()) return;
  const auto history = rules::whole_history(at.of);
  const auto& id = at.of.header.id;
  for (const auto& r : at.of.records)
    if (rules::stands_in_file(r, history) && !r.as<Void>())
      throw Failure{Exit::usage,
                    r.by == by ? msg("your last write is the opening of {}, and {} {} stands in it still: psp void "
                                     "{} case strikes the whole case",
                                     id, label(r.kind()), r.id, id)
                               : msg("your last write is the opening of {}, and {} has written to it since: the case "
                                     "stays; psp void {} ID strikes a single record",
                                     id, r.by, id)};
}

/// Returns the worker's last strike, of those that undo did not make itself, if it is later than the write.
std::optional<LaterStrike> strike_behind(const std::vector<Case>& cases, const rules::Write& write) {
  std::optional<LaterStrike> last;
  auto latest = write.recorded;
  for (const auto& c : cases)
    for (const auto& r : c.records)
      if (const auto* v = r.as<Void>(); v && r.by == write.by && v->reason != rules::undo_reason && r.recorded &&
                                        instant(*r.recorded) > instant(latest)) {
        last = {c.header.id, r.id};
        latest = *r.recorded;
      }
  return last;
}

/// Returns the ids of what is taken back, and of what goes with it.
std::vector<std::string> ids_in(const CaseOfWrite& at) {
  std::vector<std::string> all;
  for (const auto& t : at.undoing.records) all.push_back(t.record->id);
  for (const auto* r : at.undoing.lost) all.push_back(r->id);
  return all;
}

/// Takes back what the write put into the case. Throws a Failure if that is no longer what was told.
void undo_in(Batch& batch, const std::vector<CaseOfWrite>& all, const rules::Write& write) {
  const auto seen =
      std::find_if(all.begin(), all.end(), [&](const auto& at) { return at.of.header.id == batch.of().header.id; });
  const CaseOfWrite now(batch.of(), write);
  if (seen == all.end() || ids_in(now) != ids_in(*seen) || now.opening() != seen->opening())
    throw Failure{Exit::usage,
                  msg("nothing was written: {} was written to meanwhile; try again", batch.of().header.id)};
  refuse_built_on(now, write.by);
  for (const auto& taken : now.undoing.records) batch.add(rules::record_that_undoes(taken));
  if (!now.opening()) return;
  Record strike;
  strike.body = Void{{"case"}, std::string(rules::undo_reason)};
  batch.add(std::move(strike));
}

}  // namespace

LastWrite last_write(const Occasion& on, const std::string& case_id) {
  const auto& ledger = on.ledger;
  if (case_id.empty()) ledger.refuse_unread();
  auto cases =
      read_all(ledger, case_id.empty() ? ledger.case_ids() : std::vector{case_id},
               msg("which write was the last cannot be told while a file cannot be read: mend it, or name the case"));
  LastWrite last{find_last_write(cases, on.by), {}, {}};
  last.strike = strike_behind(cases, last.write);
  last.cases = cases_of(ledger, std::move(cases), last.write);
  refuse_corrected(last.cases, last.write);
  for (const auto& at : last.cases) refuse_built_on(at, on.by);
  return last;
}

WrittenAll undo(const Occasion& on, const LastWrite& last) {
  const Fill take_back = [&](Batch& batch) { undo_in(batch, last.cases, last.write); };
  std::vector<std::string> ids;
  for (const auto& at : last.cases) ids.push_back(at.of.header.id);
  return record_in_each(on, ids, take_back);
}

std::vector<const Record*> of_others(const CaseOfWrite& at, const std::string& by) {
  auto all = at.undoing.lost;
  std::erase_if(all, [&](const Record* r) { return r->by == by; });
  return all;
}

}  // namespace psp::actions
