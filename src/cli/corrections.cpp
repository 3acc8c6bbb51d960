// psp amend, psp void, psp undo: corrections, which are records too. Nothing is taken out of a file.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/query.h"
#include "cli/recording.h"

namespace psp::cli {
namespace {

std::string reason_of(Context& context, const Arguments& given) {
  static const FieldRow row{Field{"reason", "why"}, Type::text, {}};
  if (given.has("reason")) return std::get<std::string>(read_value(context, row, given.all("reason")));
  if (context.terminal) return std::get<std::string>(read_value(context, row, {context.ask(msg("why"))}));
  throw Failure{Exit::usage, msg("--reason is missing: why?")};
}

/// Throws where the record is struck or replaced already.
void refuse_struck(const rules::History& history, const Record& r) {
  if (history.stands(r)) return;
  if (const auto* now = history.resolve(r.id); now && now != &r)
    throw Failure{Exit::usage, msg("{} was replaced by {}: correct that one", r.id, now->id)};
  throw Failure{Exit::usage, msg("{} is struck already: a strike is final", r.id)};
}

/// The fields that no correction sets.
constexpr std::array<std::string_view, 7> names_set_by_psp{"id",         "by",    "recorded", "replaces",
                                                           "correction", "write", "imported"};

rules::History whole_history(const Case& c) { return {c, {{9999, 12, 31}, std::nullopt}}; }

std::vector<std::string> parted(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t start = 0; start <= text.size();) {
    const auto end = std::min(text.find(',', start), text.size());
    if (end > start) parts.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

/// A copy of the record's own fields with nothing but those that hold together: no place, id, or writer.
Record copy_of(const Record& r) {
  Record copy;
  copy.body = r.body;
  copy.note = r.note;
  return copy;
}

/// A change of one field: `outcome=attended`, `reason=` to take it out; of a list `parts+=options`, `parts-=options`.
struct Change {
  enum class Way { set, add, take_away } way = Way::set;
  FieldRow row;
  std::optional<Value> value;
};

bool is_list(const FieldRow& row) {
  return row.type == Type::texts || row.type == Type::words || row.type == Type::references;
}

Change read_change(Context& context, const RecordKind& kind, const std::string& text) {
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0)
    throw Failure{Exit::usage, msg("--set {}: write it as field=value", text)};
  auto name = text.substr(0, equals);
  const auto given = text.substr(equals + 1);
  auto way = Change::Way::set;
  if (name.back() == '+' || name.back() == '-') {
    way = name.back() == '+' ? Change::Way::add : Change::Way::take_away;
    name.pop_back();
  }
  std::replace(name.begin(), name.end(), '-', '_');
  std::vector<std::string_view> names;
  for (const auto& row : record_rows(kind)) {
    const bool set_by_psp = std::any_of(names_set_by_psp.begin(), names_set_by_psp.end(),
                                        [&](std::string_view own) { return row.name == own; });
    if (set_by_psp) continue;
    names.push_back(row.name);
    if (row.name != name) continue;
    if (way != Change::Way::set && !is_list(row))
      throw Failure{Exit::usage, msg("{} holds one value: write {}=…", row.name, row.name)};
    if (way != Change::Way::set && given.empty())
      throw Failure{Exit::usage, msg("--set {}: say what is added or taken away", text)};
    if (given.empty()) return {way, row, std::nullopt};
    const bool many = is_list(row) && !row.sentences;
    return {way, row, read_value(context, row, many ? parted(given) : std::vector{given})};
  }
  throw Failure{Exit::usage, msg("a {} has no field \"{}\" to set; it has: {}", kind.name, name, listed(names))};
}

/// The list with what is added, without what is taken away. Throws a Failure where that is not in it.
Texts changed_list(Texts list, const Change& change) {
  for (const auto& text : std::get<Texts>(*change.value)) {
    const auto at = std::find(list.begin(), list.end(), text);
    if (change.way == Change::Way::add) {
      if (at == list.end()) list.push_back(text);
    } else if (at == list.end()) {
      throw Failure{Exit::usage, msg("{} has no \"{}\" to take away", change.row.name, text)};
    } else {
      list.erase(at);
    }
  }
  return list;
}

/// `original` with the changes, and without what says nothing with its new outcome or kind.
Record amended(const Record& original, const std::vector<Change>& changes) {
  const auto plain = copy_of(original);
  std::vector<NamedValue> values = record_values(plain);
  for (const auto& c : changes) {
    const auto at =
        std::find_if(values.begin(), values.end(), [&](const NamedValue& v) { return v.first == c.row.name; });
    auto value = c.value;
    if (c.way != Change::Way::set) value = changed_list(at == values.end() ? Texts{} : std::get<Texts>(at->second), c);
    if (at != values.end()) values.erase(at);
    if (value) values.emplace_back(c.row.name, std::move(*value));
  }
  Record r;
  r.body = original.kind().make();
  Message why;
  for (const auto& [name, value] : values)
    if (put_record_field(r, name, value, why) == Put::wrong) throw Failure{Exit::usage, why};
  Record fitting;
  fitting.body = r.kind().make();
  fitting.note = r.note;
  for (const auto& [name, value] : record_values(r)) {
    const auto& rows = record_rows(r.kind());
    const auto row = std::find_if(rows.begin(), rows.end(), [&, n = name](const FieldRow& f) { return f.name == n; });
    const bool set_now =
        std::any_of(changes.begin(), changes.end(), [&, n = name](const Change& c) { return c.row.name == n; });
    if (applies(*row, r.body) || set_now) put_record_field(fitting, name, value, why);
  }
  for (const auto& c : changes)
    if (c.value && !applies(c.row, fitting.body))
      throw Failure{Exit::usage, msg("{} says nothing with this {}", c.row.name, c.row.only.field)};
  return fitting;
}

}  // namespace

Syntax amend_syntax() {
  Syntax syntax{{case_argument(), {"ID", "the record: the start of its id, or last"}}, {}};
  OptionSpec set{
      "set", "field=value; may be given more than once; field= takes it out; of a list, field+=value and field-=value",
      Type::texts};
  set.commas = false;
  syntax.options = {set, {"reason", "why it is corrected"}};
  return syntax;
}

Exit run_amend(Context& context, const Arguments& given) {
  const auto id = find_case(context, given.text("CASE"));
  if (!given.has("set")) throw Failure{Exit::usage, msg("--set is missing: what is to be corrected, as field=value?")};
  const auto c = readable_case(context, id);
  const auto& meant = find_entry(c, given.text("ID"));
  const auto& kind = meant.kind();
  const auto record_id = meant.id;
  if (kind.name == "void") throw Failure{Exit::usage, msg("{} is a void: a strike is final", record_id)};
  std::vector<Change> changes;
  for (const auto& text : given.all("set")) changes.push_back(read_change(context, kind, text));
  const auto reason = reason_of(context, given);
  return record(context, id, [&](Batch& batch) {
    const auto& original = find_entry(batch.of(), record_id);
    refuse_struck(whole_history(batch.of()), original);
    auto r = amended(original, changes);
    r.replaces.id = original.id;
    r.correction = reason;
    batch.add(std::move(r));
  });
}

Syntax void_syntax() {
  return {{case_argument(), {"ID", "the record: the start of its id, or last; case for a case opened by mistake"}},
          {{"reason", "why it is struck"}}};
}

namespace {

/// The record that is to be struck. Throws a Failure where it cannot be.
const Record& record_to_strike(const Case& c, std::string_view given) {
  const auto& r = find_entry(c, given);
  if (r.as<Void>()) throw Failure{Exit::usage, msg("{} is a void itself: striking it brings nothing back", r.id)};
  refuse_struck(whole_history(c), r);
  return r;
}

/// What goes with the record: the attendance of a session, the completion of a task.
std::vector<Message> struck_with(const rules::Standing& standing, const Record& struck) {
  std::vector<Message> all;
  for (const auto& a : standing.sessions)
    if (a.session.record == &struck && a.record)
      all.push_back(msg("its attendance {} ({}) counts no longer either", a.record->id, word(*a.attendance->outcome)));
  for (const auto& c : standing.history.all<Completion>())
    if (standing.history.resolve(c.body->task.id) == &struck)
      all.push_back(msg("its end {} ({}) counts no longer either", c.record->id, word(*c.body->outcome)));
  return all;
}

Message whole_case_words(const Case& c) {
  return msg_count(
      static_cast<std::int64_t>(c.records.size()), "the whole case {1} of client {2}, opened {3}, with {0} record",
      "the whole case {1} of client {2}, opened {3}, with {0} records", c.header.id, c.header.client, *c.header.opened);
}

/// Shows a person at a terminal what will be struck, and asks, unless --yes.
void confirm_strike(const Context& context, const std::vector<Message>& what, const Message& question) {
  if (!context.terminal || context.arguments.on("yes")) return;
  for (const auto& m : what) context.say(m);
  if (!context.confirm(question)) throw Failure{Exit::usage, msg("nothing was written")};
}

}  // namespace

Exit run_void(Context& context, const Arguments& given) {
  const auto id = find_case(context, given.text("CASE"));
  const bool whole = given.text("ID") == "case";
  const auto c = readable_case(context, id);
  // The id as it is now: `last` may mean another record once the question is answered.
  const auto meant = whole ? std::string("case") : record_to_strike(c, given.text("ID")).id;
  const auto what = whole ? whole_case_words(c) : strike_words(record_to_strike(c, meant));
  const auto reason = reason_of(context, given);
  confirm_strike(context, {what}, msg("strike this? A strike is final (y/n)"));
  std::vector<Message> advice;
  const auto done = record(context, id, [&](Batch& batch) {
    Record r;
    r.body = Void{{meant}, reason};
    if (!whole) {
      const auto& struck = record_to_strike(batch.of(), meant);
      std::get<Void>(r.body).entry.id = struck.id;
      advice = struck_with(batch.standing(), struck);
    }
    batch.add(std::move(r));
  });
  context.mention(msg("struck: {}", what));
  for (const auto& m : advice) context.mention(m);
  return done;
}

Syntax undo_syntax() {
  return {{{"CASE", "your last write in this case; one to several cases is taken back in all of them", false}}, {}};
}

namespace {

/// The records of one write: the same worker at the same moment; of a write to several cases, with the same `write`.
struct Write {
  std::optional<Moment> recorded;
  std::string write;
  std::vector<std::string> cases = {};  ///< by id
  bool several = false;                 ///< more than one write at that moment, to different cases
};

/// What undo gives as its reason.
constexpr std::string_view undone = "undo";

/// True for what undo made of a correction: the record as it was before it.
bool restores(const Record& r, const Case& c) {
  const auto* correction = find_record(c, r.replaces.id);
  const auto* before = correction ? find_record(c, correction->replaces.id) : nullptr;
  return before && r.correction == undone && copy_of(*before).same_as(copy_of(r));
}

/// True for a record that undo would take back.
bool undoable(const Record& r, const rules::History& history, const std::string& by) {
  return r.by == by && r.recorded && !r.as<Void>() && history.stands(r) && !restores(r, history.of());
}

Write last_write(const std::vector<Case>& cases, const std::string& by) {
  Write last;
  const auto consider = [&](const Moment& recorded, const std::string& write, const std::string& id) {
    if (!last.recorded || instant(recorded) > instant(*last.recorded)) last = {recorded, write};
    if (instant(recorded) != instant(*last.recorded) || (!last.cases.empty() && last.cases.back() == id)) return;
    last.several = last.several || (!last.cases.empty() && (write.empty() || write != last.write));
    last.cases.push_back(id);
  };
  for (const auto& c : cases) {
    const auto history = whole_history(c);
    if (!history.there()) continue;
    if (c.header.by == by && c.header.recorded) consider(*c.header.recorded, {}, c.header.id);
    for (const auto& r : c.records)
      if (undoable(r, history, by)) consider(*r.recorded, r.write, c.header.id);
  }
  return last;
}

/// What undo does to a record: strikes it, or takes a correction back by another, the record as it was before.
struct Undoing {
  Record record;
  bool restores = false;  ///< a correction is taken back
  Message what;           ///< what it strikes, or takes back

  Message told() const { return restores ? msg("taken back: {}", what) : msg("struck: {}", what); }
};

std::vector<Undoing> undoings(const Case& c, const Write& write, const std::string& by) {
  std::vector<Undoing> all;
  const auto history = whole_history(c);
  for (const auto& written : c.records) {
    if (!undoable(written, history, by) || instant(*written.recorded) != instant(*write.recorded) ||
        written.write != write.write)
      continue;
    Record r;
    if (const auto* before = find_record(c, written.replaces.id)) {
      r = copy_of(*before);
      r.replaces.id = written.id;
      r.correction = undone;
      all.push_back({std::move(r), true, msg("{} ({})", strike_words(written), changed_words(written, *before))});
    } else {
      r.body = Void{{written.id}, std::string(undone)};
      all.push_back({std::move(r), false, strike_words(written)});
    }
  }
  if (!all.empty()) return all;
  const auto& header = c.header;
  if (header.by != by || !header.recorded || instant(*header.recorded) != instant(*write.recorded))
    throw Failure{Exit::usage, msg("what was to be undone in {} has been struck meanwhile", header.id)};
  // The opening itself is struck when nothing else is left of the write, and nobody built on it.
  for (const auto& r : c.records)
    if (history.stands(r) && !r.as<Void>() && !(r.by == by && restores(r, c)))
      throw Failure{
          Exit::usage,
          msg("your last write is the opening of {}, and {} has written to it since: the case stays; psp void {} ID "
              "strikes a single record",
              header.id, r.by, header.id)};
  Record r;
  r.body = Void{{"case"}, std::string(undone)};
  return {{std::move(r), false, whole_case_words(c)}};
}

/// Takes back what the write put into the case. Gives what it did, in words.
std::vector<Message> undo_in(Batch& batch, const Write& write, const std::string& by) {
  std::vector<Message> told;
  for (auto& undoing : undoings(batch.of(), write, by)) {
    batch.add(std::move(undoing.record));
    told.push_back(undoing.told());
  }
  return told;
}

/// The cases among which the last write is looked for. Throws a Failure where one cannot be read.
std::vector<Case> read_all(Context& context, const std::vector<std::string>& ids) {
  std::vector<Case> cases(ids.size());
  std::vector<std::vector<Diagnostic>> unreadable(ids.size());
  context.ledger().read_cases(ids, [&](std::size_t i, format::ParsedCase parsed) {
    if (parsed.readable()) cases[i] = std::move(parsed.value);
    else unreadable[i] = std::move(parsed.diagnostics);
  });
  for (auto& diagnostics : unreadable)
    if (!diagnostics.empty())
      throw Failure{
          Exit::data,
          msg("which write was the last cannot be told while a file cannot be read: mend it, or name the case"),
          diagnostics};
  return cases;
}

/// The last write of the worker that still stands, in one go.
Write find_last_write(const std::vector<Case>& cases, const std::string& by) {
  auto last = last_write(cases, by);
  if (!last.recorded) throw Failure{Exit::usage, msg("there is nothing that {} wrote and that still stands", by)};
  if (last.several) {
    const std::vector<std::string_view> names(last.cases.begin(), last.cases.end());
    throw Failure{Exit::usage, msg("{} wrote to {} within one second: name the case", by, listed(names))};
  }
  return last;
}

/// The cases that have records of this write which still stand.
std::vector<std::string> cases_of_write(const std::vector<Case>& cases, const std::string& write,
                                        const std::string& by) {
  std::vector<std::string> ids;
  for (const auto& c : cases) {
    const auto history = whole_history(c);
    if (std::any_of(c.records.begin(), c.records.end(),
                    [&](const Record& r) { return r.write == write && undoable(r, history, by); }))
      ids.push_back(c.header.id);
  }
  return ids;
}

/// The worker's last strike, of those that undo did not make itself, where it is later than the write.
struct Strike {
  std::string case_id, id;
  std::optional<Moment> recorded;
};
Strike strike_behind(const std::vector<Case>& cases, const Write& write, const std::string& by) {
  Strike last{{}, {}, write.recorded};
  for (const auto& c : cases)
    for (const auto& r : c.records)
      if (const auto* v = r.as<Void>();
          v && r.by == by && v->reason != undone && r.recorded && instant(*r.recorded) > instant(*last.recorded))
        last = {c.header.id, r.id, r.recorded};
  return last;
}

/// Who has just struck a record means that strike, which is final, and not the write before it: that is said, and
/// without a terminal it wants --yes.
void refuse_behind_a_void(const Context& context, const std::vector<Case>& cases, const Write& write,
                          const std::string& by) {
  const auto strike = strike_behind(cases, write, by);
  if (strike.id.empty()) return;
  const auto final = msg("your last write is the void {} in {}, and a strike is final: what it struck is recorded anew",
                         strike.id, strike.case_id);
  if (context.terminal || context.arguments.on("yes")) return context.say(final);
  throw Failure{Exit::usage,
                final,
                {},
                {msg("psp undo --yes takes back the write before it, of {}", short_text(write.recorded->local))}};
}

/// Shows a person at a terminal what goes, and asks, unless --yes.
void confirm_undo(Context& context, const Write& last, const std::string& by) {
  if (!context.terminal || context.arguments.on("yes")) return;
  std::vector<Message> what;
  for (const auto& c : read_all(context, last.cases))
    for (auto& undoing : undoings(c, last, by)) what.push_back(msg("{}: {}", c.header.id, undoing.what));
  const auto when = short_text(last.recorded->local);
  confirm_strike(context, what,
                 last.cases.size() == 1
                     ? msg("strike what {} wrote at {} in {}? A strike is final (y/n)", by, when, last.cases.front())
                     : msg("strike what {} wrote at {} in these {} cases? A strike is final (y/n)", by, when,
                           static_cast<std::int64_t>(last.cases.size())));
}

/// Strikes the write in each of its cases, all or none.
Exit undo_all(Context& context, const Write& last, const std::string& by, std::vector<Message>& told) {
  const auto plan = [&] {
    MomentOfWrite moment(context, by);
    for (const auto& c : read_all(context, last.cases)) moment.keep_clear_of(c);
    return WriteToSeveral{last.cases, moment.moment()};
  };
  const auto written = record_all(context, plan, [&](Batch& batch) {
    for (auto& m : undo_in(batch, last, by)) told.push_back(std::move(m));
  });
  print_written(context, written.cases);
  tell_written(context, written);
  return show_errors(context, context.ledger().finish().waiting);
}

}  // namespace

Exit run_undo(Context& context, const Arguments& given) {
  const auto by = context.by();
  std::vector<std::string> ids = context.ledger().case_ids();
  if (given.has("CASE")) ids = {find_case(context, given.text("CASE"))};
  auto last = find_last_write(read_all(context, ids), by);
  // A write to several cases is taken back in all of them, whichever was named.
  if (!last.write.empty()) last.cases = cases_of_write(read_all(context, context.ledger().case_ids()), last.write, by);
  refuse_behind_a_void(context, read_all(context, ids), last, by);
  confirm_undo(context, last, by);
  std::vector<Message> told;
  const auto done = last.cases.size() == 1
                        ? record(context, last.cases.front(), [&](Batch& batch) { told = undo_in(batch, last, by); })
                        : undo_all(context, last, by, told);
  for (const auto& m : told) context.mention(m);
  return done;
}

}  // namespace psp::cli
