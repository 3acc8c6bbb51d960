#include "actions/undo.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <mutex>
#include <tuple>
#include <utility>

#include "actions/moment.h"
#include "actions/read.h"
#include "actions/read_cases.h"
#include "rules/chronology.h"
#include "rules/history.h"

namespace psp::actions {
namespace {

/// Keeps the newest writes of a worker while cases are read, and nothing else of these but how far undo has gone.
/// Several threads may add cases at once.
class NewestWrites {
 public:
  NewestWrites(std::string by, std::size_t most) : by_(std::move(by)), most_(most) {}

  void add(const Case& c) {
    const auto whole = rules::whole_history(c);
    auto writes = rules::standing_writes(whole, by_);
    const auto undone = rules::undone_by(whole, by_);
    const std::lock_guard lock(one_at_a_time_);
    note_strike(c);
    for (const auto& u : undone)
      if (!is_before_the_strike(u.at)) undone_.push_back(u);
    if (writes.size() > most_)
      writes.erase(writes.begin(), std::prev(writes.end(), static_cast<std::ptrdiff_t>(most_)));
    for (const auto& write : writes) keep(write, whole);
    drop_the_oldest();
  }

  /// Returns true if one of them may have gone to other cases than those that were added.
  bool has_several() const {
    return std::any_of(kept_.begin(), kept_.end(), [](const auto& k) { return !k.second.write.write.empty(); });
  }
  /// Adds what they put into another case, and no other write.
  void add_parts(const Case& c) {
    const auto whole = rules::whole_history(c);
    const auto writes = rules::standing_writes(whole, by_);
    const std::lock_guard lock(one_at_a_time_);
    for (const auto& w : writes) {
      const auto kept = kept_.find(key_of(w, c.header.id));
      if (!w.write.write.empty() && kept != kept_.end() && kept->second.cases.front().id != c.header.id) keep(w, whole);
    }
  }

  /// Returns them, newest first; of the oldest moment all, even if these are more than `most`.
  std::vector<StandingWrite> all() const {
    std::vector<StandingWrite> writes;
    for (const auto& [key, write] : kept_) writes.push_back(write);
    for (auto& write : writes) {
      std::sort(write.cases.begin(), write.cases.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
      std::vector<const Record*> written;
      for (const auto& in : write.cases)
        for (const auto& r : in.records) written.push_back(&r.written);
      write.command = rules::command_of(written);
    }
    return writes;
  }

  /// Returns the last strike of `psp void`, if it is later than the newest write and undo has not gone behind it yet.
  std::optional<LaterStrike> strike() const {
    if (!strike_ || kept_.empty() || !is_before_the_strike(kept_.begin()->second.write.recorded)) return std::nullopt;
    const bool passed = std::any_of(undone_.begin(), undone_.end(), [&](const rules::Undone& u) {
      return instant(u.at) > instant(struck_at_) && is_before_the_strike(u.of);
    });
    return passed ? std::nullopt : strike_;
  }

 private:
  /// Newest first; writes to one case each are not one though they have one moment, nor is the opening of a case one
  /// with what was recorded in it then.
  using Key = std::tuple<long long, std::string, std::string, bool>;

  static Key key_of(const rules::WriteInCase& w, const std::string& case_id) {
    return {-instant(w.write.recorded), w.write.write, w.write.write.empty() ? case_id : "", w.opening};
  }

  bool is_before_the_strike(const Moment& moment) const { return strike_ && instant(moment) < instant(struck_at_); }

  void note_strike(const Case& c) {
    const auto* strike = rules::last_strike(c, by_);
    if (!strike || (strike_ && is_before_the_strike(*strike->recorded))) return;
    strike_ = {c.header.id, strike->id};
    struck_at_ = *strike->recorded;
    std::erase_if(undone_, [&](const rules::Undone& u) { return is_before_the_strike(u.at); });
  }

  void keep(const rules::WriteInCase& in_case, const rules::History& whole) {
    const auto& [write, opening, stakes] = in_case;
    const auto& id = whole.of().header.id;
    auto& kept = kept_[key_of(in_case, id)];
    kept.write = write;
    kept.opening = opening;
    auto& records = kept.cases.emplace_back(StandingWrite::InCase{id, {}}).records;
    for (const auto& stake : stakes) {
      const auto* before = rules::before_it(*stake.written, whole);
      records.push_back({*stake.written, *stake.left(), before ? std::optional(*before) : std::nullopt});
      if (stake.corrected && stake.now->by != by_) kept.correctors.insert(stake.now->by);
    }
  }

  void drop_the_oldest() {
    if (kept_.size() <= most_) return;
    const auto oldest = std::get<0>(std::next(kept_.begin(), static_cast<std::ptrdiff_t>(most_) - 1)->first);
    while (std::get<0>(std::prev(kept_.end())->first) > oldest) kept_.erase(std::prev(kept_.end()));
  }

  const std::string by_;
  const std::size_t most_;
  std::mutex one_at_a_time_;
  std::map<Key, StandingWrite> kept_;
  std::optional<LaterStrike> strike_;  // the last one
  Moment struck_at_ = {};
  std::vector<rules::Undone> undone_;  // what was taken back after it
};

std::vector<std::string> cases_to_look_at(const store::Ledger& ledger, const std::string& case_id) {
  return case_id.empty() ? ledger.case_ids() : std::vector{case_id};
}

CasesRead read_into(NewestWrites& newest, const store::Ledger& ledger, const std::vector<std::string>& ids) {
  return read_files(ledger, ids, [&](const FileRead& file) {
    if (file.parsed.readable()) newest.add(file.parsed.value);
  });
}

/// Reads what the writes put into cases that were not looked at.
CasesRead read_others_into(NewestWrites& newest, const store::Ledger& ledger) {
  return read_files(ledger, ledger.case_ids(), [&](const FileRead& file) {
    if (file.parsed.readable()) newest.add_parts(file.parsed.value);
  });
}

/// Returns the one write that is the last. Throws a Failure if there is none, or more than one at one moment.
StandingWrite the_last(std::vector<StandingWrite> newest, const std::string& by) {
  if (newest.empty()) throw Failure{Exit::usage, msg("there is nothing that {} wrote and that still stands", by)};
  if (newest.size() == 1) return std::move(newest.front());
  std::set<std::string> ids;
  for (const auto& write : newest)
    for (const auto& in : write.cases) ids.insert(in.id);
  throw Failure{Exit::usage, msg("{} wrote to {} within one second: name the case", by,
                                 listed(std::vector<std::string_view>(ids.begin(), ids.end())))};
}

bool opened_by(const Case& c, const rules::Write& write) {
  const auto& header = c.header;
  return header.by == write.by && header.recorded && rules::Write{header.by, *header.recorded, {}} == write;
}

/// Returns the cases that have records of this write: the one that is given, or, where it went to several, any in the
/// ledger.
std::vector<CaseOfWrite> cases_of(const store::Ledger& ledger, const std::string& case_id, const rules::Write& write) {
  const bool several = !write.write.empty();
  if (several) ledger.refuse_unread();
  const auto ids = cases_to_look_at(ledger, several ? "" : case_id);
  std::vector<std::optional<Case>> cases(ids.size());
  auto read = read_files(ledger, ids, [&](FileRead file) {
    auto& c = file.parsed.value;
    if (!file.parsed.readable()) return;
    const auto undoing = rules::undoing(c, write);
    const bool has_some = !undoing.records.empty() || !undoing.corrected_since.empty();
    if (has_some || (opened_by(c, write) && rules::whole_history(c).there())) cases[file.at] = std::move(c);
  });
  if (!read.errors.empty())
    throw Failure{Exit::data,
                  msg("nothing was written: this write went to several cases, and to which cannot be told while a "
                      "file cannot be read; mend it first"),
                  std::move(read.errors)};
  std::vector<CaseOfWrite> found;
  for (auto& c : cases)
    if (c) found.emplace_back(std::move(*c), write);
  return found;
}

std::string_view command_of(const std::vector<CaseOfWrite>& all) {
  std::vector<const Record*> written;
  for (const auto& at : all)
    for (const auto& taken : at.undoing.records) written.push_back(taken.written);
  return rules::command_of(written);
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

/// Returns the ids of what is taken back, and of what goes with it.
std::vector<std::string> ids_in(const CaseOfWrite& at) {
  std::vector<std::string> all;
  for (const auto& t : at.undoing.records) all.push_back(t.record->id);
  for (const auto* r : at.undoing.lost) all.push_back(r->id);
  return all;
}

/// Adds what takes these back. Records that stand again have new ids, and refer to one another by these.
void take_back(Batch& batch, const std::vector<rules::TakenBack>& all) {
  std::map<std::string, std::string> stands_again_as;
  for (const auto& taken : all) {
    auto r = rules::record_that_undoes(taken);
    const bool stands_again = taken.record->as<Void>();
    if (stands_again)
      change_references(r, [&](const std::string& id) {
        const auto at = stands_again_as.find(id);
        return at == stands_again_as.end() ? id : at->second;
      });
    const auto& id = batch.add(std::move(r)).id;
    if (!stands_again) continue;
    // What refers to it may name it by the id that it had before it was corrected.
    for (const auto* p = taken.before; p && stands_again_as.emplace(p->id, id).second;)
      p = find_record(batch.of(), p->replaces.id);
  }
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
  take_back(batch, now.undoing.records);
  if (!now.opening()) return;
  Record strike;
  strike.body = Void{{"case"}, std::string(rules::undo_reason)};
  batch.add(std::move(strike));
}

}  // namespace

LastWrites last_writes(const Occasion& on, const std::string& case_id, std::size_t most) {
  const auto& ledger = on.ledger;
  NewestWrites newest(on.by, most);
  LastWrites last;
  last.read = read_into(newest, ledger, cases_to_look_at(ledger, case_id));
  if (!case_id.empty() && newest.has_several()) last.read = read_others_into(newest, ledger);
  last.writes = newest.all();
  if (last.writes.size() > most) last.writes.resize(most);
  last.strike = newest.strike();
  return last;
}

LastWrite last_write(const Occasion& on, const std::string& case_id) {
  const auto& ledger = on.ledger;
  if (case_id.empty()) ledger.refuse_unread();
  NewestWrites newest(on.by, 1);
  auto read = read_into(newest, ledger, cases_to_look_at(ledger, case_id));
  if (!read.errors.empty())
    throw Failure{Exit::data,
                  msg("which write was the last cannot be told while a file cannot be read: mend it, or name the case"),
                  std::move(read.errors)};
  const auto write = the_last(newest.all(), on.by);
  LastWrite last{write.write, {}, cases_of(ledger, write.cases.front().id, write.write), newest.strike()};
  refuse_corrected(last.cases, last.write);
  for (const auto& at : last.cases) refuse_built_on(at, on.by);
  last.command = command_of(last.cases);
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
