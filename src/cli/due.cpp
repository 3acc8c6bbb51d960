// psp due: the agenda.
#include <algorithm>
#include <ostream>
#include <set>

#include "actions/read_cases.h"
#include "cli/commands.h"
#include "cli/dates.h"
#include "cli/input.h"
#include "cli/office_keys.h"
#include "cli/people.h"
#include "cli/query.h"
#include "render/agenda.h"
#include "rules/privacy/redaction.h"

namespace psp::cli {

Syntax due_syntax() {
  Syntax syntax{{{"CASE", "only these cases", false, true}},
                {{"within", "how far ahead: 14d (where it is left out), 2w, 1m"},
                 {"worker", "only this worker's"},
                 {"service", "only of this service"}}};
  for (auto& o : as_of_options()) syntax.options.push_back(std::move(o));
  return syntax;
}

namespace {

/// The last day of the agenda: `2w` says what `+2w` says of a day.
Date read_within(const Arguments& given, Date as_of) {
  if (!given.has("within")) return as_of + 14;
  const auto text = given.text("within");
  const auto parsed = parse_day(text.starts_with('+') ? text : "+" + text, as_of);
  if (const auto* day = std::get_if<Date>(&parsed)) return *day;
  throw Failure{Exit::usage, msg("--within \"{}\": say how many days, weeks or months, as in 14d, 2w or 1m", text)};
}

struct Read {
  std::vector<rules::CaseAgenda> cases;
  std::vector<Diagnostic> errors;
  std::set<std::string> unlisted_workers;
};

Read read_agendas(Context& context, rules::AsOf as_of) {
  const auto& office = context.ledger().office();
  const auto ids = asked_cases(context);
  std::vector<std::optional<rules::CaseAgenda>> answers(ids.size());
  auto told = actions::read_cases(
      context.ledger(), ids, [&](std::size_t i, const Case& c) { answers[i] = rules::case_agenda(c, office, as_of); });
  Read read{{}, tell_read(context, told), std::move(told.unlisted_workers)};
  for (auto& answer : answers)
    if (answer) read.cases.push_back(std::move(*answer));
  return read;
}

void filter(Context& context, std::vector<rules::CaseAgenda>& cases) {
  std::vector<CaseNames> names;
  for (const auto& c : cases) {
    names.push_back({c.worker, c.manager, c.service});
    for (const auto& item : c.items) names.push_back({item.worker, {}, c.service});
  }
  refuse_unknown_names(context, names);
  const auto& given = context.arguments;
  const auto worker = worker_meant(context, given.text("worker"));
  const auto of_another = [&](const std::string& key) { return !worker.empty() && key != worker; };
  // A task may be for another worker than the case's.
  for (auto& c : cases) std::erase_if(c.items, [&](const auto& item) { return of_another(item.worker); });
  std::erase_if(cases, [&](const auto& c) {
    return (of_another(c.worker) && c.items.empty()) || (given.has("service") && given.text("service") != c.service);
  });
}

/// With --redact not even the references are there: calendars travel far.
void show_clients(Context& context, rules::Agenda& agenda, const std::set<std::string>& unlisted_workers) {
  if (context.arguments.on("redact")) {
    const auto names = redaction(context).names().and_of(unlisted_workers);
    for (auto& item : agenda.items) item = rules::redacted(std::move(item), names);
    agenda.errors = rules::redacted(std::move(agenda.errors), names);
  }
  for (auto& item : agenda.items) item.client = shown_client(context, item.client);
}

std::string rendered(const Context& context, const rules::Agenda& agenda) {
  const auto format = context.format();
  if (format == "json") return render::agenda_json(agenda, context.language);
  if (format == "ics") return render::agenda_ics(agenda, context.language, context.now);
  return render::agenda_text(agenda, context.language);
}

}  // namespace

Exit run_due(Context& context) {
  const auto& given = context.arguments;
  const auto as_of = read_as_of(context);
  const auto until = read_within(given, as_of.day);
  auto [cases, errors, unlisted_workers] = read_agendas(context, as_of);
  filter(context, cases);
  const auto looked_at = static_cast<std::int64_t>(cases.size());
  auto agenda = rules::arrange(std::move(cases), as_of.day, until);
  agenda.errors = std::move(errors);
  show_clients(context, agenda, unlisted_workers);

  context.out << rendered(context, agenda);
  if (agenda.items.empty() && agenda.errors.empty() && context.format() != "json")
    context.mention(msg_count(looked_at, "nothing due: {} case looked at, from {} to {}",
                              "nothing due: {} cases looked at, from {} to {}", as_of.day, until));
  return show_errors(context, agenda.errors);
}

}  // namespace psp::cli
