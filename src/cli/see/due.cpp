// psp due: the agenda.
#include <algorithm>
#include <mutex>
#include <optional>
#include <ostream>
#include <set>
#include <utility>
#include <vector>

#include "actions/read_cases.h"
#include "cli/commands.h"
#include "cli/dates.h"
#include "cli/input.h"
#include "cli/office_keys.h"
#include "cli/people.h"
#include "cli/print.h"
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

/// Returns the last day of the agenda: `2w` says what `+2w` says of a day. Throws a Failure (Exit::usage) if it says
/// none.
Date read_within(const Arguments& given, Date as_of) {
  if (!given.has("within")) return as_of + 14;
  const auto text = given.text("within");
  const auto parsed = parse_day(text.starts_with('+') ? text : "+" + text, as_of);
  if (const auto* day = std::get_if<Date>(&parsed)) return *day;
  throw Failure{Exit::usage, msg("--within \"{}\": say how many days, weeks or months, as in 14d, 2w or 1m", text)};
}

rules::AgendaFilter read_agenda_filter(Context& context) {
  const auto& given = context.arguments;
  rules::AgendaFilter filter;
  if (const auto worker = worker_meant(context, given.text("worker")); !worker.empty()) filter.worker = worker;
  if (given.has("service")) filter.service = given.text("service");
  return filter;
}

/// Puts the clients' names into the items. With --redact not even the references are there, for calendars travel far.
void show_clients(Context& context, rules::Agenda& agenda, const std::set<std::string>& unlisted_workers) {
  if (context.arguments.on("redact")) {
    const auto names = redaction(context).names().and_of(unlisted_workers);
    for (auto& item : agenda.items) item = rules::redacted(std::move(item), names);
    agenda.errors = rules::redacted(std::move(agenda.errors), names);
  }
  for (auto& item : agenda.items) item.client = shown_client(context, item.client);
}

constexpr std::array due_printers{
    Printer<rules::Agenda>{"text", [](const auto& a, const auto& c) { return render::agenda_text(a, c.language); }},
    Printer<rules::Agenda>{"json", [](const auto& a, const auto& c) { return render::agenda_json(a, c.language); }},
    Printer<rules::Agenda>{"ics",
                           [](const auto& a, const auto& c) { return render::agenda_ics(a, c.language, c.now); }},
};

}  // namespace

Exit run_due(Context& context) {
  const auto& given = context.arguments;
  const auto as_of = read_as_of(context);
  const auto until = read_within(given, as_of.day);
  const auto& ledger = context.ledger();
  ledger.office();  // throws, so that what is wrong in psp.toml is told before what is wrong with CASE
  const auto ids = asked_cases(context);
  const auto filter = read_agenda_filter(context);
  std::vector<std::optional<rules::CaseAgenda>> of_cases(ids.size());
  std::set<CaseNames> names;
  std::mutex one_at_a_time;
  const bool tells_evidence = context.format().name == "json";
  const auto read = actions::each_agenda(ledger, ids, as_of, [&](std::size_t at, rules::CaseAgenda c) {
    std::vector<CaseNames> in_case{{c.worker, c.manager, c.service}};
    for (const auto& item : c.items)
      if (item.worker != c.worker) in_case.push_back({item.worker, {}, c.service});
    if (rules::lets_through(filter, c)) {
      std::erase_if(c.items, [&](const auto& item) { return item.day > until; });
      if (!tells_evidence)
        for (auto& item : c.items) item.evidence = {};
      of_cases[at] = std::move(c);
    }
    const std::lock_guard lock(one_at_a_time);
    names.insert(in_case.begin(), in_case.end());
  });
  auto errors = tell_read(context, read);
  refuse_unknown_names(context, names);
  std::vector<rules::CaseAgenda> cases;
  for (auto& c : of_cases)
    if (c) cases.push_back(std::move(*c));
  const auto looked_at = static_cast<std::int64_t>(cases.size());
  auto agenda = rules::arrange(std::move(cases), as_of.day, until);
  agenda.errors = std::move(errors);
  show_clients(context, agenda, read.unlisted_workers);

  print(due_printers, agenda, context);
  if (agenda.items.empty() && agenda.errors.empty() && !context.format().for_programs)
    context.mention(msg_count(looked_at, "nothing due: {} case looked at, from {} to {}",
                              "nothing due: {} cases looked at, from {} to {}", as_of.day, until));
  return show_errors(context, agenda.errors);
}

}  // namespace psp::cli
