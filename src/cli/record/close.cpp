// psp close: the end of a case, by a person's decision and on evidence.
#include "actions/close.h"
#include "cli/case_named.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/options.h"
#include "cli/record/recording.h"

namespace psp::cli {

Syntax close_syntax() {
  Syntax syntax{{case_argument(), behind(field_row<Closure>("ground"))}, field_options(field_rows<Closure>())};
  syntax.options.push_back({"cancel", "call the planned sessions off", Type::boolean});
  syntax.options.push_back(note_option());
  return syntax;
}

namespace {

void ask_to_call_off(const Context& context, const actions::Occasion& on, actions::ClosingRequest& request) {
  std::vector<Message> planned;
  for (const auto& at : actions::sessions_behind(on, request)) planned.push_back(msg("{:said}", at));
  if (planned.empty()) return;
  context.say(msg("planned: {}", comma_list(planned)));
  request.calls_off = context.confirm(msg_count(static_cast<std::int64_t>(planned.size()), "call off {} session? (y/n)",
                                                "call off {} sessions? (y/n)"));
}

}  // namespace

Exit run_close(Context& context) {
  const auto& given = context.arguments;
  const auto id = find_case(context, given.text("CASE"));
  const auto on = context.occasion();
  auto preset = values_behind(context, field_row<Closure>("ground"));
  if (preset.empty() && !given.has("ground"))  // it will be asked for
    actions::refuse_any_closing(
        on, id, given.has("date") ? read_day(context, "--date", given.text("date"), Toward::past) : context.today());
  actions::ClosingRequest request{id, record_from_options<Closure>(context, preset), given.on("cancel")};
  actions::refuse_closing(on, request);
  if (context.asks() && !given.has("cancel")) ask_to_call_off(context, on, request);
  context.ask_to_go_on(actions::doubts_about_closure(on, request));
  return tell_written(context, actions::close(on, request));
}

}  // namespace psp::cli
