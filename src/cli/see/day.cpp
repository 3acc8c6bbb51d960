// psp today, tomorrow and day: one day of a worker, or of the office.
#include <array>
#include <variant>

#include "actions/day.h"
#include "cli/commands.h"
#include "cli/dates.h"
#include "cli/input.h"
#include "cli/lists.h"
#include "cli/office_keys.h"
#include "cli/print.h"
#include "cli/query.h"
#include "cli/whose.h"
#include "render/day.h"

namespace psp::cli {
namespace {

std::vector<OptionSpec> day_options() {
  auto options = whose_options("this worker's day");
  options.push_back(csv_option());
  return options;
}

}  // namespace

Syntax today_syntax() { return {{}, day_options()}; }
Syntax tomorrow_syntax() { return {{}, day_options()}; }
Syntax day_syntax() { return {{{"DATE", "the day; left out, today", false}}, day_options()}; }

namespace {

struct ShownDay {
  const report::Day& day;
  Context& context;
};

std::string text_of_day(const ShownDay& s, const Context& c) {
  const auto& people = s.context.people();
  const bool at_a_terminal = s.context.shows_names();
  const render::ClientOfDay client{[&](const std::string& reference) { return people.shown(reference); },
                                   [&](const std::string& reference) {
                                     const auto* person = at_a_terminal ? people.find(reference) : nullptr;
                                     return person ? person->phone : "";
                                   }};
  return render::day_text(s.day, worker_shown(s.context, s.day.question.worker), client, c.language);
}

constexpr auto day_printers = with_tables(
    std::array{
        Printer<ShownDay>{"text", text_of_day},
        Printer<ShownDay>{"json", [](const auto& s, const auto&) { return render::day_json(s.day); }},
    },
    [](const ShownDay& s, const Context& c) {
      return render::day_table(s.day, worker_shown(s.context, s.day.question.worker), list_for(c));
    });

Exit show_day(Context& context, Date day) {
  const report::DayQuestion question{day, context.now.local, whose(context)};
  auto answer = actions::read_day(context.ledger(), question);
  if (context.arguments.has("worker"))
    refuse_unknown_worker(context, "worker", *question.worker, {answer.workers.begin(), answer.workers.end()});
  answer.day.errors = tell_read(context, answer.read);
  print(day_printers, {answer.day, context}, context);
  if (context.format().for_programs) return show_errors(context, answer.day.errors);
  if (answer.day.sessions.empty() && answer.day.dues.empty() && answer.day.errors.empty())
    context.mention(msg_count(static_cast<std::int64_t>(context.ledger().case_ids().size()),
                              "nothing on {1:weekday}: {0} case looked at",
                              "nothing on {1:weekday}: {0} cases looked at", day));
  if (const auto waiting = static_cast<std::int64_t>(answer.day.waiting.size()); waiting > 0)
    context.mention(msg_count(waiting, "{} session of an earlier day waits for its attendance: psp roll",
                              "{} sessions of earlier days wait for their attendance: psp roll"));
  return show_errors(context, answer.day.errors);
}

}  // namespace

Exit run_today(Context& context) { return show_day(context, context.today()); }
Exit run_tomorrow(Context& context) { return show_day(context, context.today() + 1); }
Exit run_day(Context& context) {
  const auto& given = context.arguments;
  if (!given.has("DATE")) return show_day(context, context.today());
  // A day without its year may lie on either side: the one behind is meant where the one ahead is far.
  const auto ahead = parse_day(given.text("DATE"), context.today(), Toward::future);
  const auto toward = std::holds_alternative<Date>(ahead) ? Toward::future : Toward::past;
  return show_day(context, read_day(context, "DATE", given.text("DATE"), toward));
}

}  // namespace psp::cli
