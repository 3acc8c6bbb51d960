// psp close: the end of a case, by a person's decision and on evidence.
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/recording.h"
#include "rules/grounds.h"

namespace psp::cli {

Syntax close_syntax() {
  Syntax syntax{{case_argument()}, field_options(field_rows<Closure>())};
  syntax.options.push_back(note_option());
  return syntax;
}

Exit run_close(Context& context, const Arguments& given) {
  const auto id = find_case(context, given.text("CASE"));
  const auto closure = record_from_options<Closure>(context);
  std::vector<Message> advice;
  const auto done = record(context, id, [&](Batch& batch) {
    const auto& body = *closure.as<Closure>();
    advice = rules::advisable_evidence({body, batch.standing()});
    if (const auto* a = batch.standing().next_planned())
      advice.push_back(msg("the session of {} is still planned: psp attendance {} cancelled --session {}",
                           short_text(*a->session.body->at), id, a->session.record->id));
    batch.add(closure);
  });
  for (const auto& m : advice) context.mention(m);
  return done;
}

}  // namespace psp::cli
