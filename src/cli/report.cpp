// psp report: the month report.
#include <algorithm>
#include <mutex>
#include <ostream>

#include "cli/commands.h"
#include "cli/dates.h"
#include "cli/input.h"
#include "cli/query.h"
#include "render/report.h"
#include "report/digest.h"
#include "store/git.h"

namespace psp::cli {

Syntax report_syntax() {
  return {{{"PERIOD", "2026-10, 2026-Q3, 2026, last-month (where it is left out), 2026-01-01..2026-06-30", false}},
          {{"by", "a group for each worker, service, area or field as well", Type::word, Vocabulary<report::By>::words},
           {"suppress", "show a count from 1 to N-1 as <N, and hide what would give it away", Type::integer},
           {"same-clients", "of several ledgers: a reference means the same person in all", Type::boolean},
           {"known-at", "what was written down by then: last month's report again", Type::moment}}};
}

namespace {

/// A ledger of the report. `name` is what its workers and files are told from others by; "" where it is the only one.
struct Source {
  std::string name;
  const store::Ledger* ledger;
};

/// The ledgers that are asked for; those beside the context's own are kept in `opened`.
std::vector<Source> open_sources(Context& context, std::vector<store::Ledger>& opened) {
  const auto given = context.arguments.all("ledger");
  if (given.size() < 2) return {{"", &context.ledger()}};
  opened.reserve(given.size());
  std::vector<Source> sources;
  for (const auto& directory : given) {
    opened.emplace_back(store::find_ledger((context.directory / directory).string(), context.directory));
    sources.push_back({directory, &opened.back()});
    for (const auto& other : sources)
      if (&other != &sources.back() &&
          std::filesystem::equivalent(opened.back().directory(), other.ledger->directory()))
        throw Failure{Exit::usage, msg("{} and {} are the same ledger: it would count twice", other.name, directory)};
  }
  return sources;
}

report::Question read_question(Context& context, const Arguments& given) {
  const auto text = given.has("PERIOD") ? given.text("PERIOD") : "last-month";
  auto period = parse_period(text, context.today());
  if (const auto* wrong = std::get_if<Message>(&period)) throw Failure{Exit::usage, *wrong};
  report::Question q{std::get<report::Period>(period), context.today()};
  if (q.period.from > context.today())
    throw Failure{Exit::usage, msg("the period {} has not begun: today is {}", text, context.today())};
  if (given.has("known-at")) q.known_at = read_known_at(given.text("known-at"));
  if (given.has("by")) q.by = read_word<report::By>("by", given.text("by"));
  if (given.has("suppress")) {
    static const FieldRow row{Field{"suppress", ""}, Type::integer, {}};
    q.suppress = std::get<std::int64_t>(read_value(context, row, given.all("suppress")));
    if (q.suppress != 0 && (q.suppress < 3 || q.suppress > 1000))
      throw Failure{Exit::usage, msg("--suppress {}: it takes 3 or more; <2 could be nothing but 1", q.suppress)};
  }
  q.same_clients = given.on("same-clients");
  return q;
}

std::set<std::string> worker_keys(const Office& office) {
  std::set<std::string> keys;
  for (const auto& [key, worker] : office.workers) keys.insert(key);
  return keys;
}

/// Reads a ledger once; each case is let go as soon as its share is taken.
report::OfLedger report_of(const Source& source, const report::Question& question, report::Tally* sum) {
  const auto& ledger = *source.ledger;
  const auto& office = ledger.office();
  const auto& ids = ledger.case_ids();
  report::Tally tally(question, worker_keys(office));
  std::mutex one_at_a_time;
  std::vector<std::vector<Diagnostic>> errors(ids.size());
  std::vector<std::pair<std::string, std::string>> digests(ids.size());
  ledger.read_cases(ids, [&](std::size_t i, format::ParsedCase parsed, const std::string& text) {
    digests[i] = {case_path(ids[i]), report::sha256(text)};
    if (!parsed.readable()) {
      std::erase_if(parsed.diagnostics, [](const Diagnostic& d) { return d.severity != Severity::error; });
      errors[i] = std::move(parsed.diagnostics);
      return;
    }
    auto share = report::share_of(parsed.value, office, question);
    const std::lock_guard lock(one_at_a_time);
    tally.add(share);
    if (sum) sum->add(report::told_apart(std::move(share), source.name, question));
  });
  report::OfLedger made{tally.report(office.settings.name), {}, {}};
  for (auto& e : errors) std::move(e.begin(), e.end(), std::back_inserter(made.errors));
  std::copy_if(ledger.strays().begin(), ledger.strays().end(), std::back_inserter(made.errors),
               [](const Diagnostic& d) { return d.severity == Severity::error; });
  const auto commit = store::git_commit(ledger.directory());
  made.proof = {PSP_VERSION, report::sha256(ledger.office_text()), report::sha256_of_list(std::move(digests)),
                commit ? commit->id : "", commit && commit->changed};
  return made;
}

report::Reports make_reports(const std::vector<Source>& sources, const report::Question& question) {
  report::Reports reports{question, {}, {}};
  if (sources.size() == 1) {
    reports.ledgers.push_back(report_of(sources.front(), question, nullptr));
    return reports;
  }
  std::set<std::string> workers;
  for (const auto& source : sources)
    for (const auto& key : worker_keys(source.ledger->office())) workers.insert(report::told_apart(key, source.name));
  report::Tally sum(question, workers);
  for (const auto& source : sources) reports.ledgers.push_back(report_of(source, question, &sum));
  reports.sum = sum.report("sum");
  return reports;
}

/// Shows what could not be read, under the ledger's name where there are several.
Exit show_unread(const Context& context, const std::vector<Source>& sources, const report::Reports& reports) {
  auto exit = Exit::done;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    auto errors = reports.ledgers[i].errors;
    if (!sources[i].name.empty())
      for (auto& d : errors) d.file = (std::filesystem::path(sources[i].name) / d.file).string();
    exit = std::max(exit, show_errors(context, errors));
  }
  return exit;
}

struct Format {
  std::string_view name;
  std::string (*print)(const report::Reports&, const Context&);
};

constexpr std::array formats{
    Format{"text",
           [](const report::Reports& r, const Context& c) { return render::report_text(r, c.language, c.colour); }},
    Format{"json", [](const report::Reports& r, const Context& c) { return render::report_json(r, c.language); }},
    Format{"csv", [](const report::Reports& r, const Context&) { return render::report_csv(r); }},
    Format{"md", [](const report::Reports& r, const Context& c) { return render::report_markdown(r, c.language); }},
    Format{"html", [](const report::Reports& r, const Context& c) { return render::report_html(r, c.language); }},
};

}  // namespace

Exit run_report(Context& context, const Arguments& given) {
  std::vector<store::Ledger> opened;
  const auto sources = open_sources(context, opened);
  const auto question = read_question(context, given);
  const auto reports = make_reports(sources, question);
  const auto wanted = context.format();
  const auto* format = std::find_if(formats.begin(), formats.end(), [&](const Format& f) { return f.name == wanted; });
  context.out << format->print(reports, context);
  return show_unread(context, sources, reports);
}

}  // namespace psp::cli
