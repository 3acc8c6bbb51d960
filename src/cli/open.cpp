// psp open: a new case.
#include <algorithm>
#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/people.h"
#include "cli/query.h"
#include "cli/recording.h"
#include "render/json.h"
#include "render/printable.h"
#include "rules/check.h"
#include "rules/status.h"

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

/// A reference is stored as it was first written: K-0117 and k-0117 are one client.
void refuse_other_spelling(Context& context, const std::string& client) {
  if (const auto known = written_reference(context, client); known != client)
    throw Failure{Exit::usage, msg("this client is written {} already: psp open --client {}", known, known)};
}

void refuse_bad_header(const Case& c, const Office& office) {
  for (auto& d : rules::check(c, office))
    if (d.severity == Severity::error) throw Failure{Exit::usage, std::move(d.message)};
}

}  // namespace

Syntax open_syntax() {
  Syntax syntax{{}, field_options(field_rows<Header>(), {"format", "case", "by", "recorded"})};
  for (auto& o : field_options(field_rows<Intake>())) syntax.options.push_back(std::move(o));
  return syntax;
}

Exit run_open(Context& context) {
  const auto& given = context.arguments;
  const auto& ledger = context.ledger();
  Case c;
  read_into(context, c.header, {"format"});  // --format is how the result is printed; the header's number is ours
  read_into(context, c.intake);
  std::vector<std::string_view> services;
  for (const auto& [name, service] : ledger.office().services) services.push_back(name);
  c.header.service = required(context, c.header.service, "service", msg("which service: {}", listed(services)));
  c.header.client =
      required(context, c.header.client, "client", msg("the client's reference, such as K-0117; never a name"));
  if (auto wrong = rules::refuse_reference(c.header.client)) throw Failure{Exit::usage, std::move(*wrong)};
  const auto who = writer(context);
  if (!c.header.opened) c.header.opened = context.today();
  if (c.header.worker.empty() && ledger.office().workers.contains(who.by)) c.header.worker = who.by;
  c.header.format = format_number;
  c.header.by = who.by;
  c.header.recorded = context.now;

  refuse_other_spelling(context, c.header.client);
  const auto others = read_status(context, ledger.case_ids(), {context.today(), std::nullopt}).cases;

  const auto durable = ledger.create(c.header.opened->year, context.new_case_prefix(), who, [&](const std::string& id) {
    c.header.id = id;
    c.file = case_path(id);
    refuse_bad_header(c, ledger.office());
    return c;
  });
  context.saved = true;
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
  const auto client = shown_client(context, shown.header.client);
  if (context.format() == "json") {
    render::Json json;
    json.begin_object().member("format", format_number);
    for (const auto& [name, value] : field_values(shown.header))
      if (name != "format") json.member(name, value);
    json.key("intake").begin_object();
    for (const auto& [name, value] : field_values(shown.intake)) json.member(name, value);
    context.out << json.end_object().end_object().text();
  } else {
    auto line = context.tr(msg("{} opened {}: {}, client {}", id, *c.header.opened, shown.header.service, client));
    if (!c.header.worker.empty()) line += context.tr(msg(", worker {}", c.header.worker));
    context.out << render::printable_line(line) << '\n';
  }
  context.tell_saved(durable);
  const auto mention = [&](Message m) {
    context.mention(copies ? rules::redacted(std::move(m), copies->names()) : std::move(m));
  };
  for (auto& d : rules::check(c, ledger.office())) mention(std::move(d.message));
  for (const auto& other : others)
    if (other.client == c.header.client && !other.closed)
      context.mention(msg("client {} has the open case {} as well ({})", client, other.id, other.service));
  if (const auto status = rules::case_status(c, ledger.office(), {context.today(), std::nullopt}))
    for (const auto& f : status->flags) mention(msg("{}: {}: {}", id, f.flag->code, f.message));
  return Exit::done;
}

}  // namespace psp::cli
