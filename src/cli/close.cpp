// psp close: the end of a case, by a person's decision and on evidence.
#include <iterator>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/query.h"
#include "cli/recording.h"
#include "rules/grounds.h"

namespace psp::cli {

Syntax close_syntax() {
  Syntax syntax{{case_argument()}, field_options(field_rows<Closure>())};
  syntax.options.push_back(note_option());
  return syntax;
}

namespace {

/// A closure on that day, on some ground: where a case does not take it, it takes none.
Record any_closure(const Service* service, Date day) {
  const auto& grounds = settings_on(service, day).grounds;
  Closure closure;
  closure.date = day;
  closure.ground = grounds.empty() ? Ground::other : grounds.front();
  closure.reason = closure.override_ = "…";
  Record r;
  r.body = std::move(closure);
  return r;
}

}  // namespace

Exit run_close(Context& context, const Arguments& given) {
  const auto id = find_case(context, given.text("CASE"));
  const auto c = readable_case(context, id);
  const rules::Standing standing(c, context.ledger().office().find_service(c.header.service),
                                 {context.today(), std::nullopt});
  if (!given.has("ground")) {  // which is asked for
    const auto day = given.has("date") ? read_day(context, "--date", given.text("date")) : context.today();
    refuse_before_asking(context, c, [&](Batch& batch) { batch.add(any_closure(standing.service, day)); });
  }
  const auto closure = record_from_options<Closure>(context);
  const Fill close = [&](Batch& batch) { batch.add(closure); };
  refuse_before_asking(context, c, close);
  auto doubts = rules::advisable_evidence({*closure.as<Closure>(), standing});
  auto passed = rules::passed_over({*closure.as<Closure>(), standing});
  doubts.insert(doubts.end(), std::make_move_iterator(passed.begin()), std::make_move_iterator(passed.end()));
  context.ask_to_go_on(doubts);
  return record(context, id, close);
}

}  // namespace psp::cli
