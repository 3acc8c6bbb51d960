// psp absent: a worker's days away, and what becomes of what is planned then.
#include <algorithm>

#include "actions/absent.h"
#include "cli/commands.h"
#include "cli/dates.h"
#include "cli/input.h"
#include "cli/office_keys.h"
#include "cli/options.h"
#include "cli/people.h"
#include "cli/print.h"
#include "cli/query.h"
#include "cli/record/recording.h"
#include "render/absence.h"

namespace psp::cli {
namespace {

using report::AbsenceWay;

}  // namespace

Syntax absent_syntax() {
  return {{{"WORKER", "the worker who is away"},
           {"FROM", "the first day away"},
           {"TO", "the last day away; left out, the first", false}},
          {{"move", "move each session by so much, at its time: +1w"},
           {"cancel", "call each session off", Type::boolean},
           {"give", "give the cases to this worker for the days"},
           {"dry-run", "show what would become of it, and write nothing", Type::boolean},
           option_of(field_row<Attendance>("reason")),
           note_option()}};
}

namespace {

std::optional<AbsenceWay> way_given(const Arguments& given) {
  std::vector<std::string> found;
  for (const auto w : Vocabulary<AbsenceWay>::words)
    if (w == word(AbsenceWay::cancel) ? given.on(w) : given.has(w)) found.emplace_back(w);
  refuse_second(found);
  return found.empty() ? std::nullopt : from_word<AbsenceWay>(found.front());
}

/// Throws a Failure (Exit::usage) if a text is given that stands in no record.
void refuse_idle_texts(const Arguments& given, const std::optional<AbsenceWay>& way) {
  if (given.has("reason") && (!way || way == AbsenceWay::give))
    throw Failure{Exit::usage, msg("--{} goes with {}", "reason", "--move, --cancel")};
  if (given.has("note") && !way)
    throw Failure{Exit::usage, msg("--{} goes with {}", "note", "--move, --cancel, --give")};
}

/// Reads the days of the absence. Throws a Failure (Exit::usage) if they are none that lie ahead.
void read_days(Context& context, report::AbsenceQuestion& q) {
  const auto& given = context.arguments;
  q.from = read_day(context, "FROM", given.text("FROM"), Toward::future);
  q.to = given.has("TO") ? read_day(context, "TO", given.text("TO"), Toward::future) : q.from;
  // `mon fri` are the days of one week, whatever day today is.
  if (given.has("TO") && q.to < q.from)
    if (const auto day = parse_day(given.text("TO"), q.from, Toward::future); std::holds_alternative<Date>(day))
      q.to = std::get<Date>(day);
  if (q.to < q.from)
    throw Failure{Exit::usage, msg("the absence ends before it begins: {} comes before {}", q.to, q.from)};
  if (q.from < context.today())
    throw Failure{Exit::usage, msg("{} has passed: an absence begins today or later; what became of a session that was "
                                   "is recorded by psp attendance",
                                   q.from)};
}

actions::AbsenceRequest read_absence(Context& context) {
  const auto& given = context.arguments;
  actions::AbsenceRequest request;
  auto& q = request.question;
  q.now = context.now.local;
  q.way = way_given(given);
  refuse_idle_texts(given, q.way);
  q.worker = worker_key(context, "WORKER", given.text("WORKER"));
  read_days(context, q);
  if (context.ledger().office().workers.empty())
    request.refuse_names = [&context, worker = q.worker](const std::set<std::string>& known) {
      refuse_unknown_worker(context, "worker", worker, {known.begin(), known.end()});
    };
  if (q.way == AbsenceWay::move) {
    const auto distance = given.text("move");
    request.day_instead = [distance](Date day) { return read_distance("--move", distance, day); };
    if (request.day_instead(q.from) == q.from)
      throw Failure{Exit::usage, msg("--move {}: that is the same day", distance)};
  }
  if (q.way == AbsenceWay::give) {
    q.given_to = worker_key(context, "--give", given.text("give"));
    if (q.given_to == q.worker) throw Failure{Exit::usage, msg("--give {}: that is who is away", q.given_to)};
    ask_about_left(context, q.given_to);
  }
  if (given.has("reason"))
    request.reason = std::get<std::string>(read_value(context, field_row<Attendance>("reason"), given.all("reason")));
  if (given.has("note")) request.note = std::get<std::string>(read_value(context, note_row(), given.all("note")));
  return request;
}

std::string list_text(const report::Absence& absence, const Context& context) {
  const auto& q = absence.question;
  if (!absence.sessions.empty()) return render::absence_text(absence, context.language);
  return context.tr(msg("{} has no session planned from {} to {}: nothing was written", q.worker, q.from, q.to)) + '\n';
}

constexpr std::array list_printers{
    Printer<report::Absence>{"text", list_text},
    Printer<report::Absence>{"json", [](const auto& a, const auto&) { return render::absence_json(a); }},
};

/// Returns what is printed, with the clients' names where the format has names.
report::Absence shown_absence(Context& context, const actions::AbsenceRequest& request,
                              const actions::AbsenceLook& found) {
  report::Absence absence{request.question, false, false, found.sessions};
  for (auto& s : absence.sessions) s.was.client = shown_client(context, s.was.client);
  return absence;
}

/// Prints what lies in the days and what would become of it, and writes nothing. A file that cannot be read hides none
/// of the others.
Exit print_list_alone(Context& context, const actions::AbsenceRequest& request) {
  const auto& q = request.question;
  const auto on = context.occasion();
  const auto found = actions::look_at_absence(on, request);
  if (q.way) actions::refuse_absence(on, request, found);
  auto absence = shown_absence(context, request, found);
  absence.errors = tell_read(context, found.read);
  print(list_printers, absence, context);
  for (const auto& m : found.doubts) context.mention(m);
  if (!q.way && !found.sessions.empty())
    context.mention(
        msg("psp absent {} {} {} --move +1w moves them, --cancel calls them off, --give WORKER gives the "
            "cases to another worker for these days",
            q.worker, to_text(q.from), to_text(q.to)));
  return show_errors(context, absence.errors);
}

Message question_of(const report::AbsenceQuestion& q, const actions::AbsenceLook& found) {
  const auto sessions = static_cast<std::int64_t>(found.sessions.size());
  switch (*q.way) {
    case AbsenceWay::move: return msg_count(sessions, "move {} session? (y/n)", "move {} sessions? (y/n)");
    case AbsenceWay::cancel: return msg_count(sessions, "call off {} session? (y/n)", "call off {} sessions? (y/n)");
    case AbsenceWay::give: break;
  }
  return msg_count(static_cast<std::int64_t>(found.cases().size()), "give {} case to {} from {} to {}? (y/n)",
                   "give {} cases to {} from {} to {}? (y/n)", q.given_to, q.from, q.to);
}

/// Tells the doubts; on a terminal, and without --yes, shows the list and asks once. Throws a Failure (Exit::usage) if
/// the answer is no.
void ask_about(Context& context, const actions::AbsenceRequest& request, const actions::AbsenceLook& found) {
  if (context.asks()) {
    auto absence = shown_absence(context, request, found);
    absence.proposed = true;
    context.err << list_text(absence, context) << std::flush;
  }
  context.ask_to_go_on(found.doubts);
  if (found.doubts.empty() && context.asks() && !context.confirm(question_of(request.question, found)))
    throw Failure{Exit::usage, msg("nothing was written")};
}

}  // namespace

Exit run_absent(Context& context) {
  const auto request = read_absence(context);
  if (!request.question.way || context.arguments.on("dry-run")) return print_list_alone(context, request);

  const auto on = context.occasion();
  const auto found = actions::look_to_be_absent(on, request);
  if (!found.sessions.empty()) {
    actions::refuse_absence(on, request, found);
    ask_about(context, request, found);
  }
  actions::WrittenAll written;
  if (!found.sessions.empty()) written = actions::be_absent(on, request, found);
  keep_written(context, written);
  tell_read(context, found.read);
  auto absence = shown_absence(context, request, found);
  absence.written = !written.cases.empty();
  for (const auto& w : written.cases) absence.cases.push_back({w.after.header.id, w.added});
  const bool seen = context.asks() && context.watched && context.format().names_clients && absence.written;
  if (!seen) print(list_printers, absence, context);
  else
    context.mention(
        msg_count(static_cast<std::int64_t>(written.cases.size()), "written, in {} case", "written, in {} cases"));
  tell_consequences(context, written);
  return show_errors(context, written.waiting);
}

}  // namespace psp::cli
