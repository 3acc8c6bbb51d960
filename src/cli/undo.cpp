// psp undo: takes back the last write of a worker, in all cases to which it went.
#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/corrections.h"
#include "cli/input.h"
#include "cli/query.h"
#include "cli/recording.h"
#include "rules/chronology.h"
#include "rules/history.h"
#include "rules/undo.h"

namespace psp::cli {

Syntax undo_syntax() {
  return {{{"CASE", "your last write in this case; one to several cases is taken back in all of them", false}}, {}};
}

namespace {

/// The cases of these ids. Throws a Failure with `refusal` where one cannot be read.
std::vector<Case> read_all(Context& context, const std::vector<std::string>& ids, const Message& refusal) {
  std::vector<Case> cases(ids.size());
  std::vector<std::vector<Diagnostic>> unreadable(ids.size());
  context.ledger().read_cases(ids, [&](std::size_t i, format::ParsedCase parsed) {
    if (parsed.readable()) cases[i] = std::move(parsed.value);
    else unreadable[i] = std::move(parsed.diagnostics);
  });
  for (auto& diagnostics : unreadable)
    if (!diagnostics.empty()) throw Failure{Exit::data, refusal, diagnostics};
  return cases;
}

/// The worker's last write among these cases. Throws a Failure where there is none, or more than one at one moment.
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
  const auto write = last.front().write;
  const bool same = std::all_of(last.begin(), last.end(), [&](const Found& f) { return f.write == write; });
  if (last.size() == 1 || (same && !write.write.empty())) return write;
  std::vector<std::string_view> ids;
  for (const auto& found : last) ids.push_back(found.id);
  throw Failure{Exit::usage, msg("{} wrote to {} within one second: name the case", by, listed(ids))};
}

/// A case in which the write is taken back, and how.
struct CaseOfWrite {
  Case of;
  rules::Undoing undoing;

  explicit CaseOfWrite(Case c, const rules::Write& write) : of(std::move(c)), undoing(rules::undoing(of, write)) {}
  CaseOfWrite(CaseOfWrite&&) = default;  // a vector's elements stay where they are: `undoing` points into them
  CaseOfWrite(const CaseOfWrite&) = delete;

  /// True where nothing is of the write but the opening of the case, which is struck as a whole.
  bool opening() const { return undoing.records.empty() && undoing.corrected_since.empty(); }

  std::vector<std::string> ids() const {
    std::vector<std::string> all;
    for (const auto& t : undoing.records) all.push_back(t.record->id);
    for (const auto* r : undoing.lost) all.push_back(r->id);
    return all;
  }
};

/// The cases that have records of this write: of `cases`, or, where it went to several, of all in the ledger.
std::vector<CaseOfWrite> cases_of(Context& context, std::vector<Case> cases, const rules::Write& write) {
  if (!write.write.empty()) {
    context.ledger().refuse_unread();
    cases = read_all(context, context.ledger().case_ids(),
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

/// What somebody corrected since does not go with the write: it would be taken back by halves.
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
                      write.by, short_text(write.recorded.local)),
                  {},
                  std::move(stays)};
}

/// The opening of a case is struck when nothing else is left of it, and nobody built on it.
void refuse_built_on(const CaseOfWrite& at, const std::string& by) {
  if (!at.opening()) return;
  const auto history = rules::whole_history(at.of);
  const auto& id = at.of.header.id;
  for (const auto& r : at.of.records)
    if (rules::stands_in_file(r, history) && !r.as<Void>())
      throw Failure{Exit::usage,
                    r.by == by ? msg("your last write is the opening of {}, and {} {} stands in it still: psp void "
                                     "{} case strikes the whole case",
                                     id, r.kind().name, r.id, id)
                               : msg("your last write is the opening of {}, and {} has written to it since: the case "
                                     "stays; psp void {} ID strikes a single record",
                                     id, r.by, id)};
}

/// The worker's last strike, of those that undo did not make itself, where it is later than the write.
struct Strike {
  std::string case_id, id;
  Moment recorded;
};
Strike strike_behind(const std::vector<Case>& cases, const rules::Write& write) {
  Strike last{{}, {}, write.recorded};
  for (const auto& c : cases)
    for (const auto& r : c.records)
      if (const auto* v = r.as<Void>(); v && r.by == write.by && v->reason != rules::undo_reason && r.recorded &&
                                        instant(*r.recorded) > instant(last.recorded))
        last = {c.header.id, r.id, *r.recorded};
  return last;
}

/// Who has just struck a record means that strike, which is final, and not the write before it: that is said, and
/// without a terminal it wants --yes.
void refuse_behind_a_void(const Context& context, const Strike& strike, const rules::Write& write) {
  if (strike.id.empty()) return;
  const auto final = msg("your last write is the void {} in {}, and a strike is final: what it struck is recorded anew",
                         strike.id, strike.case_id);
  if (context.terminal || context.arguments.on("yes")) return context.say(final);
  throw Failure{Exit::usage,
                final,
                {},
                {msg("psp undo --yes takes back the write before it, of {}", short_text(write.recorded.local))}};
}

/// Records of others that refer to what is struck go with it: without a terminal that wants --yes.
void refuse_others(const Context& context, const std::vector<CaseOfWrite>& all, const rules::Write& write) {
  if (context.terminal || context.arguments.on("yes")) return;
  std::vector<Message> lines;
  for (const auto& at : all)
    for (const auto* r : at.undoing.lost)
      if (r->by != write.by) lines.push_back(msg("{}: {} (by {})", at.of.header.id, strike_words(*r), r->by));
  if (!lines.empty())
    throw Failure{Exit::usage,
                  msg("nothing was written: others have built on what {} wrote at {}; psp undo --yes takes it back all "
                      "the same:",
                      write.by, short_text(write.recorded.local)),
                  {},
                  std::move(lines)};
}

/// What becomes of one case, in words.
std::vector<Message> words_of(const CaseOfWrite& at, const std::string& by, bool done) {
  std::vector<Message> words;
  const auto add = [&](bool back, const Message& what) {
    words.push_back(!done ? what : back ? msg("taken back: {}", what) : msg("struck: {}", what));
  };
  for (const auto& [r, before] : at.undoing.records) {
    if (before) add(true, msg("{} ({})", strike_words(*r), changed_words(*r, *before)));
    else add(false, strike_words(*r));
  }
  if (at.opening()) add(false, whole_case_words(at.of));
  for (auto& m : lost_words(at.undoing.lost, by)) words.push_back(std::move(m));
  return words;
}

/// Shows a person at a terminal what goes, and asks, unless --yes.
void confirm_undo(const Context& context, const std::vector<CaseOfWrite>& all, const rules::Write& write) {
  std::vector<Message> what;
  for (const auto& at : all)
    for (auto& m : words_of(at, write.by, false)) what.push_back(msg("{}: {}", at.of.header.id, m));
  const auto when = short_text(write.recorded.local);
  confirm_strike(context, what,
                 all.size() == 1 ? msg("strike what {} wrote at {} in {}? A strike is final (y/n)", write.by, when,
                                       all.front().of.header.id)
                                 : msg("strike what {} wrote at {} in these {} cases? A strike is final (y/n)",
                                       write.by, when, static_cast<std::int64_t>(all.size())));
}

/// Takes back what the write put into the case. Throws a Failure where that is no longer what was told.
void undo_in(Batch& batch, const std::vector<CaseOfWrite>& all, const rules::Write& write) {
  const auto seen =
      std::find_if(all.begin(), all.end(), [&](const auto& at) { return at.of.header.id == batch.of().header.id; });
  const CaseOfWrite now(batch.of(), write);
  if (seen == all.end() || now.ids() != seen->ids() || now.opening() != seen->opening())
    throw Failure{Exit::usage,
                  msg("nothing was written: {} was written to meanwhile; try again", batch.of().header.id)};
  refuse_built_on(now, write.by);
  for (const auto& taken : now.undoing.records) batch.add(rules::record_that_undoes(taken));
  if (!now.opening()) return;
  Record strike;
  strike.body = Void{{"case"}, std::string(rules::undo_reason)};
  batch.add(std::move(strike));
}

/// Strikes the write in each of its cases, all or none.
Exit undo_several(Context& context, const std::vector<CaseOfWrite>& all, const rules::Write& write) {
  std::vector<std::string> ids;
  for (const auto& at : all) ids.push_back(at.of.header.id);
  const auto plan = [&] {
    MomentOfWrite moment(context, write.by);
    for (const auto& id : ids) moment.keep_clear_of(readable_case(context, id));
    return WriteToSeveral{ids, moment.moment()};
  };
  const auto written = record_all(context, plan, [&](Batch& batch) { undo_in(batch, all, write); });
  print_written(context, written.cases);
  tell_written(context, written);
  return show_errors(context, context.ledger().finish().waiting);
}

}  // namespace

Exit run_undo(Context& context, const Arguments& given) {
  const auto by = context.by();
  const auto ids =
      given.has("CASE") ? std::vector{find_case(context, given.text("CASE"))} : context.ledger().case_ids();
  if (!given.has("CASE")) context.ledger().refuse_unread();
  auto cases =
      read_all(context, ids,
               msg("which write was the last cannot be told while a file cannot be read: mend it, or name the case"));
  const auto write = find_last_write(cases, by);
  const auto strike = strike_behind(cases, write);
  const auto all = cases_of(context, std::move(cases), write);
  refuse_corrected(all, write);
  refuse_behind_a_void(context, strike, write);
  for (const auto& at : all) refuse_built_on(at, by);
  refuse_others(context, all, write);
  confirm_undo(context, all, write);
  const auto done = all.size() == 1
                        ? record(context, all.front().of.header.id, [&](Batch& batch) { undo_in(batch, all, write); })
                        : undo_several(context, all, write);
  if (write.recorded.local.date != context.today())
    context.mention(msg("this was written at {}", short_text(write.recorded.local)));
  for (const auto& at : all)
    for (const auto& m : words_of(at, by, true)) context.mention(m);
  return done;
}

}  // namespace psp::cli
