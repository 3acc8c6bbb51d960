// psp status: what is owed.
#include <algorithm>
#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/office_keys.h"
#include "cli/people.h"
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
  syntax.options.push_back({"exit-code", "exit with 1 where a flag of level action is shown", Type::boolean});
  return syntax;
}

namespace {

rules::StatusFilter read_filter(Context& context) {
  const auto& given = context.arguments;
  rules::StatusFilter filter{
      {}, worker_meant(context, given.text("worker")), given.text("service"), given.text("code"), {}};
  if (given.has("level")) filter.level = read_word<rules::Level>("level", given.text("level"));
  if (!filter.code.empty() && !rules::find_flag(filter.code)) throw Failure{Exit::usage, unknown_flag(filter.code)};
  return filter;
}

constexpr std::array status_printers{
    Printer<rules::Status>{"text",
                           [](const auto& s, const auto& c) {
                             return render::status_text(s, c.language, c.arguments.on("all"), c.colour);
                           }},
    Printer<rules::Status>{"json", [](const auto& s, const auto& c) { return render::status_json(s, c.language); }},
};

}  // namespace

Exit run_status(Context& context) {
  const auto& given = context.arguments;
  const auto filter = read_filter(context);
  const auto as_of = read_as_of(context);
  auto status = read_status(context, asked_cases(context), as_of);
  refuse_unknown_names(context, status);
  const auto counted = status.cases.size();
  rules::apply(filter, status);
  show_clients(context, status);

  print(status_printers, status, context);
  const bool flagged =
      std::any_of(status.cases.begin(), status.cases.end(), [](const auto& c) { return !c.flags.empty(); });
  if (!flagged && !given.on("all") && status.errors.empty() && !context.format().for_programs)
    context.mention(msg_count(static_cast<std::int64_t>(counted), "no flag: {} case looked at, as of {}",
                              "no flag: {} cases looked at, as of {}", status.as_of));
  auto exit = show_errors(context, status.errors);
  if (given.on("exit-code"))
    for (const auto& c : status.cases)
      for (const auto& f : c.flags)
        if (f.level == rules::Level::action) exit = std::max(exit, Exit::findings);
  return exit;
}

}  // namespace psp::cli
