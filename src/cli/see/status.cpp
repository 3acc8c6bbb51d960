// psp status: what is owed.
#include <algorithm>
#include <atomic>
#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/lists.h"
#include "cli/office_keys.h"
#include "cli/print.h"
#include "cli/query.h"
#include "render/status.h"

namespace psp::cli {

Syntax status_syntax() {
  Syntax syntax{
      {{"CASE", "only these cases", false, true}},
      {{"worker", "only this worker's"},
       {"service", "only of this service"},
       {"level", "flags of this level, and the more urgent ones", Type::word, Vocabulary<rules::Level>::words},
       {"code", "only flags of this code"}}};
  for (auto& o : as_of_options()) syntax.options.push_back(std::move(o));
  syntax.options.push_back({"all", "cases without a flag as well", Type::boolean});
  syntax.options.push_back(csv_option());
  syntax.options.push_back({"exit-code", "exit with 1 where a flag of level action is shown", Type::boolean});
  return syntax;
}

namespace {

rules::StatusFilter read_status_filter(Context& context) {
  const auto& given = context.arguments;
  rules::StatusFilter filter{
      worker_meant(context, given.text("worker")), given.text("service"), given.text("code"), {}};
  if (given.has("level")) filter.level = read_word<rules::Level>(context, "level", given.text("level"));
  if (!filter.code.empty() && !rules::find_flag(filter.code)) throw Failure{Exit::usage, unknown_flag(filter.code)};
  return filter;
}

using StatusPrinter = CasesPrinter<rules::CaseStatus, Date>;
constexpr auto status_printers = with_tables(
    std::array{
        StatusPrinter{"text",
                      [](std::size_t cases, const Context& c, Date) {
                        return render::status_text(cases, c.language, c.arguments.on("all"), c.colour);
                      }},
        StatusPrinter{"json", [](std::size_t cases, const Context&, Date) { return render::status_json(cases); }},
    },
    [](std::size_t cases, const Context& c, Date as_of) {
      return render::status_table(cases, as_of, c.arguments.on("all"), list_for(c));
    });

}  // namespace

Exit run_status(Context& context) {
  const auto& given = context.arguments;
  const auto filter = read_status_filter(context);
  const auto as_of = read_as_of(context);
  const auto ids = asked_cases(context);
  const auto answer = printer_for(status_printers, context.format().name).make(ids.size(), context, as_of.day);
  std::atomic<bool> flagged = false, to_act = false;
  const auto shown = show_cases<rules::CaseStatus>(
      context, ids, as_of, [&](rules::CaseStatus& c) { return rules::narrow(c, filter); },
      [&](std::size_t place, const rules::CaseStatus& c) {
        answer->add(place, c);
        for (const auto& f : c.flags) {
          flagged = true;
          if (f.level == rules::Level::action) to_act = true;
        }
      });
  print(*answer, shown.about, context);
  if (!flagged && !given.on("all") && shown.about.errors.empty() && !context.format().for_programs)
    context.mention(msg_count(shown.looked_at, "no flag: {} case looked at, as of {}",
                              "no flag: {} cases looked at, as of {}", as_of.day));
  const auto exit = show_errors(context, shown.about.errors);
  return given.on("exit-code") && to_act ? std::max(exit, Exit::findings) : exit;
}

}  // namespace psp::cli
