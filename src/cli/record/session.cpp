// psp session, psp attendance: appointments, and what became of them.
#include <algorithm>
#include <set>
#include <vector>

#include "actions/session.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/options.h"
#include "cli/record/recording.h"
#include "model/text.h"

namespace psp::cli {
namespace {

constexpr std::string_view excused_help = "short for --justified --notice (L6.2)";

/// Adds what --excused is short for, if it is given. Throws a Failure (Exit::usage) if the outcome is not missed.
void add_excused(const Arguments& given, Outcome outcome, std::vector<NamedValue>& preset) {
  if (!given.on("excused")) return;
  if (outcome != Outcome::missed) throw Failure{Exit::usage, msg("--excused goes with the outcome missed")};
  preset.emplace_back("justified", true);
  preset.emplace_back("notice", true);
}

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

/// Asks a person at a terminal what decides whether an absence is excused (L6.2), if it was not given.
void ask_about_absence(const Context& context, Record& attendance) {
  auto& a = std::get<Attendance>(attendance.body);
  if (a.outcome != Outcome::missed || !context.asks()) return;
  if (!a.justified)
    a.justified = context.ask_whether(msg("was the reason a justified one? (y/n, Enter: not recorded)"));
  if (!a.notice && !a.notice_waived)
    a.notice = context.ask_whether(msg("did the client tell it beforehand? (y/n, Enter: not recorded)"));
}

}  // namespace

Syntax session_syntax() {
  Syntax syntax{{case_argument(), {"WHEN", "day and time, as in: 25.11.2026 10:00, next tue 10:00, now", false, true}},
                {}};
  for (const auto w : Vocabulary<Outcome>::words)
    syntax.options.push_back({std::string(w), "it was " + std::string(w), Type::boolean});
  syntax.options.push_back({"planned", "only the appointment, though its time has passed", Type::boolean});
  syntax.options.push_back({"excused", std::string(excused_help), Type::boolean});
  syntax.options.push_back({"minutes", "length in minutes", Type::integer});
  for (auto& o : field_options(field_rows<Session>(), {"at", "minutes"})) syntax.options.push_back(std::move(o));
  for (auto& o : field_options(field_rows<Attendance>(), {"session", "outcome", "minutes", "moved_to"}))
    syntax.options.push_back(std::move(o));
  syntax.options.push_back(note_option());
  return syntax;
}

Exit run_session(Context& context) {
  const auto& given = context.arguments;
  const auto id = find_case(context, given.text("CASE"));
  const auto when = joined(given.all("WHEN"), " ");
  const auto at = when.empty() ? context.now.local : read_time(context, "WHEN", when);
  auto outcome = given_outcome(given);
  const bool ahead = at > context.now.local;
  Session body;
  body.at = at;
  body.at->second = 0;
  const auto on = context.occasion();
  actions::SessionRequest request{id, {}, {}, when.empty()};
  request.session.body = body;
  if (!outcome && !given.on("planned") && !ahead) {
    auto minute = context.now.local;
    minute.second = 0;
    const bool now = when.empty() || at == context.now.local || at == minute;
    if (now || tells_of_a_talk(given)) {
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

  if (!outcome) {
    refuse_outcome_options(given);
    request.session = record_from_options<Session>(context, {{"at", *body.at}});
    return tell_written(context, actions::record_session(on, request));
  }
  // --minutes is the actual length of a session that was held, else the planned one.
  const bool held = *outcome == Outcome::attended || *outcome == Outcome::late;
  const auto put_session = [&](const FieldRow& row, const Value& value) {
    Message why;
    if (put_record_field(request.session, row.name, value, why) == Put::wrong) throw Failure{Exit::usage, why};
  };
  using Names = std::set<std::string_view>;
  read_options(context, field_rows<Session>(), put_session, held ? Names{"minutes"} : Names{});
  const auto doubts = actions::doubts_about(on, *body.at, *outcome);
  if (outcome == Outcome::missed || !doubts.empty() || opens_editor(given)) actions::refuse_session(on, request);
  std::vector<NamedValue> preset{{"outcome", std::string(word(*outcome))}};
  add_excused(given, *outcome, preset);
  request.attendance = record_from_options(context, *find_record_kind("attendance"), std::move(preset),
                                           held ? Names{"session"} : Names{"session", "minutes"});
  ask_about_absence(context, *request.attendance);
  context.ask_to_go_on(doubts);
  return tell_written(context, actions::record_session(on, request));
}

Syntax attendance_syntax() {
  Syntax syntax{{case_argument(), {"OUTCOME", listed(Vocabulary<Outcome>::words)}}, {}};
  syntax.options = field_options(field_rows<Attendance>(), {"outcome", "moved_to"});
  syntax.options.push_back({"excused", std::string(excused_help), Type::boolean});
  syntax.options.push_back(
      {"moved-to", "rescheduled: when instead; a new session is recorded with it", Type::local_time});
  syntax.options.push_back(note_option());
  return syntax;
}

Exit run_attendance(Context& context) {
  const auto& given = context.arguments;
  const auto id = find_case(context, given.text("CASE"));
  const auto outcome = read_word<Outcome>("OUTCOME", given.text("OUTCOME"));
  std::vector<NamedValue> preset{{"outcome", std::string(word(outcome))}};
  add_excused(given, outcome, preset);
  // --moved-to is a time here; the record holds the id of the session made for it.
  auto attendance =
      record_from_options(context, *find_record_kind("attendance"), std::move(preset), {"session", "moved_to"});
  const auto moved_to = given.text("moved-to");
  if (!moved_to.empty() && outcome != Outcome::rescheduled)
    throw Failure{Exit::usage, msg("--moved-to goes with the outcome rescheduled")};

  const auto on = context.occasion();
  actions::AttendanceRequest request{id, actions::session_meant(on, id, outcome, given.text("session")), {}, {}};
  if (!moved_to.empty()) request.moved_to = read_time_instead(context, "--moved-to", moved_to, request.session.at);
  const auto doubts = actions::doubts_about(on, request.session.at, outcome, request.moved_to);
  ask_about_absence(context, attendance);
  context.ask_to_go_on(doubts);
  request.attendance = std::move(attendance);
  return tell_written(context, actions::record_attendance(on, request));
}

}  // namespace psp::cli
