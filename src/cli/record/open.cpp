// psp open: a new case.

#include "actions/open.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/office_keys.h"
#include "cli/options.h"
#include "cli/people.h"
#include "cli/print.h"
#include "cli/query.h"
#include "cli/record/recording.h"
#include "render/json.h"
#include "render/printable.h"

namespace psp::cli {
namespace {

template <class T>
void read_into(Context& context, T& t, const std::set<std::string_view>& elsewhere = {}) {
  read_options(
      context, field_rows<T>(),
      [&](const FieldRow& row, const Value& value) {
        Message why;
        if (put_field(t, row.name, value, why) == Put::wrong) throw Failure{Exit::usage, why};
      },
      elsewhere);
}

std::string required(Context& context, std::string given, std::string_view option, const Message& question) {
  if (given.empty() && context.terminal) given = context.ask(question);
  if (given.empty()) throw Failure{Exit::usage, msg("--{} is missing: {}", option, context.tr(question))};
  return given;
}

/// Holds the case that was opened, as it may be shown.
struct ShownOpening {
  const Header& header;
  const Intake& intake;
  std::string client;  ///< with the name where the format has names
  Date opened;
  std::string worker;
};

std::string opened_line(const ShownOpening& o, const Context& context) {
  auto line = context.tr(msg("{} opened {}: {}, client {}", o.header.id, o.opened, o.header.service, o.client));
  if (!o.worker.empty()) line += context.tr(msg(", worker {}", o.worker));
  return render::printable_line(line) + '\n';
}

std::string opened_json(const ShownOpening& o, const Context&) {
  render::Json json;
  json.begin_object().member("format", format_number);
  for (const auto& [row, value] : set_fields(o.header))
    if (row.name != "format") json.member(row.name, value);
  json.key("intake").begin_object();
  for (const auto& [row, value] : set_fields(o.intake)) json.member(row.name, value);
  return json.end_object().end_object().text();
}

constexpr std::array opened_printers{
    Printer<ShownOpening>{"text", opened_line},
    Printer<ShownOpening>{"json", opened_json},
};

}  // namespace

Syntax open_syntax() {
  Syntax syntax{{}, field_options(field_rows<Header>(), {"format", "case", "by", "recorded"})};
  for (auto& o : field_options(field_rows<Intake>())) syntax.options.push_back(std::move(o));
  return syntax;
}

Exit run_open(Context& context) {
  const auto& given = context.arguments;
  const auto& ledger = context.ledger();
  actions::OpenRequest request;
  auto& header = request.header;
  read_into(context, header, {"format"});  // --format says how the result is printed; psp sets the header's number
  read_into(context, request.intake);
  std::vector<std::string_view> services;
  for (const auto& [name, service] : ledger.office().services) services.push_back(name);
  header.service = required(context, header.service, "service", msg("which service: {}", listed(services)));
  header.client =
      required(context, header.client, "client", msg("the client's reference, such as K-0117; never a name"));
  refuse_name_as_reference(context, header.client);
  const auto on = context.occasion();
  if (header.opened && *header.opened > on.today())
    context.ask_to_go_on(
        {msg("the case is opened on {} only: until then it is in no list and no report", *header.opened)});
  request.prefix = context.new_case_prefix();
  const auto opened = actions::open_new(on, std::move(request));
  const auto& c = opened.of;
  context.saved = true;
  for (auto d : tell_read(context, opened.read)) {
    d.severity = Severity::warning;  // it may be another case of the client
    context.show(d);
  }
  context.tell_clock();
  context.written.push_back({c.file, c.header.id + ": opened"});

  const auto copies = given.on("redact") ? std::optional(redaction(context)) : std::nullopt;
  auto shown = c;
  if (copies) {
    // Who has the case is told all the same: whoever asks has just said it.
    const auto copy = copies->of(rules::whole_history(c)).file;
    for (const auto field : {&Header::id, &Header::service, &Header::client, &Header::family})
      shown.header.*field = copy.header.*field;
    shown.intake = copy.intake;
  }
  const auto& id = shown.header.id;
  const auto client = context.client_shown(shown.header.client);
  print(opened_printers, {shown.header, shown.intake, client, *c.header.opened, c.header.worker}, context);
  const Case not_there_before;
  tell_login_name(context, {&not_there_before});
  context.tell_saved(opened.durable);
  const auto mention = [&](Message m) {
    context.mention(copies ? rules::redacted(std::move(m), copies->names()) : std::move(m));
  };
  for (const auto& m : opened.doubts) mention(m);
  for (const auto& other : opened.others)
    context.mention(msg("client {} has the open case {} as well ({})", c.header.client, other.id, other.service));
  for (const auto& other : opened.household)
    mention(msg("household {} has the open case {} as well ({}, client {})", c.header.family, other.id, other.service,
                context.client_shown(other.client)));
  for (const auto& f : opened.flags) mention(msg("{}: {}: {}", id, f.flag->code, f.message));
  return Exit::done;
}

}  // namespace psp::cli
