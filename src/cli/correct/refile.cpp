// psp refile: records that were written into the wrong case, struck there and written in the right one.
#include "actions/refile.h"
#include "cli/case_named.h"
#include "cli/commands.h"
#include "cli/correct/corrections.h"
#include "cli/input.h"
#include "cli/people.h"
#include "cli/query.h"
#include "cli/record/recording.h"
#include "render/summary.h"

namespace psp::cli {

Syntax refile_syntax() {
  return {{{"CASE", "the case in which they stand"},
           {"ID", "a record that goes: the start of its id, or last", true, true},
           {"OTHER", "the case to which they belong"}},
          {}};
}

Exit run_refile(Context& context) {
  const auto& given = context.arguments;
  const auto from = find_case(context, given.text("CASE"));
  const auto to = find_case(context, given.text("OTHER"));
  const auto on = context.occasion();
  const auto found = actions::look_to_refile(on, {from, given.all("ID"), to});
  actions::RefileRequest request{from, {}, to};
  std::vector<Message> what;
  for (const auto& r : found.records) {
    // The ids as they are now: `last` may mean another record once the question is answered.
    request.named.push_back(r.id);
    what.push_back(msg("{}", render::strike_words(r, context.language)));
  }
  confirm_strike(
      context, what,
      msg("strike this in {} ({}), and write it in {} ({})? A strike is final (y/n)", from,
          shown_client(context, found.from.header.client), to, shown_client(context, found.to.header.client)));
  const auto written = actions::refile(on, request);
  tell_written(context, written);
  for (const auto& m : what) context.mention(msg("{}: struck: {}", from, m));
  return show_errors(context, written.waiting);
}

}  // namespace psp::cli
