// psp list, psp show, psp log: the cases and what was recorded in them.
#include <ostream>
#include <set>

#include "actions/log.h"
#include "actions/read.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/office_keys.h"
#include "cli/people.h"
#include "cli/query.h"
#include "render/case.h"
#include "render/client_file.h"
#include "render/list.h"

namespace psp::cli {

Syntax list_syntax() {
  Syntax syntax{{},
                {{"state", "only in this state", Type::word, Vocabulary<rules::CaseState>::words},
                 {"open", "only cases that are not closed", Type::boolean},
                 {"worker", "only this worker's"},
                 {"manager", "only this case manager's"},
                 {"service", "only of this service"},
                 {"client", "only of this client"},
                 {"area", "only of this area"},
                 {"field", "only of this field", Type::word, Vocabulary<CareField>::words},
                 {"retention", "the closed cases, in order of the day until which they are kept", Type::boolean}}};
  for (auto& o : as_of_options()) syntax.options.push_back(std::move(o));
  return syntax;
}

namespace {

std::string listing(const Context& context, const rules::Status& status) {
  const bool json = context.format() == "json";
  if (context.arguments.on("retention"))
    return json ? render::retention_json(status, context.language) : render::retention_text(status, context.language);
  return json ? render::list_json(status.cases, status.errors, context.language)
              : render::list_text(status.cases, context.language);
}

}  // namespace

Exit run_list(Context& context) {
  const auto& given = context.arguments;
  rules::ListFilter filter;
  if (given.has("state")) filter.state = read_word<rules::CaseState>("state", given.text("state"));
  if (given.has("field")) filter.field = read_word<CareField>("field", given.text("field"));
  if (given.on("retention") && given.on("open"))
    throw Failure{Exit::usage, msg("--open and --retention exclude each other")};
  auto status = read_status(context, context.ledger().case_ids(), read_as_of(context));
  refuse_unknown_names(context, status);
  filter.open = given.on("open");
  filter.closed = given.on("retention");
  if (given.has("worker")) filter.worker = worker_meant(context, given.text("worker"));
  if (given.has("manager")) filter.manager = worker_meant(context, given.text("manager"));
  const auto take = [&](std::optional<std::string>& wanted, std::string_view option) {
    if (given.has(option)) wanted = given.text(option);
  };
  take(filter.service, "service");
  take(filter.client, "client");
  take(filter.area, "area");
  rules::apply(filter, status);
  show_clients(context, status);
  context.out << listing(context, status);
  return show_errors(context, status.errors);
}

Syntax show_syntax() {
  Syntax syntax{{case_argument()}, as_of_options()};
  syntax.options.push_back({"for",
                            "whom the copy of --redact is for: a third party (where it is left out), or the client",
                            Type::word, Vocabulary<rules::CopyFor>::words});
  return syntax;
}

Exit run_show(Context& context) {
  const auto& given = context.arguments;
  if (given.has("for") && !given.on("redact"))
    throw Failure{Exit::usage, msg("--for says whom a copy is for that leaves names out: give --redact as well")};
  const auto copy_for =
      given.has("for") ? read_word<rules::CopyFor>("for", given.text("for")) : rules::CopyFor::third_party;
  const auto whole = actions::readable_case(context.ledger(), find_case(context, given.text("CASE")));
  const auto& office = context.ledger().office();
  const auto as_of = read_as_of(context);
  auto status = rules::case_status(whole, office, as_of);
  if (!status) throw Failure{Exit::usage, rules::not_there(whole, as_of)};
  const auto* service = office.find_service(whole.header.service);
  const rules::History history(whole, as_of);
  std::optional<rules::Redacted> redacted;
  if (given.on("redact")) {
    redacted = redaction(context, copy_for).of(history);
    status = rules::redacted(std::move(*status), redacted->names);
    context.mention(msg("read it before you hand it over: psp cannot know every name that a text may hold"));
  }
  const auto& c = redacted ? redacted->file : whole;
  const auto* left_out = redacted ? &redacted->left_out : nullptr;
  const auto format = context.format();
  if (format == "md" || format == "html") {
    const auto file = report::client_file(
        {c, *status, office, as_of, rules::corrections(history, service), left_out, context.today(), PSP_VERSION});
    context.out << (format == "md" ? render::client_file_markdown(file, context.language)
                                   : render::client_file_html(file, context.language));
    return Exit::done;
  }
  const auto happenings = rules::chronology(c, service, as_of.known_at);
  const auto intake = rules::course_of(rules::History(c, as_of)).intake;
  auto named = c;
  named.header.client = shown_client(context, c.header.client);
  context.out << (format == "json" ? render::case_json(c, intake, *status, happenings, left_out, context.language)
                                   : render::case_text(named, intake, *status, happenings, left_out, context.language,
                                                       context.colour));
  return Exit::done;
}

Syntax log_syntax() {
  return {{{"CASE", "only these cases", false, true}},
          {{"since", "what was written down from this day on", Type::date},
           {"until", "what was written down up to this day", Type::date},
           {"worker", "only what this worker wrote down"},
           {"by", "in groups, by day or by worker", Type::word, Vocabulary<render::LogBy>::words}}};
}

Exit run_log(Context& context) {
  const auto& given = context.arguments;
  actions::LogRequest request{asked_cases(context)};
  if (given.has("since")) request.since = read_day(context, "--since", given.text("since"));
  if (given.has("until")) request.until = read_day(context, "--until", given.text("until"));
  std::optional<render::LogBy> groups;
  if (given.has("by")) groups = read_word<render::LogBy>("by", given.text("by"));
  if (request.until < request.since)
    throw Failure{Exit::usage, msg("--until {} lies before --since {}", request.until, request.since)};
  if (given.on("redact")) request.copies = redaction(context);
  if (context.format() == "text" && !request.copies && !context.people().known.empty())
    request.names = &context.people();
  const auto writer = worker_meant(context, given.text("worker"));
  if (given.has("worker")) request.writer = writer;
  const auto log = actions::read_log(context.ledger(), request);
  if (given.has("worker")) {
    std::set<std::string_view> known(log.writers.begin(), log.writers.end());
    for (const auto& [key, worker] : context.ledger().parsed_office().value.workers) known.insert(key);
    refuse_unknown_worker(context, "worker", writer, known);
  }
  auto errors = tell_read(context, log.read);
  if (request.copies) errors = rules::redacted(std::move(errors), request.copies->names());
  context.out << (context.format() == "json" ? render::log_json(log.entries, errors, context.language)
                                             : render::log_text(log.entries, groups, context.language));
  return show_errors(context, errors);
}

}  // namespace psp::cli
