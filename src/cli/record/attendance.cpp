// psp attendance, and what is short for it: psp came, missed, excused, cancel, move.
#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "actions/session.h"
#include "cli/case_named.h"
#include "cli/commands.h"
#include "cli/dates.h"
#include "cli/input.h"
#include "cli/options.h"
#include "cli/record/appointments.h"
#include "cli/record/recording.h"
#include "model/letters.h"
#include "model/text.h"

namespace psp::cli {

void add_excused(Outcome outcome, std::vector<NamedValue>& preset) {
  if (outcome != Outcome::missed) throw Failure{Exit::usage, msg("--excused goes with the outcome missed")};
  preset.emplace_back("justified", true);
  preset.emplace_back("notice", true);
}

void ask_about_absence(const Context& context, Record& attendance) {
  auto& a = std::get<Attendance>(attendance.body);
  if (a.outcome != Outcome::missed || !context.asks()) return;
  if (!a.justified)
    a.justified = context.ask_whether(msg("was the reason a justified one? (y/n, Enter: not recorded)"));
  if (!a.notice && !a.notice_waived)
    a.notice = context.ask_whether(msg("did the client tell it beforehand? (y/n, Enter: not recorded)"));
}

void ask_about_appointments(Context& context, const actions::Occasion& on, const std::string& case_id,
                            const std::vector<actions::AppointmentMeant>& wanted, std::vector<Message> doubts,
                            std::string_view instead_of) {
  auto found = actions::doubts_about_appointments(
      on, case_id, wanted, instead_of, [&](const std::string& reference) { return context.client_shown(reference); });
  for (auto d : found.unread) {
    d.severity = Severity::warning;
    context.show(d);
  }
  std::move(found.doubts.begin(), found.doubts.end(), std::back_inserter(doubts));
  context.ask_to_go_on(doubts);
}

namespace {

using Names = std::set<std::string_view>;

const FieldRow& mode_row() { return field_row<Session>("mode"); }

/// What is said of a session, besides the options.
struct Said {
  Outcome outcome;
  std::string session = {};  ///< which one is meant, if it is said
  std::vector<NamedValue> preset = {};
  std::string moved_to = {};  ///< "" if nothing stands in its place
  bool all = false;           ///< all parts and contents that the service asks for were covered
  bool talk_at_once = false;  ///< without an appointment it is a talk that was held just now
};

actions::SessionNamed session_named(const Context& context, const std::string& text) {
  actions::SessionNamed named{text};
  if (named.text.empty()) return named;
  for (const auto toward : {Toward::past, Toward::future}) {
    if (const auto day = parse_day(named.text, context.today(), toward); const auto* d = std::get_if<Date>(&day))
      named.days.push_back(*d);
    // A number alone is the start of an id, not an hour.
    if (named.text.find_first_of(" :") == std::string::npos) continue;
    if (const auto time = parse_time(named.text, context.now.local, toward);
        const auto* t = std::get_if<LocalTime>(&time))
      named.at.push_back(*t);
  }
  return named;
}

/// Returns the session that is meant; of several, a person at a terminal chooses. Returns nothing if none waits for its
/// attendance. Throws a Failure (Exit::usage) without a terminal, which lists them.
std::optional<actions::SessionMeant> session_meant(const Context& context, const std::string& case_id,
                                                   const std::string& name, const actions::SessionsMeant& found) {
  const auto& sessions = found.sessions;
  if (sessions.empty()) return std::nullopt;
  if (sessions.size() == 1) return sessions.front();
  const bool named = sessions.front().named;
  if (context.terminal) {
    std::vector<Message> choices;
    for (const auto& s : sessions) choices.push_back(msg("{:said}", s.at));
    auto chosen = sessions[context.choose(msg("which session of case {}?", case_id), choices)];
    chosen.named = true;
    return chosen;
  }
  std::vector<Message> lines;
  for (const auto& s : sessions) lines.push_back(msg("--session {}: {}", s.id, s.at));
  throw Failure{Exit::usage,
                named ? msg("{} can mean more than one session of case {}; say which:", name, case_id)
                      : msg("more than one session of case {} waits for its attendance; say which:", case_id),
                {},
                std::move(lines)};
}

Record attendance_from_options(Context& context, std::vector<NamedValue> preset) {
  // --moved-to is a time here; the record holds the id of the session made for it.
  return record_from_options(context, *find_record_kind("attendance"), std::move(preset), {"session", "moved_to"});
}

/// Adds all that the service asks for, but for what an option gives.
void add_all(Context& context, const actions::Occasion& on, const std::string& case_id, Date day,
             std::vector<NamedValue>& preset) {
  const auto scope = actions::scope_of(on, case_id, day);
  const auto add = [&](std::string_view name, const auto& words) {
    Texts texts;
    for (const auto w : words) texts.emplace_back(word(w));
    if (!texts.empty() && !context.arguments.has(name)) preset.emplace_back(name, std::move(texts));
  };
  if (scope.parts.empty() && scope.contents.empty())
    context.mention(msg("the service of case {} asks for no parts or contents: all adds nothing", case_id));
  add("parts", scope.parts);
  add("contents", scope.contents);
}

/// Records a talk that has no appointment and was held until now, if a person at a terminal says that it is one.
Exit record_talk_just_held(Context& context, const actions::Occasion& on, const std::string& case_id, Said said,
                           const Message& why_none) {
  if (!context.terminal && !context.arguments.on("yes")) throw Failure{Exit::usage, why_none};
  if (said.all) add_all(context, on, case_id, context.today(), said.preset);
  actions::SessionRequest request{case_id, {}, {}, true, {}};
  request.attendance = attendance_from_options(context, said.preset);
  Session session;
  session.at = began(context.now.local, std::get<Attendance>(request.attendance->body).minutes);
  request.session.body = session;
  if (context.arguments.has("mode")) {
    Message why;
    put_record_field(request.session, "mode", read_value(context, mode_row(), context.arguments.all("mode")), why);
  }
  actions::refuse_session(on, request);
  if (context.asks() &&
      !context.confirm(msg("no appointment waits: a talk held now, begun at {:clock}? (y/n)", *session.at)))
    throw Failure{Exit::usage, msg("nothing was written")};
  return tell_written(context, actions::record_session(on, request));
}

/// Asks what may be a slip, and records what became of the session.
Exit record_of_session(Context& context, const actions::Occasion& on, const std::string& id,
                       const actions::SessionMeant& session, Said said) {
  const auto& given = context.arguments;
  actions::AttendanceRequest request{id, session, {}, {}};
  if (given.has("mode")) {
    request.mode = from_word<Mode>(std::get<std::string>(read_value(context, mode_row(), given.all("mode"))));
    request.why = context.tr(msg("where or how it was in fact"));
  }
  if (said.all) add_all(context, on, id, session.at.date, said.preset);
  request.attendance = attendance_from_options(context, std::move(said.preset));
  auto doubts = actions::doubts_about(on, session.at, said.outcome);
  for (auto& m : actions::doubts_about_length(std::get<Attendance>(request.attendance.body).minutes))
    doubts.push_back(std::move(m));
  if (!said.moved_to.empty()) request.moved_to = read_time_instead(context, "--moved-to", said.moved_to, session.at);
  if (context.asks()) actions::refuse_attendance(on, request);
  ask_about_absence(context, request.attendance);
  if (request.moved_to) ask_about_appointments(context, on, id, {{*request.moved_to, {}}}, doubts, session.id);
  else context.ask_to_go_on(doubts);
  return tell_written(context, actions::record_attendance(on, request));
}

void add_outcome(Said& said) { said.preset.emplace_back("outcome", std::string(word(said.outcome))); }

Exit record_attendance(Context& context, Said said) {
  const auto id = find_case(context, context.arguments.text("CASE"));
  const auto on = context.occasion();
  const auto found = actions::sessions_meant(on, id, said.outcome, session_named(context, said.session));
  const auto session = session_meant(context, id, said.session, found);
  add_outcome(said);
  if (session) return record_of_session(context, on, id, *session, std::move(said));
  if (said.talk_at_once) return record_talk_just_held(context, on, id, std::move(said), found.none);
  throw Failure{Exit::usage, found.none};
}

/// Returns the options of an attendance of one outcome: those of its fields, but for what is said without an option.
std::vector<OptionSpec> options_of(Outcome outcome, const Names& said) {
  const auto w = word(outcome);
  std::vector<OptionSpec> options;
  for (const auto& row : field_rows<Attendance>()) {
    const auto& words = row.only.words;
    const bool takes = row.only.field.empty() || std::find(words.begin(), words.end(), w) != words.end();
    if (takes && !said.contains(row.name)) options.push_back(option_of(row));
  }
  return options;
}

Syntax short_syntax(Outcome outcome, ArgumentSpec words, Names said) {
  said.insert({"outcome", "moved_to"});
  Syntax syntax{{case_argument(), std::move(words)}, options_of(outcome, said)};
  syntax.options.push_back(note_option());
  return syntax;
}

ArgumentSpec reason_argument() {
  return {"REASON", "the session's day; the reason; - reads standard input, @ opens the editor", false, true};
}

/// Returns the digits of `45`, `45min` or `45m`; "" for any other word.
std::string minutes_in(std::string_view word) {
  for (const std::string_view unit : {"min", "m"})
    if (word.ends_with(unit)) {
      word.remove_suffix(unit.size());
      break;
    }
  const bool digits = !word.empty() && std::all_of(word.begin(), word.end(), is_digit);
  return digits ? std::string(word) : std::string();
}

/// Returns true for the word behind a number of minutes.
bool says_minutes(std::string_view word) {
  const auto said = folded(word);
  return said == "min" || said.starts_with("minut");  // minutes, minut, minūtes
}

/// Returns true for a text that says a day, a day and a time, or a time of today, as `monday`, `24. 11.`, `last tue
/// 10:00` and `10:00` do; not for a number alone, nor a distance such as `2d`.
bool says_session(const Context& context, const std::string& text) {
  const bool one_word = text.find(' ') == std::string::npos;
  if (text.empty() || (one_word && std::all_of(text.begin(), text.end() - 1, is_digit) && !text.ends_with('.')))
    return false;
  if (std::holds_alternative<Date>(parse_day(text, context.today(), Toward::past))) return true;
  return (!one_word || text.find(':') != std::string::npos) &&
         std::holds_alternative<LocalTime>(parse_time(text, context.now.local, Toward::past));
}

/// Takes the words that name the session off the front, as many as there are; a text in quotes is taken as a whole.
/// Returns them; "" if there are none.
std::string take_session(const Context& context, std::vector<std::string>& words) {
  constexpr std::size_t most = 5;
  for (std::size_t size = std::min(words.size(), most); size > 0; --size) {
    const auto end = words.begin() + static_cast<std::ptrdiff_t>(size);
    auto text = joined(std::vector<std::string>(words.begin(), end), " ");
    const bool ends_with_minutes = size > 1 && std::all_of(words[size - 1].begin(), words[size - 1].end(), is_digit);
    if (ends_with_minutes || !says_session(context, text)) continue;
    words.erase(words.begin(), end);
    return text;
  }
  return {};
}

/// Gives what is said of the session. Throws a Failure (Exit::usage) if --session says another one than what stands
/// behind CASE.
void name_session(const Context& context, Said& said, const std::string& day) {
  if (!day.empty() && context.arguments.has("session"))
    throw Failure{Exit::usage, msg("--{}: it stands behind the case already", "session")};
  said.session = day.empty() ? context.arguments.text("session") : day;
}

/// Returns the outcome with what stands behind CASE: the day of the session if it begins with one, then the reason.
Said said_with_reason(Context& context, Outcome outcome) {
  Said said{outcome};
  auto words = context.arguments.all("REASON");
  name_session(context, said, take_session(context, words));
  for (auto& value : values_behind(context, field_row<Attendance>("reason"), words))
    said.preset.push_back(std::move(value));
  return said;
}

}  // namespace

Exit record_outcome(Context& context, const std::string& case_id, const actions::SessionMeant& session, Outcome outcome,
                    std::vector<NamedValue> preset, const std::string& moved_to) {
  Said said{outcome, {}, std::move(preset), moved_to};
  add_outcome(said);
  return record_of_session(context, context.occasion(), case_id, session, std::move(said));
}

LocalTime began(const LocalTime& now, std::optional<std::int64_t> minutes) {
  const auto before = std::max<std::int64_t>(0, now.hour * 60 + now.minute - minutes.value_or(0));
  return {now.date, static_cast<int>(before / 60), static_cast<int>(before % 60), 0};
}

Syntax attendance_syntax() {
  Syntax syntax{{case_argument(), {"OUTCOME", listed(Vocabulary<Outcome>::words)}}, {}};
  syntax.options = field_options(field_rows<Attendance>(), {"outcome", "moved_to"});
  syntax.options.push_back(option_of(mode_row()));
  syntax.options.push_back({"excused", std::string(excused_help), Type::boolean});
  syntax.options.push_back(
      {"moved-to", "rescheduled: when instead; a new session is recorded with it", Type::local_time});
  syntax.options.push_back(note_option());
  return syntax;
}

Exit run_attendance(Context& context) {
  const auto& given = context.arguments;
  Said said{read_word<Outcome>(context, "OUTCOME", given.text("OUTCOME"))};
  name_session(context, said, {});
  if (given.on("excused")) add_excused(said.outcome, said.preset);
  said.moved_to = given.text("moved-to");
  if (!said.moved_to.empty() && said.outcome != Outcome::rescheduled)
    throw Failure{Exit::usage, msg("--moved-to goes with the outcome rescheduled")};
  return record_attendance(context, std::move(said));
}

Syntax came_syntax() {
  auto syntax = short_syntax(
      Outcome::attended,
      {"SAID", "the session's day; how many minutes; all, if the service's parts and contents are covered; a note",
       false, true},
      {"minutes", "reason"});
  syntax.options.insert(syntax.options.begin() + 1, option_of(mode_row()));
  return syntax;
}

Exit run_came(Context& context) {
  Said said{Outcome::attended};
  said.talk_at_once = true;
  auto words = context.arguments.all("SAID");
  auto day = take_session(context, words);
  bool has_minutes = false;
  while (!words.empty()) {
    if (const auto minutes = minutes_in(words.front()); !minutes.empty() && !has_minutes) {
      said.preset.emplace_back("minutes", read_value(context, field_row<Attendance>("minutes"), {minutes}));
      has_minutes = true;
      if (words.size() > 1 && says_minutes(words[1])) words.erase(words.begin());
    } else if (says_all(words.front()) && !said.all) {
      said.all = true;
    } else {
      break;
    }
    words.erase(words.begin());
  }
  if (const auto all = joined(words, " "); day.empty() && says_session(context, all)) {
    day = all;
    words.clear();
  }
  name_session(context, said, day);
  for (auto& value : values_behind(context, note_row(), words)) said.preset.push_back(std::move(value));
  return record_attendance(context, std::move(said));
}

Syntax missed_syntax() { return short_syntax(Outcome::missed, reason_argument(), {"reason"}); }
Exit run_missed(Context& context) { return record_attendance(context, said_with_reason(context, Outcome::missed)); }

Syntax excused_syntax() {
  return short_syntax(Outcome::missed, reason_argument(), {"reason", "justified", "notice", "notice_waived"});
}
Exit run_excused(Context& context) {
  auto said = said_with_reason(context, Outcome::missed);
  add_excused(said.outcome, said.preset);
  return record_attendance(context, std::move(said));
}

Syntax cancel_syntax() {
  auto syntax = short_syntax(Outcome::cancelled, reason_argument(), {"reason", "cancelled_by"});
  syntax.options.push_back({"provider", "the office called it off, not the client", Type::boolean});
  return syntax;
}
Exit run_cancel(Context& context) {
  auto said = said_with_reason(context, Outcome::cancelled);
  const auto by = context.arguments.on("provider") ? CancelledBy::provider : CancelledBy::client;
  said.preset.emplace_back("cancelled_by", std::string(word(by)));
  return record_attendance(context, std::move(said));
}

Syntax move_syntax() {
  return short_syntax(
      Outcome::rescheduled,
      {"WHEN", "when instead, counted from the appointment: 1w, thu, thu 11:00, 11:00; day and time", true, true}, {});
}
Exit run_move(Context& context) {
  Said said{Outcome::rescheduled};
  name_session(context, said, {});
  said.moved_to = joined(context.arguments.all("WHEN"), " ");
  return record_attendance(context, std::move(said));
}

}  // namespace psp::cli
