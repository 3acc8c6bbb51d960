// psp close: the end of a case, by a person's decision and on evidence.
#include "actions/close.h"
#include "cli/case_named.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/options.h"
#include "cli/record/recording.h"

namespace psp::cli {

Syntax close_syntax() {
  Syntax syntax{{case_argument()}, field_options(field_rows<Closure>())};
  syntax.options.push_back(note_option());
  return syntax;
}

Exit run_close(Context& context) {
  const auto& given = context.arguments;
  const auto id = find_case(context, given.text("CASE"));
  const auto on = context.occasion();
  if (!given.has("ground"))  // it will be asked for
    actions::refuse_closing(
        on, id, given.has("date") ? read_day(context, "--date", given.text("date"), Toward::past) : context.today());
  const auto closure = record_from_options<Closure>(context);
  context.ask_to_go_on(actions::doubts_about_closure(on, id, closure));
  return tell_written(context, actions::record(on, id, [&](actions::Batch& batch) { batch.add(closure); }));
}

}  // namespace psp::cli
