// psp amend, psp void: corrections, which are records too. Nothing is taken out of a file.
#include "cli/corrections.h"

#include <algorithm>
#include <array>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/query.h"
#include "cli/recording.h"
#include "rules/history.h"
#include "rules/undo.h"

namespace psp::cli {
namespace {

std::string reason_of(Context& context, const Arguments& given) {
  static const FieldRow row{Field{"reason", "why"}, Type::text, {}};
  if (!given.has("reason") && !context.terminal) throw Failure{Exit::usage, msg("--reason is missing: why?")};
  const auto text = std::get<std::string>(
      read_value(context, row, given.has("reason") ? given.all("reason") : std::vector{context.ask(msg("why"))}));
  if (text == rules::undo_reason)
    throw Failure{Exit::usage, msg("\"{}\" is the reason that psp undo writes: say more", text)};
  return text;
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

std::vector<std::string> parted(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t start = 0; start <= text.size();) {
    const auto end = std::min(text.find(',', start), text.size());
    if (end > start) parts.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
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
  throw Failure{Exit::usage, msg("{} has no field \"{}\" to set; it has: {}", kind.name, name, listed(names))};
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
  std::vector<NamedValue> values = record_values(content_of(original));
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
    refuse_struck(rules::whole_history(batch.of()), original);
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
  refuse_struck(rules::whole_history(c), r);
  return r;
}

}  // namespace

Message whole_case_words(const Case& c) {
  return msg_count(
      static_cast<std::int64_t>(c.records.size()), "the whole case {1} of client {2}, opened {3}, with {0} record",
      "the whole case {1} of client {2}, opened {3}, with {0} records", c.header.id, c.header.client, *c.header.opened);
}

std::vector<Message> lost_words(const std::vector<const Record*>& lost, const std::string& by) {
  std::vector<Message> all;
  for (const auto* r : lost) {
    const auto* attendance = r->as<Attendance>();
    const auto* completion = r->as<Completion>();
    auto what = attendance   ? msg("its attendance {} ({}) counts no longer either", r->id, word(*attendance->outcome))
                : completion ? msg("its end {} ({}) counts no longer either", r->id, word(*completion->outcome))
                             : msg("{} {} refers to it, and stays", r->kind().name, r->id);
    all.push_back(r->by == by ? std::move(what) : msg("{}: {} wrote it", what, r->by));
  }
  return all;
}

void confirm_strike(const Context& context, const std::vector<Message>& what, const Message& question) {
  if (!context.asks()) return;
  for (const auto& m : what) context.say(m);
  if (!context.confirm(question)) throw Failure{Exit::usage, msg("nothing was written")};
}

Exit run_void(Context& context, const Arguments& given) {
  const auto id = find_case(context, given.text("CASE"));
  const bool whole = given.text("ID") == "case";
  const auto c = readable_case(context, id);
  // The id as it is now: `last` may mean another record once the question is answered.
  const auto meant = whole ? std::string("case") : record_to_strike(c, given.text("ID")).id;
  const auto strike_for = [&](const std::string& reason) -> Fill {
    return [&whole, &meant, reason](Batch& batch) {
      if (!whole) record_to_strike(batch.of(), meant);
      Record r;
      r.body = Void{{meant}, reason};
      batch.add(std::move(r));
    };
  };
  refuse_before_asking(context, c, strike_for("…"));
  std::vector<Message> what{whole ? whole_case_words(c) : strike_words(record_to_strike(c, meant))};
  if (!whole)
    for (auto& m : lost_words(rules::referring_to(c, {&record_to_strike(c, meant)}), context.by()))
      what.push_back(std::move(m));
  const auto reason = reason_of(context, given);
  confirm_strike(context, what, msg("strike this? A strike is final (y/n)"));
  const auto done = record(context, id, strike_for(reason));
  for (const auto& m : what) context.mention(&m == &what.front() ? msg("struck: {}", m) : m);
  return done;
}

}  // namespace psp::cli
