#include "cli/commit.h"

#include <ostream>

#include "cli/programs.h"

namespace psp::cli {

actions::Committing committing(Context& context) {
  return {[&](const store::Repository& repository) { return git_with_programs(context, repository); },
          !context.environment("GIT_COMMITTER_NAME").empty(), !context.environment("GIT_COMMITTER_EMAIL").empty()};
}

Exit commit_written(Context& context) {
  if (context.written.empty()) return Exit::done;
  auto& ledger = context.ledger();
  if (!actions::commits_what_is_written(ledger)) {
    if (const auto why = actions::may_be_given_up(ledger)) context.say(msg("recorded, but {}", *why));
    return Exit::done;
  }
  try {
    actions::commit_written(ledger, writer(context), committing(context), context.written);
    return Exit::done;
  } catch (const Failure& failure) {
    context.say(msg("recorded, but not committed: {}", failure.message));
    for (const auto& d : failure.details) context.err << "  " << context.tr(d) << '\n';
    return Exit::system;
  }
}

}  // namespace psp::cli
