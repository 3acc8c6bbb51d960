// psp sync: what was recorded here and elsewhere is brought together, record by record.
#include <ostream>

#include "actions/sync/sync.h"
#include "cli/commands.h"
#include "cli/commit.h"
#include "cli/context.h"
#include "render/printable.h"

namespace psp::cli {
namespace {

actions::SyncTalk talk(Context& context) {
  actions::SyncTalk t;
  t.done = [&](const Message& what, const std::vector<Message>& lines) {
    context.out << context.tr(what) << '\n';
    for (const auto& line : lines) context.out << "  " << render::printable_line(context.tr(line)) << '\n';
  };
  t.warn = [&](const Message& m) { context.say(m); };
  t.mention = [&](const Message& m) { context.mention(m); };
  t.show = [&](const std::vector<Diagnostic>& found) {
    for (const auto& d : found) context.show(d);
  };
  t.pass_on = [&](const std::string& line) { context.err << render::printable_line(line) << '\n'; };
  t.ask = [&](const std::vector<Diagnostic>& found, const Message& question) -> std::optional<bool> {
    if (!context.asks()) return std::nullopt;
    for (const auto& d : found) context.show(d);
    return context.confirm(question);
  };
  t.people_to_look_for = [&]() -> const People& { return context.people_to_look_for(); };
  return t;
}

Exit abort(Context& context) {
  actions::give_up_merge(context.ledger(), committing(context), [&](const Message& m) { context.say(m); });
  context.out << context.tr(msg("the merge is given up: all is as it was before")) << '\n';
  return Exit::done;
}

}  // namespace

Syntax sync_syntax() {
  return {{}, {{"abort", "give up a merge that waits for you, if nothing was recorded since", Type::boolean}}};
}

Exit run_sync(Context& context) {
  const auto& given = context.arguments;
  if (given.on("abort")) return abort(context);
  auto& ledger = context.ledger();
  const auto synced = actions::sync({ledger, [&] { return writer(context); },
                                     [&]() -> const store::PeopleRead& { return context.people_read(); },
                                     given.on("yes"), committing(context), talk(context)});
  if (!synced.anything) context.mention(msg("nothing new on either side"));
  return synced.taken_out ? Exit::findings : Exit::done;
}

}  // namespace psp::cli
