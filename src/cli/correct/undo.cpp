// psp undo: takes back the last write of a worker, in all cases to which it went.
#include <string>
#include <vector>

#include "actions/undo.h"
#include "cli/case_named.h"
#include "cli/commands.h"
#include "cli/correct/corrections.h"
#include "cli/input.h"
#include "cli/query.h"
#include "cli/record/recording.h"
#include "render/summary.h"

namespace psp::cli {

Syntax undo_syntax() {
  return {{{"CASE", "your last write in this case; one to several cases is taken back in all of them", false}}, {}};
}

namespace {

/// Who has just struck a record means that strike, which is final, and not the write before it. Says so; without a
/// terminal and --yes, throws a Failure (Exit::usage).
void refuse_behind_a_void(const Context& context, const actions::LastWrite& last) {
  if (!last.strike) return;
  const auto final = msg("your last write is the void {} in {}, and a strike is final: what it struck is recorded anew",
                         last.strike->id, last.strike->case_id);
  if (context.terminal || context.arguments.on("yes")) return context.say(final);
  throw Failure{
      Exit::usage, final, {}, {msg("psp undo --yes takes back the write before it, of {}", last.write.recorded.local)}};
}

/// Records of others that refer to what is struck go with it. Throws a Failure (Exit::usage) if there are any, without
/// a terminal and --yes.
void refuse_others(const Context& context, const actions::LastWrite& last) {
  if (context.terminal || context.arguments.on("yes")) return;
  std::vector<Message> lines;
  for (const auto& at : last.cases)
    for (const auto* r : actions::of_others(at, last.write.by))
      lines.push_back(msg("{}: {} (by {})", at.of.header.id, render::strike_words(*r, context.language), r->by));
  if (!lines.empty())
    throw Failure{Exit::usage,
                  msg("nothing was written: others have built on what {} wrote at {}; psp undo --yes takes it back all "
                      "the same:",
                      last.write.by, last.write.recorded.local),
                  {},
                  std::move(lines)};
}

/// Returns what becomes of one case, in words.
std::vector<Message> words_of(const actions::CaseOfWrite& at, const std::string& by, bool done, Language language) {
  std::vector<Message> words;
  const auto add = [&](bool back, const Message& what) {
    words.push_back(!done ? what : back ? msg("taken back: {}", what) : msg("struck: {}", what));
  };
  for (const auto& [r, before] : at.undoing.records) {
    if (before)
      add(true, msg("{} ({})", render::strike_words(*r, language), render::changed_words(*r, *before, language)));
    else add(false, msg("{}", render::strike_words(*r, language)));
  }
  if (at.opening()) add(false, whole_case_words(at.of));
  for (auto& m : lost_words(at.undoing.lost, by)) words.push_back(std::move(m));
  return words;
}

/// Shows a person at a terminal what goes, and asks, unless --yes.
void confirm_undo(const Context& context, const actions::LastWrite& last) {
  std::vector<Message> what;
  for (const auto& at : last.cases)
    for (auto& m : words_of(at, last.write.by, false, context.language))
      what.push_back(msg("{}: {}", at.of.header.id, m));
  const auto when = last.write.recorded.local;
  confirm_strike(context, what,
                 last.cases.size() == 1 ? msg("strike what {} wrote at {} in {}? A strike is final (y/n)",
                                              last.write.by, when, last.cases.front().of.header.id)
                                        : msg("strike what {} wrote at {} in these {} cases? A strike is final (y/n)",
                                              last.write.by, when, static_cast<std::int64_t>(last.cases.size())));
}

}  // namespace

Exit run_undo(Context& context) {
  const auto& given = context.arguments;
  const auto on = context.occasion();
  const auto last = actions::last_write(on, given.has("CASE") ? find_case(context, given.text("CASE")) : "");
  refuse_behind_a_void(context, last);
  refuse_others(context, last);
  confirm_undo(context, last);
  const auto undone = actions::undo(on, last);
  tell_written(context, undone);
  const auto done = show_errors(context, undone.waiting);
  if (last.write.recorded.local.date != context.today())
    context.mention(msg("this was written at {}", last.write.recorded.local));
  for (const auto& at : last.cases)
    for (const auto& m : words_of(at, on.by, true, context.language)) context.mention(m);
  return done;
}

}  // namespace psp::cli
