// psp session, psp at: appointments, series of them, and talks that were held.
#include <algorithm>
#include <set>
#include <vector>

#include "actions/session.h"
#include "cli/case_named.h"
#include "cli/commands.h"
#include "cli/dates.h"
#include "cli/input.h"
#include "cli/options.h"
#include "cli/record/appointments.h"
#include "cli/record/recording.h"
#include "model/text.h"

namespace psp::cli {
namespace {

/// Returns the outcome that a flag names (--attended, --missed …), and missed for --excused alone; nothing for
/// --planned or without a flag. Throws a Failure (Exit::usage) if there are two.
std::optional<Outcome> given_outcome(const Arguments& given) {
  std::vector<std::string> found;
  for (const auto w : Vocabulary<Outcome>::words)
    if (given.on(w)) found.emplace_back(w);
  if (given.on("planned")) found.emplace_back("planned");
  refuse_second(found);
  if (found.empty()) return given.on("excused") ? std::optional(Outcome::missed) : std::nullopt;
  return from_word<Outcome>(found.front());
}

/// Throws a Failure (Exit::usage) if an option of an attendance is given, for a session that is only planned has none.
void refuse_outcome_options(const Arguments& given) {
  for (const auto& row : field_rows<Attendance>())
    if (row.name != "minutes" && given.has(option_name(row.name)))
      throw Failure{Exit::usage, msg("--{} says nothing of a session that is only planned", option_name(row.name))};
}

/// Returns true if an option is given that only a talk that was held has.
bool tells_of_a_talk(const Arguments& given) {
  for (const auto* name : {"parts", "contents", "goals", "present"})
    if (given.has(name)) return true;
  return false;
}

/// Returns true if a text is to be written in the editor.
bool opens_editor(const Arguments& given) {
  return std::any_of(given.values.begin(), given.values.end(), [](const auto& option) {
    return std::find(option.second.begin(), option.second.end(), "@") != option.second.end();
  });
}

/// Returns what became of a session at a time that has passed, if nobody said it: an outcome, or nothing if it is only
/// planned. Asks a person at a terminal, for an appointment meant for a day to come must not become a talk that was
/// held. Throws a Failure (Exit::usage) without one.
std::optional<Outcome> outcome_of_the_past(const Context& context, const LocalTime& at) {
  std::vector<Message> choices;
  for (std::size_t i = 0; i < Vocabulary<Outcome>::words.size(); ++i) choices.push_back(label(static_cast<Outcome>(i)));
  const auto outcomes = comma_list(choices), planned = label(rules::SessionState::planned);
  choices.push_back(planned);
  if (!context.terminal)
    throw Failure{Exit::usage,
                  msg("{} has passed: say what became of the session (--attended, --missed …), or --planned", at)};
  for (;;) {
    const auto answer =
        context.ask(msg("{} has passed; what became of the session ({}, or {})", at, outcomes, planned));
    if (const auto choice = choice_meant(context, choices, answer))
      return *choice + 1 == choices.size() ? std::nullopt : std::optional(static_cast<Outcome>(*choice));
    context.say(msg("it is one of: {}, {}", outcomes, planned));
  }
}

}  // namespace

Syntax session_syntax() {
  Syntax syntax{{case_argument(), {"WHEN", "day and time, as in: 25.11.2026 10:00, next tue 10:00, now", false, true}},
                {}};
  for (const auto w : Vocabulary<Outcome>::words)
    syntax.options.push_back({std::string(w), "it was " + std::string(w), Type::boolean});
  syntax.options.push_back({"planned", "only the appointment, though its time has passed", Type::boolean});
  syntax.options.push_back({"excused", std::string(excused_help), Type::boolean});
  syntax.options.push_back({"weekly", "a series of so many appointments, a week apart", Type::integer});
  syntax.options.push_back({"every", "how far apart those of a series are: 2w, 10d, 1m"});
  syntax.options.push_back({"minutes", "length in minutes", Type::integer});
  for (auto& o : field_options(field_rows<Session>(), {"at", "minutes"})) syntax.options.push_back(std::move(o));
  for (auto& o : field_options(field_rows<Attendance>(), {"session", "outcome", "minutes", "moved_to"}))
    syntax.options.push_back(std::move(o));
  syntax.options.push_back(note_option());
  return syntax;
}

namespace {

/// The days on which a series has its appointments, the first not among them, and those that it leaves out.
struct Series {
  std::vector<LocalTime> at;
  std::vector<Date> left_out;
};

/// Returns the series that --weekly and --every ask for. A day off of the office is left out, and another week is added
/// for it. Throws a Failure (Exit::usage) if the options say none.
Series read_series(Context& context, const LocalTime& first) {
  constexpr std::int64_t most = 60;
  const auto& given = context.arguments;
  Series series;
  if (!given.has("weekly")) {
    if (given.has("every")) throw Failure{Exit::usage, msg("--every goes with --weekly, which says how many")};
    return series;
  }
  const FieldRow row{Field{.name = "weekly", .help = "", .low = 2, .high = most}, Type::integer, {}};
  const auto count = std::get<std::int64_t>(read_value(context, row, given.all("weekly")));
  const auto step = given.has("every") ? given.text("every") : std::string("1w");
  const auto& off = context.ledger().office().settings.days_off;
  auto next = first;
  while (static_cast<std::int64_t>(series.at.size()) + 1 < count && series.left_out.size() < most) {
    const auto day = read_distance("--every", step, next.date);
    if (day == next.date) throw Failure{Exit::usage, msg("--every {}: that is the same day", step)};
    next.date = day;
    if (std::find(off.begin(), off.end(), next.date) != off.end()) series.left_out.push_back(next.date);
    else series.at.push_back(next);
  }
  return series;
}

/// Plans the session, or the series of them.
Exit plan_session(Context& context, const actions::Occasion& on, actions::SessionRequest request) {
  refuse_outcome_options(context.arguments);
  const auto at = *std::get<Session>(request.session.body).at;
  request.session = record_from_options<Session>(context, {{"at", at}});
  const auto series = read_series(context, at);
  request.series = series.at;
  const auto minutes = std::get<Session>(request.session.body).minutes;
  std::vector<actions::AppointmentMeant> wanted{{at, minutes, at <= context.now.local}};
  for (const auto& t : series.at) wanted.push_back({t, minutes});
  actions::refuse_session(on, request);
  for (const auto& day : series.left_out) context.mention(msg("{:weekday} is left out: it is a day off", day));
  ask_about_appointments(context, on, request.case_id, wanted);
  return tell_written(context, actions::record_session(on, request));
}

/// Returns when the session is or was: by WHEN; without it a talk that was written down at its end, or goes on now.
LocalTime session_time(Context& context, const std::string& when, bool of_the_past) {
  if (!when.empty()) return read_time(context, "WHEN", when, of_the_past ? Toward::past : Toward::future);
  const auto& given = context.arguments;
  if (!given.has("minutes")) return context.now.local;
  const auto& row = field_row<Session>("minutes");
  return began(context.now.local, std::get<std::int64_t>(read_value(context, row, given.all("minutes"))));
}

}  // namespace

Exit run_session(Context& context) {
  const auto& given = context.arguments;
  const auto id = find_case(context, given.text("CASE"));
  const auto when = joined(given.all("WHEN"), " ");
  auto outcome = given_outcome(given);
  auto at = session_time(context, when, outcome || tells_of_a_talk(given));
  at.second = 0;
  auto now = context.now.local;
  now.second = 0;
  const bool ahead = at > now;
  Session body;
  body.at = at;
  const auto on = context.occasion();
  actions::SessionRequest request{id, {}, {}, when.empty()};
  request.session.body = body;
  if (!outcome && !given.on("planned") && !ahead) {
    if (when.empty() || at == now || tells_of_a_talk(given)) {
      outcome = Outcome::attended;
    } else {
      actions::refuse_session(on, request);
      outcome = outcome_of_the_past(context, at);
    }
  }
  if (outcome && *outcome != Outcome::cancelled && *outcome != Outcome::rescheduled && at.date > context.today())
    throw Failure{Exit::usage,
                  msg("{} lies ahead, and nothing can have become of it yet: leave --{} out to plan the session", at,
                      word(*outcome))};
  if (!outcome) return plan_session(context, on, std::move(request));

  if (given.has("weekly")) throw Failure{Exit::usage, msg("--weekly plans sessions: it says nothing of one that was")};
  // --minutes is the actual length of a session that was held, else the planned one.
  const bool held = *outcome == Outcome::attended || *outcome == Outcome::late;
  const auto put_session = [&](const FieldRow& row, const Value& value) {
    Message why;
    if (put_record_field(request.session, row.name, value, why) == Put::wrong) throw Failure{Exit::usage, why};
  };
  using Names = std::set<std::string_view>;
  read_options(context, field_rows<Session>(), put_session, held ? Names{"minutes"} : Names{});
  auto doubts = actions::doubts_about(on, at, *outcome);
  if (*outcome == Outcome::missed || !doubts.empty() || opens_editor(given)) actions::refuse_session(on, request);
  std::vector<NamedValue> preset{{"outcome", std::string(word(*outcome))}};
  if (given.on("excused")) add_excused(*outcome, preset);
  request.attendance = record_from_options(context, *find_record_kind("attendance"), std::move(preset),
                                           held ? Names{"session"} : Names{"session", "minutes"});
  ask_about_absence(context, *request.attendance);
  for (auto& m : actions::doubts_about_talk({at, std::get<Attendance>(request.attendance->body).minutes}))
    doubts.push_back(std::move(m));
  context.ask_to_go_on(doubts);
  return tell_written(context, actions::record_session(on, request));
}

Syntax at_syntax() {
  auto syntax = session_syntax();
  syntax.arguments.back().required = true;
  return syntax;
}
Exit run_at(Context& context) { return run_session(context); }

}  // namespace psp::cli
