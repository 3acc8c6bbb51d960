// psp close: the end of a case, by a person's decision and on evidence.
#include <iterator>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/query.h"
#include "cli/recording.h"
#include "rules/admission.h"
#include "rules/grounds.h"

namespace psp::cli {

Syntax close_syntax() {
  Syntax syntax{{case_argument()}, field_options(field_rows<Closure>())};
  syntax.options.push_back(note_option());
  return syntax;
}

namespace {

/// Nobody is asked for the ground on which a closed case is to be closed.
void refuse_closed(const rules::Standing& standing) {
  Closure today;
  today.date = standing.day();
  Record r;
  r.body = today;
  if (auto refused = rules::refuse_dated_back(standing, r)) throw Failure{Exit::usage, std::move(refused->message)};
}

}  // namespace

Exit run_close(Context& context, const Arguments& given) {
  const auto id = find_case(context, given.text("CASE"));
  const auto c = readable_case(context, id);
  const rules::Standing standing(c, context.ledger().office().find_service(c.header.service),
                                 {context.today(), std::nullopt});
  refuse_closed(standing);
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
