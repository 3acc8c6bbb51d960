#include "cli/record/recording.h"

#include <algorithm>

#include <fmt/format.h>

#include "cli/input.h"
#include "cli/office_keys.h"
#include "cli/options.h"
#include "cli/print.h"
#include "render/json.h"
#include "render/printable.h"
#include "render/record.h"
#include "render/summary.h"

namespace psp::cli {
namespace {

Value ask_for(Context& context, const FieldRow& row) {
  const auto question = row.words.empty() ? msg("{} ({})", label(row), msg(row.help))
                                          : msg("{} ({}: {})", label(row), msg(row.help), comma_list(choices_of(row)));
  return *ask_for_value(context, row, question, false);
}

void put(Record& r, std::string_view name, const Value& value) {
  Message why;
  if (put_record_field(r, name, value, why) == Put::wrong) throw Failure{Exit::usage, why};
}

bool is_set(const Record& r, std::string_view name) { return value_of(set_fields(r), name).has_value(); }

}  // namespace

Record record_from_options(Context& context, const RecordKind& kind, const std::vector<NamedValue>& preset,
                           const std::set<std::string_view>& elsewhere) {
  const auto& given = context.arguments;
  Record r;
  r.body = kind.make();
  for (const auto& [name, value] : preset) put(r, name, value);
  const auto put_given = [&](const FieldRow& row, const Value& value) {
    const auto set = value_of(set_fields(r), row.name);
    if (!set) put(r, row.name, value);
    else if (row.type == Type::boolean && *set != value)
      throw Failure{Exit::usage, msg("--no-{} contradicts what else was given", option_name(row.name))};
  };
  read_options(context, kind.rows(), put_given, elsewhere);
  if (given.has("note")) r.note = std::get<std::string>(read_value(context, note_row(), given.all("note")));

  std::vector<Message> missing;
  for (const auto& row : kind.rows()) {
    if (elsewhere.contains(row.name)) continue;
    const bool here = applies(row, r.body);
    if (!here && is_set(r, row.name))
      throw Failure{Exit::usage,
                    msg("--{} says nothing with this {}: it goes with {}", option_name(row.name), row.only.field,
                        row.only.words[1].empty() ? std::string(row.only.words[0]) : listed(row.only.words))};
    if (row.name == "date" && !is_set(r, row.name)) put(r, row.name, context.today());
    if (!here || row.need == Need::optional || is_set(r, row.name)) continue;
    if (context.terminal) put(r, row.name, ask_for(context, row));
    else if (row.words.empty()) missing.push_back(msg("--{}: {}", option_name(row.name), msg(row.help)));
    else missing.push_back(msg("--{}: {} ({})", option_name(row.name), msg(row.help), listed(row.words)));
  }
  if (!missing.empty())
    throw Failure{Exit::usage, msg("more is needed for this {}:", label(kind)), {}, std::move(missing)};
  return r;
}

namespace {

void write_written(render::Json& json, const actions::Written& written) {
  json.member("case", written.after.header.id).key("records").begin_array();
  for (const auto& r : written.added) {
    json.begin_object();
    render::write_record(json, r);
    json.end_object();
  }
  json.end_array();
}

/// Keeps what was written to a case for the commit.
void keep_for_commit(Context& context, const actions::Written& written) {
  std::string words;
  for (const auto& r : written.added) words += (words.empty() ? " " : ", ") + std::string(r.kind().name) + " " + r.id;
  const auto& id = written.after.header.id;
  if (!words.empty()) context.written.push_back({case_path(id), id + ":" + words});
}

}  // namespace

void keep_written(Context& context, const actions::WrittenAll& written) {
  context.saved = !written.cases.empty();
  for (const auto& w : written.cases) keep_for_commit(context, w);
}

Exit tell_written(Context& context, const actions::WrittenAll& written) {
  keep_written(context, written);
  print_written(context, written.cases);
  tell_consequences(context, written);
  return Exit::done;
}

Exit tell_written(Context& context, const actions::WrittenOne& written) {
  return tell_written(context, actions::WrittenAll{{written.in}, written.durable});
}

namespace {

/// What was written to a case, and whose it is, as the line of it has that.
struct ShownWriting {
  const actions::Written& written;
  std::string client;
};
using ShownWritings = std::vector<ShownWriting>;

std::string writings_json(const ShownWritings& all, const Context&) {
  render::Json json;
  json.begin_object().member("format", format_number);
  if (all.size() == 1) {
    write_written(json, all.front().written);
  } else {
    json.key("cases").begin_array();
    for (const auto& shown : all) {
      json.begin_object();
      write_written(json, shown.written);
      json.end_object();
    }
    json.end_array();
  }
  return json.end_object().text();
}

std::string writings_text(const ShownWritings& all, const Context& context) {
  std::string lines;
  for (const auto& [w, client] : all)
    lines += render::echo(client, w.before, w.after, w.added, context.language) + '\n';
  return lines;
}

constexpr std::array writings_printers{
    Printer<ShownWritings>{"text", writings_text},
    Printer<ShownWritings>{"json", writings_json},
};

}  // namespace

void print_written(Context& context, const std::vector<actions::Written>& all) {
  ShownWritings shown;
  for (const auto& w : all) shown.push_back({w, context.client_shown(w.after.header.client)});
  print(writings_printers, shown, context);
}

namespace {

/// Who writes into a colleague's case may have meant another one; who takes it over does not.
void tell_colleague(Context& context, const actions::Written& w) {
  const bool taken_over = std::any_of(w.added.begin(), w.added.end(), [](const Record& r) { return r.as<Transfer>(); });
  if (!taken_over && !w.worker.empty() && w.worker != context.by())
    context.mention(msg("{} is the case of {}", w.after.header.id, w.worker));
}

}  // namespace

void tell_consequences(Context& context, const actions::WrittenAll& written) {
  if (std::any_of(written.cases.begin(), written.cases.end(), [](const auto& w) { return w.out_of_time; }))
    context.say(
        msg("the clock says {}, which is before the last record of this case: is it right?", context.now.local));
  context.tell_clock();
  std::vector<const Case*> before;
  for (const auto& w : written.cases) before.push_back(&w.before);
  if (!before.empty()) tell_login_name(context, before);
  if (context.terminal && written.cases.size() == 1) tell_colleague(context, written.cases.front());
  context.tell_saved(written.durable);
  for (const auto& w : written.cases) {
    for (const auto& m : w.warnings) context.mention(m);
    for (const auto& file : w.not_there)
      context.mention(
          msg("there is no file {} in the ledger yet: put it there, or correct the record with psp amend", file));
    for (const auto& f : w.raised)
      context.mention(msg("{}: {}: {}", w.after.header.id, f.flag->code, context.tr(f.message)));
  }
}

}  // namespace psp::cli
