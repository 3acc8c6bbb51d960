// psp report: the month report.
#include <mutex>
#include <ostream>

#include "cli/commands.h"
#include "cli/dates.h"
#include "cli/input.h"
#include "cli/query.h"
#include "render/report.h"

namespace psp::cli {

Syntax report_syntax() {
  return {{{"PERIOD", "2026-10, 2026-Q3, 2026, last-month (where it is left out), 2026-01-01..2026-06-30", false}},
          {{"by", "a group for each worker, service, area or field as well", Type::word, Vocabulary<report::By>::words},
           {"known-at", "what was written down by then: last month's report again", Type::moment}}};
}

namespace {

report::Question read_question(Context& context, const Arguments& given) {
  const auto text = given.has("PERIOD") ? given.text("PERIOD") : "last-month";
  auto period = parse_period(text, context.today());
  if (const auto* wrong = std::get_if<Message>(&period)) throw Failure{Exit::usage, *wrong};
  report::Question q{std::get<report::Period>(period), context.today()};
  if (q.period.from > context.today())
    throw Failure{Exit::usage, msg("the period {} has not begun: today is {}", text, context.today())};
  if (given.has("known-at")) q.known_at = read_known_at(given.text("known-at"));
  if (given.has("by")) q.by = read_word<report::By>("by", given.text("by"));
  return q;
}

struct Made {
  report::Report report;
  std::vector<Diagnostic> errors;
};

/// Reads the ledger once; each case is let go as soon as its share is taken.
Made make_report(Context& context, const report::Question& question) {
  const auto& ledger = context.ledger();
  const auto& office = ledger.office();
  const auto& ids = ledger.case_ids();
  report::Tally tally(question, office);
  std::mutex one_at_a_time;
  std::vector<std::vector<Diagnostic>> errors(ids.size());
  ledger.read_cases(ids, [&](std::size_t i, format::ParsedCase parsed) {
    if (!parsed.readable()) {
      errors[i] = std::move(parsed.diagnostics);
      return;
    }
    const auto share = report::share_of(parsed.value, office, question);
    const std::lock_guard lock(one_at_a_time);
    tally.add(share);
  });
  Made made{tally.report(office.settings.name), {}};
  for (auto& e : errors) std::move(e.begin(), e.end(), std::back_inserter(made.errors));
  return made;
}

}  // namespace

Exit run_report(Context& context, const Arguments& given) {
  const auto question = read_question(context, given);
  const auto made = make_report(context, question);
  render::Json json;
  render::write_report(json, made.report, made.errors, context.language);
  context.out << json.text();
  return show_errors(context, made.errors);
}

}  // namespace psp::cli
