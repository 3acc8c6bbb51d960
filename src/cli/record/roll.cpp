// psp roll: what became of all sessions that wait for it, one after the other.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "actions/day.h"
#include "cli/commands.h"
#include "cli/dates.h"
#include "cli/input.h"
#include "cli/office_keys.h"
#include "cli/print.h"
#include "cli/query.h"
#include "cli/record/appointments.h"
#include "cli/whose.h"
#include "render/day.h"

namespace psp::cli {

Syntax roll_syntax() {
  return {{{"DATE", "the sessions of this day alone; left out, all that wait until now", false}},
          whose_options("this worker's sessions")};
}

namespace {

/// What a letter says of a session, in the order of the letters of the question.
struct Answer {
  Outcome outcome;
  bool excused = false;
};
constexpr std::array answers{Answer{Outcome::attended},     Answer{Outcome::late},      Answer{Outcome::missed},
                             Answer{Outcome::missed, true}, Answer{Outcome::cancelled}, Answer{Outcome::rescheduled},
                             Answer{Outcome::turned_away}};
constexpr std::size_t skip = answers.size();  // and behind it is the letter that leaves

Message question() { return msg("  what became of it? (c/l/m/e/o/p/t/s/q; s)"); }

void tell_letters(const Context& context) {
  context.say(
      msg("c came, l late, m missed, e excused, o off by the client, p put off, t turned away; s skip, q quit"));
}

enum class Step { recorded, skipped, left };

void record_answer(Context& context, const report::SessionOfDay& session, const Answer& answer) {
  std::vector<NamedValue> preset;
  std::string moved_to;
  if (answer.excused) add_excused(answer.outcome, preset);
  if (answer.outcome == Outcome::cancelled) preset.emplace_back("cancelled_by", std::string(word(CancelledBy::client)));
  if (answer.outcome == Outcome::rescheduled) {
    moved_to = context.ask(msg("  when instead? (1w, thu, thu 11:00)"));
    if (moved_to.empty()) throw Failure{Exit::usage, msg("nothing was written")};
  }
  record_outcome(context, session.case_id, {session.id, session.at, true}, answer.outcome, std::move(preset), moved_to);
}

/// Asks until the session is recorded, or is left for later.
Step roll_session(Context& context, const report::SessionOfDay& session) {
  for (;;) {
    try {
      const auto letter = context.ask_letter(question());
      if (!letter) {
        tell_letters(context);
        continue;
      }
      if (*letter == skip) return Step::skipped;
      if (*letter > skip) return Step::left;
      context.now = context.clock();
      context.saved = false;
      record_answer(context, session, answers[*letter]);
      return Step::recorded;
    } catch (const Failure& failure) {
      if (context.saved) throw;  // it is recorded, and not to be asked for again
      // Nobody is there any more.
      if (!context.in) {
        context.err << '\n';
        return Step::left;
      }
      context.show(failure);
    }
  }
}

/// What is known of the sessions that wait.
struct Waiting {
  const std::vector<report::SessionOfDay>& sessions;
  const std::optional<std::string>& worker;
  const std::vector<Diagnostic>& errors;
  Context& context;
};

render::ClientOfDay clients(Context& context) {
  const auto& people = context.people();
  return {[&people](const std::string& reference) { return people.shown(reference); },
          [](const std::string&) { return std::string(); }};
}

constexpr std::array waiting_printers{
    Printer<Waiting>{"text",
                     [](const auto& w, const auto& c) {
                       std::string out;
                       for (const auto& line :
                            render::sessions_lines(w.sessions, !w.worker, clients(w.context), c.language))
                         out += line + '\n';
                       return out;
                     }},
    Printer<Waiting>{"json",
                     [](const auto& w, const auto&) { return render::waiting_json(w.sessions, w.worker, w.errors); }},
};

void ask_for_each(Context& context, const std::vector<report::SessionOfDay>& sessions, bool with_workers) {
  const auto lines = render::sessions_lines(sessions, with_workers, clients(context), context.language);
  if (!sessions.empty()) tell_letters(context);
  std::int64_t recorded = 0;
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    context.err << fmt::format("{}/{}  {}\n", i + 1, sessions.size(), lines[i]);
    const auto step = roll_session(context, sessions[i]);
    if (step == Step::left) break;
    recorded += step == Step::recorded;
  }
  if (const auto left = static_cast<std::int64_t>(sessions.size()) - recorded; left > 0)
    context.mention(
        msg_count(left, "{} session still waits: psp roll goes on", "{} sessions still wait: psp roll goes on"));
}

}  // namespace

Exit run_roll(Context& context) {
  const auto& given = context.arguments;
  const bool one_day = given.has("DATE");
  const auto day = one_day ? read_day(context, "DATE", given.text("DATE"), Toward::past) : context.today();
  if (day > context.today())
    throw Failure{Exit::usage,
                  msg("{:weekday} is yet to come: what became of its sessions is recorded when it is over; "
                      "psp day shows them",
                      day)};
  const report::DayQuestion question{day, context.now.local, whose(context)};
  auto answer = actions::read_day(context.ledger(), question);
  if (given.has("worker"))
    refuse_unknown_worker(context, "worker", *question.worker, {answer.workers.begin(), answer.workers.end()});
  const auto errors = tell_read(context, answer.read);
  const auto sessions = report::sessions_without_attendance(answer.day, !one_day);
  if (sessions.empty() && errors.empty() && !context.format().for_programs)
    context.mention(msg_count(static_cast<std::int64_t>(context.ledger().case_ids().size()),
                              "no session waits for its attendance: {} case looked at",
                              "no session waits for its attendance: {} cases looked at"));
  if (context.terminal && !context.format().for_programs) ask_for_each(context, sessions, !question.worker);
  else print(waiting_printers, {sessions, question.worker, errors, context}, context);
  return show_errors(context, errors);
}

}  // namespace psp::cli
