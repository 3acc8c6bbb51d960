// psp report: the month report, made or held against one that is kept.
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <mutex>
#include <ostream>

#include "actions/read_cases.h"
#include "cli/commands.h"
#include "cli/dates.h"
#include "cli/input.h"
#include "cli/query.h"
#include "format/json.h"
#include "render/json.h"
#include "render/printable.h"
#include "render/report.h"
#include "report/cover.h"
#include "report/digest.h"
#include "report/verify.h"
#include "store/repository.h"

namespace psp::cli {

Syntax report_syntax() {
  return {{{"PERIOD", "2026-10, 2026-Q3, 2026, last-month (where it is left out), 2026-01-01..2026-06-30", false}},
          {{"by", "a group for each worker, service, area or field as well", Type::word, Vocabulary<report::By>::words},
           {"suppress", "show a count from 1 to N-1 as <N, and hide what would give it away", Type::integer},
           {"verify", "make the report in this file (JSON or HTML; - is standard input) again, and say what differs"},
           {"csv", "print CSV for programs, or for excel: with semicolons and decimal commas", Type::word,
            Vocabulary<render::CsvFor>::words},
           {"same-clients", "of several ledgers: a reference means the same person in all", Type::boolean},
           {"known-at", "what was written down by then: last month's report again", Type::moment}}};
}

namespace {

/// A ledger of the report.
struct Source {
  std::string given;  ///< its directory as it was given; "" where it is the only ledger
  std::string name;   ///< by which its workers are told from others'
  const store::Ledger* ledger;
};

/// The last name of a directory's path.
std::string last_name(const std::filesystem::path& directory) {
  const auto path = std::filesystem::absolute(directory).lexically_normal();
  return (path.has_filename() ? path.filename() : path.parent_path().filename()).string();
}

/// The name, or `name-2` … where another ledger has it.
std::string free_name(const std::string& name, const std::vector<Source>& sources) {
  const auto taken = [&](const std::string& other) {
    return std::any_of(sources.begin(), sources.end(), [&](const Source& s) { return s.name == other; });
  };
  auto found = name;
  for (int n = 2; taken(found); ++n) found = name + "-" + std::to_string(n);
  return found;
}

/// The ledgers that are asked for; those beside the context's own are kept in `opened`.
std::vector<Source> open_sources(Context& context, std::vector<store::Ledger>& opened) {
  const auto given = context.arguments.all("ledger");
  if (given.size() < 2) return {{"", "", &context.ledger()}};
  opened.reserve(given.size());
  std::vector<Source> sources;
  for (const auto& text : given) {
    const auto directory = store::find_ledger((context.directory / text).string(), context.directory);
    for (const auto& other : sources)
      if (std::filesystem::equivalent(directory, other.ledger->directory()))
        throw Failure{Exit::usage, msg("{} and {} are the same ledger: it would count twice", other.given, text)};
    opened.emplace_back(directory, [&context](const Message& m) { context.say(m); });
    context.tell_finish(opened.back().finish());
    sources.push_back({text, free_name(last_name(directory), sources), &opened.back()});
  }
  return sources;
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

report::Question read_question(Context& context) {
  const auto& given = context.arguments;
  const auto text = given.has("PERIOD") ? given.text("PERIOD") : "last-month";
  auto period = parse_period(text, context.today());
  if (const auto* wrong = std::get_if<Message>(&period)) throw Failure{Exit::usage, *wrong};
  report::Question q{std::get<report::Period>(period), context.today()};
  if (q.period.from > context.today())
    throw Failure{Exit::usage, msg("the period {} has not begun: today is {}", text, context.today())};
  if (given.has("known-at")) q.known_at = read_known_at(given.text("known-at"));
  if (given.has("by")) q.by = read_word<report::By>("by", given.text("by"));
  if (given.has("suppress")) q.suppress = read_suppress(given.text("suppress"));
  q.same_clients = given.on("same-clients");
  return q;
}

std::set<std::string> worker_keys(const Office& office) {
  std::set<std::string> keys;
  for (const auto& [key, worker] : office.workers) keys.insert(key);
  return keys;
}

/// Reads a ledger once; each case is let go as soon as its share is taken.
report::OfLedger report_of(const Context& context, const Source& source, const report::Question& question,
                           report::Tally* sum) {
  const auto& ledger = *source.ledger;
  const auto& office = ledger.office();
  const auto& ids = ledger.case_ids();
  report::Tally tally(question, worker_keys(office));
  std::mutex one_at_a_time;
  std::vector<std::pair<std::string, std::string>> digests(ids.size());
  const auto read = actions::read_cases(
      ledger, ids,
      [&](std::size_t, const Case& c) {
        auto share = report::share_of(c, office, question);
        const std::lock_guard lock(one_at_a_time);
        tally.add(share);
        if (sum) sum->add(report::told_apart(std::move(share), source.name, question));
      },
      [&](std::size_t i, const std::string& text) {
        digests[i] = {case_path(ids[i]), report::sha256(text)};
      });
  report::OfLedger made{source.name, tally.report(office.settings.name), {}, tell_read(context, read)};
  const auto at = store::standing_of(ledger.directory());
  if (const auto* none = at.none()) context.tell_no_answer(*none);
  const auto standing = at.none() ? store::Standing{} : at.or_fail();
  made.proof = {PSP_VERSION,
                report::sha256(ledger.office_text()),
                report::sha256_of_list(std::move(digests)),
                standing.commit,
                standing.changed,
                at.none() != nullptr};
  return made;
}

report::Reports make_reports(const Context& context, const std::vector<Source>& sources,
                             const report::Question& question) {
  report::Reports reports{question, {}, {}};
  if (sources.size() == 1) {
    reports.ledgers.push_back(report_of(context, sources.front(), question, nullptr));
    report::cover(reports);
    return reports;
  }
  std::set<std::string> workers;
  for (const auto& source : sources)
    for (const auto& key : worker_keys(source.ledger->office())) workers.insert(report::told_apart(key, source.name));
  report::Tally sum(question, workers);
  for (const auto& source : sources) reports.ledgers.push_back(report_of(context, source, question, &sum));
  reports.sum = sum.report("sum");
  report::cover(reports);
  return reports;
}

/// Shows what could not be read, under the ledger's name where there are several.
Exit show_unread(const Context& context, const std::vector<Source>& sources, const report::Reports& reports) {
  auto exit = Exit::done;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    auto errors = reports.ledgers[i].errors;
    for (auto& d : errors) d.file = (std::filesystem::path(sources[i].given) / d.file).string();
    exit = std::max(exit, show_errors(context, errors));
  }
  return exit;
}

/// A report that is kept in a file.
struct Kept {
  std::string text;
  format::FlatJson values;
  bool page = false;  ///< an HTML page, which holds the JSON

  /// The value at a path, of the report itself or of the first of several ledgers'; "" where there is none.
  std::string at(const std::string& path) const {
    for (const auto* before : {"", "/ledgers/0"})
      if (const auto it = values.find(before + path); it != values.end()) return it->second;
    return {};
  }
};

Kept read_kept(const Context& context, const std::string& file) {
  const bool piped = file == "-" || file == "/dev/stdin";
  auto text = piped ? read_piped(context, "--verify") : store::read_named_file(context.directory / file, file);
  if (!text) throw Failure{Exit::usage, msg("{}: there is no such file to read", file)};
  Kept kept{std::move(*text), {}};
  const auto json = render::json_in_page(kept.text);
  kept.page = !json.empty();
  kept.values = format::read_json(kept.page ? json : kept.text).value_or(format::FlatJson{});
  if (kept.at("/asked/period").empty() || kept.at("/proof/psp").empty())
    throw Failure{Exit::usage, msg("{} is no report that psp report made as JSON or HTML", file)};
  return kept;
}

/// What the kept report was asked for. Throws a Failure where that cannot be asked.
report::Question question_of(const Kept& kept) {
  // The last month may go on after the period: its as_of says how far that day saw.
  const auto today = parse_date(kept.at("/months/11/as_of"));
  const auto by = from_word<report::By>(kept.at("/asked/by"));
  if (!today || !by)
    throw Failure{Exit::usage, msg("the report in the file lacks its by or its months: it is not as psp wrote it")};
  auto period = parse_period(kept.at("/asked/period"), *today);
  if (const auto* wrong = std::get_if<Message>(&period)) throw Failure{Exit::usage, *wrong};
  report::Question q{std::get<report::Period>(period), *today, {}, *by};
  if (const auto known_at = kept.at("/asked/known_at"); known_at != "null") q.known_at = read_known_at(known_at);
  q.suppress = read_suppress(kept.at("/suppress"));
  q.same_clients = kept.at("/asked/same_clients") == "true";
  return q;
}

std::string differences_text(const Context& context, const std::vector<report::Difference>& found, bool page_differs) {
  const auto or_none = [&](const std::string& value) { return value.empty() ? context.tr("nothing") : value; };
  std::string out;
  for (const auto& d : found)
    out += context.tr(msg("{}: {} in the file, {} now", d.where, or_none(d.then), or_none(d.now))) + "\n";
  const bool numbers = std::any_of(found.begin(), found.end(), [](const auto& d) { return !d.of_the_proof; });
  if (found.empty() && page_differs)
    out += context.tr("the page is not as psp makes it, though the numbers that it holds for psp are right\n");
  else if (found.empty()) out += context.tr("the report is as psp makes it now\n");
  else if (!numbers) out += context.tr("the numbers are the same; what they rest on has changed since\n");
  return render::printable(out);
}

std::string differences_json(const std::vector<report::Difference>& found, bool page_differs) {
  render::Json json;
  json.begin_object().member("format", format_number).member("same", found.empty() && !page_differs);
  json.key("differences").begin_array();
  for (const auto& d : found)
    json.begin_object().member("where", d.where).member("file", d.then).member("now", d.now).end_object();
  return json.end_array().end_object().text();
}

constexpr auto csv_readers = Vocabulary<render::CsvFor>::words;

struct Format {
  std::string_view name;
  std::string (*print)(const report::Reports&, const Context&);
};

constexpr std::array formats{
    Format{"text",
           [](const report::Reports& r, const Context& c) { return render::report_text(r, c.language, c.colour); }},
    Format{"json", [](const report::Reports& r, const Context& c) { return render::report_json(r, c.language); }},
    Format{"csv",
           [](const report::Reports& r, const Context& c) {
             const auto reader = from_word<render::CsvFor>(c.arguments.text("csv"));
             return render::report_csv(r, reader.value_or(render::CsvFor::programs));
           }},
    Format{"md", [](const report::Reports& r, const Context& c) { return render::report_markdown(r, c.language); }},
    Format{"html", [](const report::Reports& r, const Context& c) { return render::report_html(r, c.language); }},
};

Exit verify(Context& context, const std::vector<Source>& sources) {
  const auto& given = context.arguments;
  for (const auto* option : {"PERIOD", "by", "suppress", "known-at", "same-clients", "csv"})
    if (given.has(option))
      throw Failure{Exit::usage, msg("--verify takes {} from the file: leave it out",
                                     option == std::string_view("PERIOD") ? option : std::string("--") + option)};
  if (context.format() != "text" && context.format() != "json")
    throw Failure{Exit::usage, msg("what differs is told as text or json")};
  const auto kept = read_kept(context, given.text("verify"));
  const auto question = question_of(kept);
  const auto language = from_word<Language>(kept.at("/asked/language")).value_or(context.language);
  const auto now = make_reports(context, sources, question);
  const auto found = report::differences(kept.values, format::read_json(render::report_json(now, language)).value());
  const bool page_differs = found.empty() && kept.page && render::report_html(now, language) != kept.text;
  context.out << (context.format() == "json" ? differences_json(found, page_differs)
                                             : differences_text(context, found, page_differs));
  const auto exit = show_unread(context, sources, now);
  return std::max(exit, found.empty() && !page_differs ? Exit::done : Exit::findings);
}

}  // namespace

Exit run_report(Context& context) {
  const auto& given = context.arguments;
  std::vector<store::Ledger> opened;
  const auto sources = open_sources(context, opened);
  if (given.has("verify")) return verify(context, sources);
  if (given.has("csv") && given.has("format") && context.format() != "csv")
    throw Failure{Exit::usage, msg("--csv prints CSV: leave out --format {}", context.format())};
  if (given.has("csv") && !from_word<render::CsvFor>(given.text("csv")))
    throw Failure{Exit::usage, msg("--csv is for {}; \"{}\" is none of these", listed(csv_readers), given.text("csv"))};
  const auto question = read_question(context);
  const auto reports = make_reports(context, sources, question);
  const auto wanted = given.has("csv") ? "csv" : context.format();
  const auto* format = std::find_if(formats.begin(), formats.end(), [&](const Format& f) { return f.name == wanted; });
  context.out << format->print(reports, context);
  return show_unread(context, sources, reports);
}

}  // namespace psp::cli
