// psp amend, psp void, psp undo: corrections, which are records too. Nothing is taken out of a file.
#include <algorithm>
#include <ostream>
#include <set>
#include <tuple>

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

/// A change of one field: `outcome=attended`, or `reason=` to take it out.
struct Change {
  FieldRow row;
  std::optional<Value> value;
};

Change read_change(Context& context, const RecordKind& kind, const std::string& text) {
  const auto equals = text.find('=');
  if (equals == std::string::npos) throw Failure{Exit::usage, msg("--set {}: write it as field=value", text)};
  auto name = text.substr(0, equals);
  std::replace(name.begin(), name.end(), '-', '_');
  const auto given = text.substr(equals + 1);
  std::vector<std::string_view> names;
  for (const auto& row : record_rows(kind)) {
    if (row.name == "id" || row.name == "by" || row.name == "recorded" || row.name == "replaces" ||
        row.name == "correction")
      continue;
    names.push_back(row.name);
    if (row.name != name) continue;
    if (given.empty()) return {row, std::nullopt};
    const bool list = row.type == Type::texts || row.type == Type::words || row.type == Type::references;
    return {row, read_value(context, row, list ? parted(given) : std::vector{given})};
  }
  throw Failure{Exit::usage, msg("a {} has no field \"{}\" to set; it has: {}", kind.name, name, listed(names))};
}

/// `original` with the changes, and without what says nothing with its new outcome or kind.
Record amended(const Record& original, const std::vector<Change>& changes) {
  Record r;
  r.body = original.kind().make();
  std::vector<NamedValue> values;
  for (const auto& [name, value] : record_values(copy_of(original)))
    if (std::none_of(changes.begin(), changes.end(), [&, n = name](const Change& c) { return c.row.name == n; }))
      values.emplace_back(name, value);
  for (const auto& c : changes)
    if (c.value) values.emplace_back(c.row.name, *c.value);
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
  OptionSpec set{"set", "field=value; may be given more than once; field= takes it out", Type::texts};
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

Exit run_void(Context& context, const Arguments& given) {
  const auto id = find_case(context, given.text("CASE"));
  const auto reason = reason_of(context, given);
  std::vector<Message> advice;
  const auto done = record(context, id, [&](Batch& batch) {
    Record r;
    r.body = Void{{given.text("ID")}, reason};
    if (given.text("ID") != "case") {
      const auto& struck = find_entry(batch.of(), given.text("ID"));
      if (struck.as<Void>())
        throw Failure{Exit::usage, msg("{} is a void itself: striking it brings nothing back", struck.id)};
      refuse_struck(whole_history(batch.of()), struck);
      std::get<Void>(r.body).entry.id = struck.id;
      for (const auto& a : batch.standing().sessions)
        if (a.session.record == &struck && a.record)
          advice = {msg("its attendance {} ({}) counts no longer either", a.record->id, word(*a.attendance->outcome))};
    }
    batch.add(std::move(r));
  });
  for (const auto& m : advice) context.mention(m);
  return done;
}

Syntax undo_syntax() { return {{{"CASE", "only in this case", false}}, {}}; }

namespace {

/// The records of one write: the same worker at the same moment.
struct Write {
  std::optional<Moment> recorded;
  std::vector<std::string> cases;  ///< by id
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
  const auto consider = [&](const Moment& recorded, const std::string& id) {
    if (!last.recorded || instant(recorded) > instant(*last.recorded)) last = {recorded, {}};
    if (instant(recorded) == instant(*last.recorded) && (last.cases.empty() || last.cases.back() != id))
      last.cases.push_back(id);
  };
  for (const auto& c : cases) {
    const auto history = whole_history(c);
    if (!history.there()) continue;
    if (c.header.by == by && c.header.recorded) consider(*c.header.recorded, c.header.id);
    for (const auto& r : c.records)
      if (undoable(r, history, by)) consider(*r.recorded, c.header.id);
  }
  return last;
}

/// Strikes what the write put into the case. A correction is taken back by another: the record as it was before.
/// The opening itself is struck when nothing else is left of the write.
/// Gives what it struck, in words.
std::vector<Message> undo_in(Batch& batch, const Moment& recorded, const std::string& by) {
  std::vector<Message> told;
  const auto history = whole_history(batch.of());
  for (const auto& written : batch.of().records) {
    if (!undoable(written, history, by) || instant(*written.recorded) != instant(recorded)) continue;
    Record r;
    if (const auto* before = find_record(batch.of(), written.replaces.id)) {
      r = copy_of(*before);
      r.replaces.id = written.id;
      r.correction = undone;
      told.push_back(msg("taken back: {}", summary(written)));
    } else {
      r.body = Void{{written.id}, std::string(undone)};
      told.push_back(msg("struck: {}", summary(written)));
    }
    batch.add(std::move(r));
  }
  if (!batch.records.empty()) return told;
  const auto& header = batch.of().header;
  if (header.by != by || !header.recorded || instant(*header.recorded) != instant(recorded))
    throw Failure{Exit::usage, msg("what was to be undone in {} has been struck meanwhile", header.id)};
  for (const auto& r : batch.of().records)
    if (history.stands(r) && !r.as<Void>() && !(r.by == by && restores(r, batch.of())))
      throw Failure{
          Exit::usage,
          msg("your last write is the opening of {}, but {} wrote to it since: psp void {} case strikes it whole",
              header.id, r.by, header.id)};
  Record r;
  r.body = Void{{"case"}, std::string(undone)};
  batch.add(std::move(r));
  return {msg("struck: the whole case {}", header.id)};
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

/// What a transfer says that is the same in all cases of one handover: day, worker, manager, note, and who had the case
/// before.
using Handed = std::tuple<Date, std::string, std::string, std::string, std::string>;

/// What the write did to the case, if that is one transfer to a worker and nothing else.
std::optional<Handed> handed_over(const Case& c, const Moment& recorded, const std::string& by) {
  const auto history = whole_history(c);
  const auto same = [&](const std::optional<Moment>& m) { return m && instant(*m) == instant(recorded); };
  if (c.header.by == by && same(c.header.recorded)) return std::nullopt;
  const Record* only = nullptr;
  for (const auto& r : c.records) {
    if (!undoable(r, history, by) || !same(r.recorded)) continue;
    if (only) return std::nullopt;
    only = &r;
  }
  const auto* t = only && only->replaces.id.empty() ? only->as<Transfer>() : nullptr;
  if (!t) return std::nullopt;
  const auto charges = rules::course_of(history).workers;
  for (std::size_t i = 1; i < charges.size(); ++i)
    if (charges[i].transfer == only) return Handed{*t->date, t->worker, t->manager, only->note, charges[i - 1].worker};
  return std::nullopt;
}

/// Two writes to different cases within one second look like one. What cannot have been one is refused: the only write
/// to several cases is a handover, the same transfer in each.
void refuse_several_writes(const std::vector<Case>& cases, const Write& last, const std::string& by) {
  if (last.cases.size() == 1) return;
  std::set<std::optional<Handed>> handed;
  for (const auto& c : cases)
    if (std::binary_search(last.cases.begin(), last.cases.end(), c.header.id))
      handed.insert(handed_over(c, *last.recorded, by));
  if (handed.size() == 1 && *handed.begin()) return;
  const std::vector<std::string_view> names(last.cases.begin(), last.cases.end());
  throw Failure{Exit::usage, msg("{} wrote to {} within one second: name the case", by, listed(names))};
}

/// The last write of the worker that still stands, in one go.
Write find_last_write(const std::vector<Case>& cases, const std::string& by) {
  const auto last = last_write(cases, by);
  if (!last.recorded) throw Failure{Exit::usage, msg("there is nothing that {} wrote and that still stands", by)};
  refuse_several_writes(cases, last, by);
  return last;
}

/// Asks a person at a terminal, unless --yes.
void confirm_undo(const Context& context, const Write& last, const std::string& by) {
  if (!context.terminal || context.arguments.on("yes")) return;
  const auto when = short_text(last.recorded->local);
  const auto question =
      last.cases.size() == 1
          ? msg("strike what {} wrote at {} in {}? A strike is final (y/n)", by, when, last.cases.front())
          : msg("strike the handover of {} cases that {} wrote at {}? A strike is final (y/n)",
                static_cast<std::int64_t>(last.cases.size()), by, when);
  if (!context.confirm(question)) throw Failure{Exit::usage, msg("nothing was written")};
}

/// Strikes the write in each of its cases, all or none.
Exit undo_all(Context& context, const Write& last, const std::string& by, std::vector<Message>& told) {
  const auto plan = [&] {
    MomentOfWrite moment(context, by);
    for (const auto& c : read_all(context, last.cases)) moment.keep_clear_of(c);
    return Plan{last.cases, moment.moment()};
  };
  const auto written = record_all(context, plan, [&](Batch& batch) {
    for (auto& m : undo_in(batch, *last.recorded, by)) told.push_back(std::move(m));
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
  const auto last = find_last_write(read_all(context, ids), by);
  confirm_undo(context, last, by);
  std::vector<Message> told;
  const auto done = last.cases.size() == 1 ? record(context, last.cases.front(),
                                                    [&](Batch& batch) { told = undo_in(batch, *last.recorded, by); })
                                           : undo_all(context, last, by, told);
  for (const auto& m : told) context.mention(m);
  return done;
}

}  // namespace psp::cli
