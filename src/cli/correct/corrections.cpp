// psp amend, psp void: corrections, which are records too. Nothing is taken out of a file.
#include "cli/case_named.h"
#include "cli/correct/corrections.h"

#include <algorithm>

#include "actions/correct.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/query.h"
#include "cli/record/recording.h"
#include "render/summary.h"
#include "rules/undo.h"

namespace psp::cli {
namespace {

std::string reason_of(Context& context) {
  const auto& given = context.arguments;
  static const FieldRow row{Field{"reason", "why"}, Type::text, {}};
  if (!given.has("reason") && !context.terminal) throw Failure{Exit::usage, msg("--reason is missing: why?")};
  auto text = std::get<std::string>(
      read_value(context, row, given.has("reason") ? given.all("reason") : std::vector{context.ask(msg("why"))}));
  if (text == rules::undo_reason)
    throw Failure{Exit::usage, msg("\"{}\" is the reason that psp undo writes: say more", text)};
  return text;
}

std::vector<std::string> parted(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t start = 0; start <= text.size();) {
    const auto end = std::min(text.find(',', start), text.size());
    if (end > start) parts.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

/// Returns a change of one field: `outcome=attended`, or `reason=` to take it out; of a list `parts+=options`,
/// `parts-=options`. Throws a Failure (Exit::usage) if the text says none.
actions::FieldCorrection read_change(Context& context, const RecordKind& kind, const std::string& text) {
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0)
    throw Failure{Exit::usage, msg("--set {}: write it as field=value", text)};
  auto name = text.substr(0, equals);
  const auto given = text.substr(equals + 1);
  auto way = actions::FieldCorrection::Way::set;
  if (name.back() == '+' || name.back() == '-') {
    way = name.back() == '+' ? actions::FieldCorrection::Way::add : actions::FieldCorrection::Way::take_away;
    name.pop_back();
  }
  std::replace(name.begin(), name.end(), '-', '_');
  std::vector<std::string_view> names;
  for (const auto& row : actions::rows_to_correct(kind)) {
    names.push_back(row.name);
    if (row.name != name) continue;
    if (way != actions::FieldCorrection::Way::set && !is_list(row.type))
      throw Failure{Exit::usage, msg("{} holds one value: write {}=…", row.name, row.name)};
    if (way != actions::FieldCorrection::Way::set && given.empty())
      throw Failure{Exit::usage, msg("--set {}: say what is added or taken away", text)};
    if (given.empty()) return {way, row, std::nullopt};
    const bool many = is_list(row.type) && !row.sentences;
    return {way, row, read_value(context, row, many ? parted(given) : std::vector{given})};
  }
  throw Failure{Exit::usage, msg("{} has no field \"{}\" to set; it has: {}", kind.name, name, listed(names))};
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

Exit run_amend(Context& context) {
  const auto& given = context.arguments;
  const auto id = find_case(context, given.text("CASE"));
  if (!given.has("set")) throw Failure{Exit::usage, msg("--set is missing: what is to be corrected, as field=value?")};
  const auto on = context.occasion();
  const auto meant = actions::record_to_amend(on, id, given.text("ID"));
  std::vector<actions::FieldCorrection> changes;
  for (const auto& text : given.all("set")) changes.push_back(read_change(context, *meant.kind, text));
  const auto reason = reason_of(context);
  return tell_written(context, actions::amend(on, id, meant.id, changes, reason));
}

Syntax void_syntax() {
  return {{case_argument(), {"ID", "the record: the start of its id, or last; case for a case opened by mistake"}},
          {{"reason", "why it is struck"}}};
}

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
    auto what = attendance   ? msg("its attendance {} ({}) counts no longer either", r->id, label(*attendance->outcome))
                : completion ? msg("its end {} ({}) counts no longer either", r->id, label(*completion->outcome))
                             : msg("{} {} refers to it, and stays", label(r->kind()), r->id);
    all.push_back(r->by == by ? std::move(what) : msg("{}: {} wrote it", what, r->by));
  }
  return all;
}

void confirm_strike(const Context& context, const std::vector<Message>& what, const Message& question) {
  if (!context.asks()) return;
  for (const auto& m : what) context.say(m);
  if (!context.confirm(question)) throw Failure{Exit::usage, msg("nothing was written")};
}

Exit run_void(Context& context) {
  const auto& given = context.arguments;
  const auto id = find_case(context, given.text("CASE"));
  const auto on = context.occasion();
  const auto meant = actions::strike_meant(on, id, given.text("ID"));
  std::vector<Message> what{meant.record ? msg("{}", render::strike_words(*meant.record, context.language))
                                         : whole_case_words(meant.in)};
  std::vector<const Record*> lost;
  for (const auto& r : meant.lost) lost.push_back(&r);
  for (auto& m : lost_words(lost, on.by)) what.push_back(std::move(m));
  const auto reason = reason_of(context);
  confirm_strike(context, what, msg("strike this? A strike is final (y/n)"));
  tell_written(context, actions::strike(on, id, meant.of, reason));
  for (const auto& m : what) context.mention(&m == &what.front() ? msg("struck: {}", m) : m);
  return Exit::done;
}

}  // namespace psp::cli
