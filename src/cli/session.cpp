// psp session, psp attendance: appointments, and what became of them.
#include <functional>
#include <vector>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/query.h"
#include "cli/recording.h"
#include "rules/admission.h"

namespace psp::cli {
namespace {

constexpr std::string_view excused_help = "short for --justified --notice (L6.2)";

/// Where --excused is given, what it is short for.
void add_excused(const Arguments& given, Outcome outcome, std::vector<NamedValue>& preset) {
  if (!given.on("excused")) return;
  if (outcome != Outcome::missed) throw Failure{Exit::usage, msg("--excused goes with the outcome missed")};
  preset.emplace_back("justified", true);
  preset.emplace_back("notice", true);
}

/// The outcome that a flag names (--attended, --missed …); none where there is no such flag.
std::optional<Outcome> given_outcome(const Arguments& given) {
  std::vector<std::string> found;
  for (const auto w : Vocabulary<Outcome>::words)
    if (given.on(w)) found.emplace_back(w);
  if (given.on("planned")) found.emplace_back("planned");
  if (found.size() > 1) throw Failure{Exit::usage, msg("--{} and --{} exclude each other", found[0], found[1])};
  if (found.empty()) return given.on("excused") ? std::optional(Outcome::missed) : std::nullopt;
  return from_word<Outcome>(found.front());
}

/// What an attendance tells has no place in a session that is only planned.
void refuse_outcome_options(const Arguments& given) {
  for (const auto& row : field_rows<Attendance>())
    if (row.name != "minutes" && given.has(option_name(row.name)))
      throw Failure{Exit::usage, msg("--{} says nothing of a session that is only planned", option_name(row.name))};
}

/// Who records a talk that was only planned for today means that appointment, not a second talk.
void refuse_second_talk(const rules::Standing& standing) {
  for (const auto* a : rules::awaiting(standing, Outcome::attended))
    if (a->day() == standing.day())
      throw Failure{Exit::usage,
                    msg("today's session at {} ({}) waits for its attendance: psp attendance {} attended; for "
                        "another talk, say its time",
                        short_text(*a->session.body->at), a->session.record->id, standing.header().id)};
}

/// Something that only a talk that was held has.
bool tells_of_a_talk(const Arguments& given) {
  for (const auto* name : {"parts", "contents", "goals", "present"})
    if (given.has(name)) return true;
  return false;
}

/// What a session at a time that has passed is, where nobody said it: an outcome, or nothing for one that is only
/// planned. Asks a person at a terminal: an appointment meant for a day to come must not become a talk that was held.
std::optional<Outcome> outcome_of_the_past(const Context& context, const LocalTime& at) {
  const auto words = listed(Vocabulary<Outcome>::words);
  if (!context.terminal)
    throw Failure{
        Exit::usage,
        msg("{} has passed: say what became of the session (--attended, --missed …), or --planned", short_text(at))};
  for (;;) {
    const auto answer =
        context.ask(msg("{} has passed; what became of the session ({}, or planned)", short_text(at), words));
    if (answer == "planned") return std::nullopt;
    if (const auto outcome = from_word<Outcome>(answer)) return outcome;
    context.say(msg("it is one of: {}, planned", words));
  }
}

/// What decides whether an absence is excused (L6.2), asked of a person at a terminal where it was not given.
void ask_about_absence(const Context& context, Record& attendance) {
  auto& a = std::get<Attendance>(attendance.body);
  if (a.outcome != Outcome::missed || !context.asks()) return;
  if (!a.justified)
    a.justified = context.ask_whether(msg("was the reason a justified one? (y/n, Enter: not recorded)"));
  if (!a.notice && !a.notice_waived)
    a.notice = context.ask_whether(msg("did the client tell it beforehand? (y/n, Enter: not recorded)"));
}

/// What an attendance says before the time of its session may be a slip: of another session, perhaps.
std::vector<Message> before_its_time(const Context& context, const LocalTime& at, Outcome outcome) {
  const bool ahead = outcome == Outcome::cancelled || outcome == Outcome::rescheduled;
  if (ahead || at <= context.now.local || at.date != context.today()) return {};
  return {msg("the session is at {}, and it is {} now", short_text(at), short_text(context.now.local))};
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

Exit run_session(Context& context, const Arguments& given) {
  const auto id = find_case(context, given.text("CASE"));
  const auto when = joined(given.all("WHEN"));
  const auto at = when.empty() ? context.now.local : read_time(context, "WHEN", when);
  auto outcome = given_outcome(given);
  const bool ahead = at > context.now.local;
  Session body;
  body.at = at;
  body.at->second = 0;
  const auto c = readable_case(context, id);
  refuse_before_asking(context, c, [&](Batch& batch) {
    if (when.empty()) refuse_second_talk(batch.standing());
    Record alone;
    alone.body = body;
    batch.add(alone);
  });
  if (!outcome && !given.on("planned") && !ahead) {
    auto minute = context.now.local;
    minute.second = 0;
    const bool now = when.empty() || at == context.now.local || at == minute;
    outcome = now || tells_of_a_talk(given) ? Outcome::attended : outcome_of_the_past(context, at);
  }

  if (outcome && *outcome != Outcome::cancelled && *outcome != Outcome::rescheduled && at.date > context.today())
    throw Failure{Exit::usage,
                  msg("{} lies ahead, and nothing can have become of it yet: leave --{} out to plan the session",
                      short_text(at), word(*outcome))};

  if (given.has("mode")) body.mode = read_word<Mode>("mode", given.text("mode"));
  Record session;
  Record attendance;
  if (outcome) {
    std::vector<NamedValue> preset{{"session", std::string("new")}, {"outcome", std::string(word(*outcome))}};
    add_excused(given, *outcome, preset);
    // --minutes is the actual length of a session that was held, else the planned one.
    const bool held = outcome == Outcome::attended || outcome == Outcome::late;
    if (!held && given.has("minutes"))
      body.minutes = std::get<std::int64_t>(read_value(context, field_rows<Session>()[1], given.all("minutes")));
    Arguments without_minutes = given;
    if (!held) without_minutes.values.erase("minutes");
    attendance = record_from_options(context, without_minutes, *find_record_kind("attendance"), std::move(preset));
    ask_about_absence(context, attendance);
    context.ask_to_go_on(before_its_time(context, *body.at, *outcome));
  } else {
    refuse_outcome_options(given);
    session = record_from_options<Session>(context, {{"at", *body.at}});
    body = *session.as<Session>();
  }
  session.body = body;
  return record(context, id, [&](Batch& batch) {
    if (when.empty()) refuse_second_talk(batch.standing());
    const auto session_id = batch.add(session).id;
    if (!outcome) return;
    std::get<Attendance>(attendance.body).session.id = session_id;
    batch.add(attendance);
  });
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

namespace {

/// The session that waits for its attendance; of several, the caller is asked to say which.
const Record& awaiting_session(const rules::Standing& standing, Outcome outcome) {
  const auto found = rules::awaiting(standing, outcome);
  if (found.size() == 1) return *found.front()->session.record;
  if (found.empty())
    if (const auto* next = standing.next_planned())
      throw Failure{
          Exit::usage,
          msg("the session of {} ({}) lies ahead: only cancelled or rescheduled can be recorded before its day",
              short_text(*next->session.body->at), next->session.record->id)};
  if (found.empty())
    throw Failure{Exit::usage,
                  msg("no session of case {} waits for its attendance; psp session {} records a talk without an "
                      "appointment",
                      standing.header().id, standing.header().id)};
  std::vector<Message> lines;
  for (const auto* a : found)
    lines.push_back(msg("--session {}: {}", a->session.record->id, short_text(*a->session.body->at)));
  throw Failure{Exit::usage,
                msg("more than one session of case {} waits for its attendance; say which:", standing.header().id),
                {},
                std::move(lines)};
}

/// What may be a slip in an attendance, judged before the ledger is locked.
std::vector<Message> doubts_about(Context& context, const std::string& id, Outcome outcome, const std::string& moved_to,
                                  const std::function<const Record&(const rules::Standing&)>& session_in) {
  const auto c = readable_case(context, id);
  const rules::Standing standing(c, context.ledger().office().find_service(c.header.service),
                                 {context.today(), std::nullopt});
  const auto at = *session_in(standing).as<Session>()->at;
  auto doubts = before_its_time(context, at, outcome);
  if (moved_to.empty()) return doubts;
  const auto next = read_time_instead(context, "--moved-to", moved_to, at);
  if (next <= context.now.local) doubts.push_back(msg("{} has passed already", short_text(next)));
  return doubts;
}

}  // namespace

Exit run_attendance(Context& context, const Arguments& given) {
  const auto id = find_case(context, given.text("CASE"));
  const auto outcome = read_word<Outcome>("OUTCOME", given.text("OUTCOME"));
  const auto which = given.text("session");
  std::vector<NamedValue> preset{{"session", which.empty() ? std::string("waiting") : which},
                                 {"outcome", std::string(word(outcome))}};
  add_excused(given, outcome, preset);
  Arguments without_time = given;  // --moved-to is a time here; the record holds the id of the session made for it
  without_time.values.erase("moved-to");
  auto attendance = record_from_options(context, without_time, *find_record_kind("attendance"), std::move(preset));

  const auto moved_to = given.text("moved-to");
  if (!moved_to.empty() && outcome != Outcome::rescheduled)
    throw Failure{Exit::usage, msg("--moved-to goes with the outcome rescheduled")};
  const auto session_in = [&](const rules::Standing& standing) -> const Record& {
    return which.empty() ? awaiting_session(standing, outcome) : find_entry(standing.history.of(), which, "session");
  };
  const auto doubts = doubts_about(context, id, outcome, moved_to, session_in);
  ask_about_absence(context, attendance);
  context.ask_to_go_on(doubts);

  return record(context, id, [&](Batch& batch) {
    auto& body = std::get<Attendance>(attendance.body);
    const auto& session = session_in(batch.standing());
    body.session.id = session.id;
    if (!moved_to.empty()) {
      auto next = *session.as<Session>();
      next.at = read_time_instead(context, "--moved-to", moved_to, *next.at);
      Record later;
      later.body = next;
      body.moved_to.id = batch.add(later).id;
    }
    batch.add(attendance);
  });
}

}  // namespace psp::cli
