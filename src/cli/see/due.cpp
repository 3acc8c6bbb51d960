// psp due: the agenda.
#include <array>
#include <atomic>
#include <cstdint>
#include <ostream>

#include "cli/commands.h"
#include "cli/dates.h"
#include "cli/input.h"
#include "cli/lists.h"
#include "cli/office_keys.h"
#include "cli/print.h"
#include "cli/query.h"
#include "render/agenda.h"

namespace psp::cli {

Syntax due_syntax() {
  Syntax syntax{{{"CASE", "only these cases", false, true}},
                {{"within", "how far ahead: 14d (where it is left out), 14, 2w, 1m"},
                 {"worker", "only this worker's"},
                 {"service", "only of this service"}}};
  for (auto& o : as_of_options()) syntax.options.push_back(std::move(o));
  syntax.options.push_back(csv_option());
  return syntax;
}

namespace {

/// Returns the last day of the agenda. Throws a Failure (Exit::usage) if --within says none.
Date read_within(const Arguments& given, Date as_of) {
  if (!given.has("within")) return as_of + 14;
  const auto text = given.text("within");
  if (const auto day = parse_span(text, as_of)) return *day;
  throw Failure{Exit::usage, msg("--within \"{}\": say how many days, weeks or months, as in 14d, 2w or 1m", text)};
}

rules::AgendaFilter read_agenda_filter(Context& context, Date until) {
  const auto& given = context.arguments;
  rules::AgendaFilter filter;
  if (const auto worker = worker_meant(context, given.text("worker")); !worker.empty()) filter.worker = worker;
  if (given.has("service")) filter.service = given.text("service");
  filter.until = until;
  return filter;
}

using AgendaPrinter = CasesPrinter<rules::CaseAgenda, render::AgendaDays>;
constexpr auto due_printers = with_tables(
    std::array{
        AgendaPrinter{"text", [](std::size_t cases, const Context& c,
                                 render::AgendaDays days) { return render::agenda_text(cases, days, c.language); }},
        AgendaPrinter{"json", [](std::size_t cases, const Context&,
                                 render::AgendaDays days) { return render::agenda_json(cases, days); }},
        AgendaPrinter{"ics",
                      [](std::size_t cases, const Context& c, render::AgendaDays days) {
                        return render::agenda_ics(cases, days, c.language, c.now);
                      }},
    },
    [](std::size_t cases, const Context& c, render::AgendaDays days) {
      return render::agenda_table(cases, days, list_for(c));
    });

}  // namespace

Exit run_due(Context& context) {
  const auto& given = context.arguments;
  const auto as_of = read_as_of(context);
  const auto until = read_within(given, as_of.day);
  context.ledger().office();  // throws, so that what is wrong in psp.toml is told before what is wrong with CASE
  const auto ids = asked_cases(context);
  const auto filter = read_agenda_filter(context, until);
  const auto answer = printer_for(due_printers, context.format().name).make(ids.size(), context, {as_of.day, until});
  std::atomic<std::int64_t> looked_at = 0, items = 0;
  const auto shown = show_cases<rules::CaseAgenda>(
      context, ids, as_of, [&](rules::CaseAgenda& c) { return rules::narrow(c, filter); },
      [&](std::size_t place, const rules::CaseAgenda& c) {
        answer->add(place, c);
        ++looked_at;
        items += static_cast<std::int64_t>(c.items.size());
      });
  print(*answer, shown.about, context);
  if (items == 0 && shown.about.errors.empty() && !context.format().for_programs)
    context.mention(msg_count(looked_at, "nothing due: {} case looked at, from {} to {}",
                              "nothing due: {} cases looked at, from {} to {}", as_of.day, until));
  return show_errors(context, shown.about.errors);
}

}  // namespace psp::cli
