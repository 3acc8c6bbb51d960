// psp list, psp show, psp log: the cases and what was recorded in them.
#include <algorithm>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <ostream>
#include <set>

#include "actions/log.h"
#include "actions/read.h"
#include "cli/case_named.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/lists.h"
#include "cli/office_keys.h"
#include "cli/people.h"
#include "cli/print.h"
#include "cli/query.h"
#include "render/case.h"
#include "render/client_file.h"
#include "render/list.h"
#include "render/status.h"

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
  syntax.options.push_back(csv_option());
  return syntax;
}

namespace {

using ListPrinter = CasesPrinter<rules::CaseStatus, Date>;
constexpr auto list_printers = with_tables(
    std::array{
        ListPrinter{"text",
                    [](std::size_t cases, const Context& c, Date) { return render::list_text(cases, c.language); }},
        ListPrinter{"json", [](std::size_t cases, const Context&, Date) { return render::list_json(cases); }},
    },
    [](std::size_t cases, const Context& c, Date as_of) { return render::list_table(cases, as_of, list_for(c)); });
constexpr auto retention_printers = with_tables(
    std::array{
        ListPrinter{"text", [](std::size_t cases, const Context& c,
                               Date as_of) { return render::retention_text(cases, as_of, c.language); }},
        ListPrinter{"json",
                    [](std::size_t cases, const Context&, Date as_of) { return render::retention_json(cases, as_of); }},
    },
    [](std::size_t cases, const Context& c, Date as_of) { return render::retention_table(cases, as_of, list_for(c)); });

/// Returns the clients whom --client means, by reference_key(): by the reference, or by a part of the name.
std::set<std::string> clients_asked_for(Context& context, const std::string& text) {
  std::set<std::string> keys{reference_key(text)};
  if (context.people().find(text)) return keys;
  for (const auto& reference : context.people().named(text)) keys.insert(reference_key(reference));
  return keys;
}

/// The clients and areas of the cases that were looked at, for a filter that none of them has.
class ClientsAndAreas {
 public:
  /// May be called from several threads.
  void add(const rules::CaseStatus& c) {
    const std::lock_guard lock(one_at_a_time_);
    clients_.insert(c.client);
    areas_.insert(c.area);
  }

  /// Throws a Failure (Exit::usage), with the nearest, if no case has the client or the area that is asked for.
  void refuse_unknown_to_all(const Context& context) const {
    const auto& given = context.arguments;
    if (given.has("client")) refuse(context, "client", clients_);
    if (given.has("area")) refuse(context, "area", areas_);
  }

 private:
  static void refuse(const Context& context, std::string_view option, const std::set<std::string>& values) {
    const auto wanted = context.arguments.text(option);
    const bool one_has_it = std::any_of(values.begin(), values.end(),
                                        [&](const auto& v) { return reference_key(v) == reference_key(wanted); });
    if (!one_has_it) refuse_unknown(option, wanted, {values.begin(), values.end()});
  }

  std::mutex one_at_a_time_;
  std::set<std::string> clients_, areas_;
};

}  // namespace

Exit run_list(Context& context) {
  const auto& given = context.arguments;
  rules::ListFilter filter;
  if (given.has("state")) filter.state = read_word<rules::CaseState>(context, "state", given.text("state"));
  if (given.has("field")) filter.field = read_word<CareField>(context, "field", given.text("field"));
  if (given.on("retention") && given.on("open"))
    throw Failure{Exit::usage, msg("--open and --retention exclude each other")};
  const auto as_of = read_as_of(context);
  filter.open = given.on("open");
  filter.closed = given.on("retention");
  if (given.has("worker")) filter.worker = worker_meant(context, given.text("worker"));
  if (given.has("manager")) filter.manager = worker_meant(context, given.text("manager"));
  if (given.has("service")) filter.service = given.text("service");
  if (given.has("area")) filter.area = given.text("area");
  if (given.has("client")) filter.clients = clients_asked_for(context, given.text("client"));
  ClientsAndAreas seen;
  const auto& ids = context.ledger().case_ids();
  const auto& printer = printer_for(given.on("retention") ? retention_printers : list_printers, context.format().name);
  const auto answer = printer.make(ids.size(), context, as_of.day);
  std::atomic<std::int64_t> listed = 0;
  const auto shown = show_cases<rules::CaseStatus>(
      context, ids, as_of,
      [&](const rules::CaseStatus& c) {
        if (given.has("client") || given.has("area")) seen.add(c);
        return rules::lets_through(filter, c);
      },
      [&](std::size_t place, const rules::CaseStatus& c) {
        answer->add(place, c);
        ++listed;
      });
  if (listed == 0) seen.refuse_unknown_to_all(context);
  print(*answer, shown.about, context);
  if (listed == 0 && shown.about.errors.empty() && !context.format().for_programs)
    context.mention(msg_count(shown.looked_at, "no case to list: {} case looked at, as of {}",
                              "no case to list: {} cases looked at, as of {}", as_of.day));
  return show_errors(context, shown.about.errors);
}

Syntax show_syntax() {
  Syntax syntax{{case_argument()}, as_of_options()};
  syntax.options.push_back({"for",
                            "whom the copy of --redact is for: a third party (where it is left out), or the client",
                            Type::word, Vocabulary<rules::CopyFor>::words});
  return syntax;
}

namespace {

/// Holds a case to be shown, or the copy of it that leaves names out.
struct ShownCase {
  const Case& of;
  const rules::History& whole;  ///< of the case itself
  const rules::CaseStatus& status;
  const Office& office;
  const rules::AsOf& as_of;
  const rules::LeftOut* left_out;
  std::string client;  ///< with the name where the format has names
  std::vector<rules::CaseStatus> household;
};

std::vector<rules::Happening> happenings_of(const ShownCase& s) {
  return rules::chronology(s.of, s.office.find_service(s.of.header.service), s.as_of.known_at);
}

/// Gives the case to `show` as it is to be shown.
std::string shown_case(const ShownCase& s, const Case& of,
                       const std::function<std::string(const render::CaseView&)>& show) {
  const auto now = rules::course_of(rules::History(s.of, s.as_of)).intake;
  return show({of, now, s.status, happenings_of(s), s.left_out, s.household});
}

report::ClientFile client_file_of(const ShownCase& s, const Context& context) {
  const auto* service = s.office.find_service(s.whole.of().header.service);
  return report::client_file({s.of, s.status, s.office, s.as_of, rules::corrections(s.whole, service), s.left_out,
                              context.today(), PSP_VERSION});
}

constexpr std::array show_printers{
    Printer<ShownCase>{"text",
                       [](const auto& s, const auto& c) {
                         auto named = s.of;
                         named.header.client = s.client;
                         return shown_case(
                             s, named, [&](const auto& view) { return render::case_text(view, c.language, c.colour); });
                       }},
    Printer<ShownCase>{"json", [](const auto& s, const auto&) { return shown_case(s, s.of, render::case_json); }},
    Printer<ShownCase>{
        "md",
        [](const auto& s, const auto& c) { return render::client_file_markdown(client_file_of(s, c), c.language); }},
    Printer<ShownCase>{
        "html",
        [](const auto& s, const auto& c) { return render::client_file_html(client_file_of(s, c), c.language); }},
};

/// Returns the other cases of the household, with the clients as the format has them. Tells which files could not be
/// read, for they may be of it.
std::vector<rules::CaseStatus> others_of_household(Context& context, const Case& c, const rules::AsOf& as_of) {
  auto found = actions::household_status(context.ledger(), c.header.family, as_of);
  for (auto d : tell_read(context, found.read)) {
    d.severity = Severity::warning;
    context.show(d);
  }
  std::erase_if(found.cases, [&](const auto& other) { return other.id == c.header.id; });
  for (auto& other : found.cases) other.client = shown_client(context, other.client);
  return std::move(found.cases);
}

}  // namespace

Exit run_show(Context& context) {
  const auto& given = context.arguments;
  if (given.has("for") && !given.on("redact"))
    throw Failure{Exit::usage, msg("--for says whom a copy is for that leaves names out: give --redact as well")};
  const auto copy_for =
      given.has("for") ? read_word<rules::CopyFor>(context, "for", given.text("for")) : rules::CopyFor::third_party;
  const auto id = find_case(context, given.text("CASE"));
  const auto whole = actions::readable_case(context.ledger(), id);
  const auto& office = context.ledger().office();
  const auto as_of = read_as_of(context);
  auto status = rules::case_status(whole, office, as_of);
  if (!status) throw Failure{Exit::usage, rules::not_there(whole, as_of)};
  const rules::History history(whole, as_of);
  std::optional<rules::Redacted> redacted;
  if (given.on("redact")) {
    redacted = redaction(context, copy_for).of(history);
    status = rules::redacted(std::move(*status), redacted->names);
    context.mention(msg("read it before you hand it over: psp cannot know every name that a text may hold"));
  }
  const auto& c = redacted ? redacted->file : whole;
  const auto* left_out = redacted ? &redacted->left_out : nullptr;
  std::vector<rules::CaseStatus> household;
  if (!redacted && (context.format().names_clients || context.format().for_programs))
    household = others_of_household(context, whole, as_of);
  print(show_printers,
        {c, history, *status, office, as_of, left_out, shown_client(context, c.header.client), std::move(household)},
        context);
  return Exit::done;
}

Syntax log_syntax() {
  return {{{"CASE", "only these cases", false, true}},
          {{"since", "what was written down from this day on", Type::date},
           {"until", "what was written down up to this day", Type::date},
           {"worker", "only what this worker wrote down"},
           {"by", "in groups, by day or by worker", Type::word, Vocabulary<render::LogBy>::words},
           csv_option()}};
}

namespace {

struct ShownLog {
  const std::vector<report::LogEntry>& entries;
  const std::vector<Diagnostic>& errors;
  std::optional<render::LogBy> by;
};

constexpr auto log_printers = with_tables(
    std::array{
        Printer<ShownLog>{"text",
                          [](const auto& l, const auto& c) { return render::log_text(l.entries, l.by, c.language); }},
        Printer<ShownLog>{"json", [](const auto& l, const auto&) { return render::log_json(l.entries, l.errors); }},
    },
    [](const ShownLog& l, const Context& c) { return render::log_table(l.entries, l.errors, list_for(c)); });

}  // namespace

Exit run_log(Context& context) {
  const auto& given = context.arguments;
  actions::LogRequest request{asked_cases(context)};
  if (given.has("since")) request.since = read_day(context, "--since", given.text("since"), Toward::past);
  if (given.has("until")) request.until = read_day(context, "--until", given.text("until"), Toward::past);
  std::optional<render::LogBy> groups;
  if (given.has("by")) groups = read_word<render::LogBy>(context, "by", given.text("by"));
  if (request.until < request.since)
    throw Failure{Exit::usage, msg("--until {} lies before --since {}", request.until, request.since)};
  if (given.on("redact")) request.copies = redaction(context);
  if (context.format().names_clients && !request.copies && !context.people().known.empty())
    request.names = &context.people();
  request.references = !context.format().names_clients && !context.format().for_programs;
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
  print(log_printers, {log.entries, errors, groups}, context);
  return show_errors(context, errors);
}

}  // namespace psp::cli
