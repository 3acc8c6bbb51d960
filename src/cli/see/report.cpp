// psp report: the month report, made or held against one that is kept.
#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <ostream>
#include <utility>

#include "actions/report.h"
#include "actions/verify.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/lists.h"
#include "cli/periods.h"
#include "cli/print.h"
#include "cli/query.h"
#include "model/text.h"
#include "render/report_formats.h"
#include "render/verify.h"

namespace psp::cli {

Syntax report_syntax() {
  return {{{"PERIOD",
            "2026-10, 2026-Q3, 2026, october, last week, last month (where it is left out), 2026-01-01..2026-06-30",
            false, true}},
          {{"by", "a group for each worker, service, area or field as well", Type::word, Vocabulary<report::By>::words},
           {"suppress", "show a count from 1 to N-1 as <N, and hide what would give it away", Type::integer},
           {"verify", "make the report in this file (JSON or HTML; - is standard input) again, and say what differs"},
           csv_option(),
           {"same-clients", "of several ledgers: a reference means the same person in all", Type::boolean},
           {"known-at", "what was written down by then: last month's report again", Type::moment}}};
}

namespace {

/// Returns the ledgers that are asked for; those beside the context's own are kept in `opened`.
std::vector<actions::ReportedLedger> open_ledgers(Context& context, std::vector<store::Ledger>& opened) {
  const auto given = context.arguments.all("ledger");
  if (given.size() < 2) return {{"", "", &context.ledger()}};
  opened.reserve(given.size());
  std::vector<actions::ReportedLedger> ledgers;
  for (const auto& text : given) {
    const auto directory = store::find_ledger((context.directory / text).string(), context.directory);
    actions::refuse_twice(ledgers, directory, text);
    opened.push_back(context.opened(directory));
    context.tell_finish(opened.back().finish());
    ledgers.push_back(actions::ledger_beside(ledgers, text, opened.back()));
  }
  return ledgers;
}

std::int64_t read_suppress(std::string_view given) {
  std::int64_t n = 0;
  const auto [end, wrong] = std::from_chars(given.data(), given.data() + given.size(), n);
  if (wrong != std::errc() || end != given.data() + given.size() || n < 0 || n > 1000)
    throw Failure{Exit::usage, msg("--suppress wants a whole number up to 1000, such as 5")};
  if (n == 1 || n == 2)
    throw Failure{Exit::usage, msg("--suppress {}: it takes 3 or more, for <2 could be nothing but 1", n)};
  return n;
}

report::Question read_report(Context& context) {
  const auto& given = context.arguments;
  const auto text = given.has("PERIOD") ? joined(given.all("PERIOD"), " ") : "last-month";
  auto period = parse_period(text, context.today());
  if (const auto* wrong = std::get_if<Message>(&period)) throw Failure{Exit::usage, *wrong};
  report::Question q{std::get<report::Period>(period), context.today()};
  if (q.period.from > context.today())
    throw Failure{Exit::usage, msg("the period {} has not begun: today is {}", text, context.today())};
  if (given.has("known-at")) q.known_at = read_known_at(given.text("known-at"));
  if (given.has("by")) q.by = read_word<report::By>(context, "by", given.text("by"));
  if (given.has("suppress")) q.suppress = read_suppress(given.text("suppress"));
  q.same_clients = given.on("same-clients");
  return q;
}

report::Reports make_reports(const Context& context, const std::vector<actions::ReportedLedger>& ledgers,
                             const report::Question& question) {
  actions::ReportInMaking making(ledgers, question);
  for (std::size_t i = 0; i < ledgers.size(); ++i) {
    const auto [read, no_answer] = making.read_next();
    tell_read(context, read);
    if (no_answer) context.tell_no_answer(*no_answer);
  }
  return std::move(making).finished();
}

/// Shows what could not be read, under the ledger's name if there are several. Returns Exit::data if there is any.
Exit show_unread(const Context& context, const std::vector<actions::ReportedLedger>& ledgers,
                 const report::Reports& reports) {
  auto exit = Exit::done;
  for (std::size_t i = 0; i < ledgers.size(); ++i) {
    auto errors = reports.ledgers[i].errors;
    for (auto& d : errors) d.file = (std::filesystem::path(ledgers[i].given) / d.file).string();
    exit = std::max(exit, show_errors(context, errors));
  }
  return exit;
}

actions::KeptReport read_kept(const Context& context, const std::string& file) {
  const bool piped = file == "-" || file == "/dev/stdin";
  const auto text = piped ? read_piped(context, "--verify") : store::read_named_file(context.directory / file, file);
  if (!text) throw Failure{Exit::usage, msg("{}: there is no such file to read", file)};
  const auto in_page = render::json_in_page(*text);
  return in_page.empty() ? actions::KeptReport(*text, "", file) : actions::KeptReport(in_page, *text, file);
}

/// Returns what the kept report was asked for, read as the options are.
report::Question question_of(const actions::KeptQuestion& kept) {
  auto period = parse_period(kept.period, kept.today);
  if (const auto* wrong = std::get_if<Message>(&period)) throw Failure{Exit::usage, *wrong};
  report::Question q{std::get<report::Period>(period), kept.today, {}, kept.by};
  if (kept.known_at) q.known_at = read_known_at(*kept.known_at);
  q.suppress = read_suppress(kept.suppress);
  q.same_clients = kept.same_clients;
  return q;
}

constexpr std::array report_printers{
    Printer<report::Reports>{"text", [](const report::Reports& r,
                                        const Context& c) { return render::report_text(r, c.language, c.colour); }},
    Printer<report::Reports>{
        "json", [](const report::Reports& r, const Context& c) { return render::report_json(r, c.language); }},
    Printer<report::Reports>{
        "csv", [](const report::Reports& r, const Context& c) { return render::report_csv(r, csv_reader(c)); }},
    Printer<report::Reports>{
        "md", [](const report::Reports& r, const Context& c) { return render::report_markdown(r, c.language); }},
    Printer<report::Reports>{
        "html", [](const report::Reports& r, const Context& c) { return render::report_html(r, c.language); }},
};

constexpr std::array verified_printers{
    Printer<report::Verified>{"text",
                              [](const auto& v, const auto& c) { return render::verified_text(v, c.language); }},
    Printer<report::Verified>{"json", [](const auto& v, const auto&) { return render::verified_json(v); }},
};

Exit verify(Context& context, const std::vector<actions::ReportedLedger>& ledgers) {
  const auto& given = context.arguments;
  for (const auto* option : {"PERIOD", "by", "suppress", "known-at", "same-clients", "csv"})
    if (given.has(option))
      throw Failure{Exit::usage, msg("--verify takes {} from the file: leave it out",
                                     option == std::string_view("PERIOD") ? option : std::string("--") + option)};
  const auto in = context.format().name;
  if (std::none_of(verified_printers.begin(), verified_printers.end(), [&](const auto& p) { return p.format == in; }))
    throw Failure{Exit::usage, msg("what differs is told as text or json")};
  const auto kept = read_kept(context, given.text("verify"));
  const auto asked = kept.question();
  const auto language = asked.language.value_or(context.language);
  const auto now = make_reports(context, ledgers, question_of(asked));
  const auto found =
      kept.held_against(render::report_json(now, language), kept.is_page() ? render::report_html(now, language) : "");
  print(verified_printers, found, context);
  return std::max(show_unread(context, ledgers, now), found.same() ? Exit::done : Exit::findings);
}

}  // namespace

Exit run_report(Context& context) {
  const auto& given = context.arguments;
  std::vector<store::Ledger> opened;
  const auto ledgers = open_ledgers(context, opened);
  if (given.has("verify")) return verify(context, ledgers);
  csv_reader(context);
  const auto question = read_report(context);
  const auto reports = make_reports(context, ledgers, question);
  context.out << printed(report_printers, context.format().name, reports, context);
  return show_unread(context, ledgers, reports);
}

}  // namespace psp::cli
