// psp check --staged, for the hooks: what is about to be committed holds what all its parents hold, and can be read.
#include <optional>
#include <ostream>

#include <unistd.h>

#include "cli/check.h"
#include "cli/check_privacy.h"
#include "cli/state_check.h"

namespace psp::cli {
namespace {

std::vector<Diagnostic> findings(Context& context, const store::Repository& repository,
                                 const std::vector<std::string>& environment) {
  const auto state = store::staged(repository, store::being_merged(repository, environment));
  return check_state(context, repository, state, Commits::to_be_made).all();
}

}  // namespace

std::vector<Diagnostic> staged_findings(Context& context) {
  return findings(context, store::must_have_repository(context.ledger_directory()), {});
}

namespace {

/// The variables that this process was given: a hook's.
std::vector<std::string> all_variables() {
  std::vector<std::string> all;
  for (char** at = environ; *at; ++at) all.emplace_back(*at);
  return all;
}

/// What the hook of a commit finds; no answer where the commit is one of a repository without this ledger, as a hook
/// for all repositories meets them.
std::optional<std::vector<Diagnostic>> findings_for_hook(Context& context) {
  const auto ledger = context.named_directory();
  if (!store::is_ledger(ledger)) {
    const store::Git git(context.directory, store::Programs::none, store::Chosen::by_environment);
    const auto prefix = ledger.lexically_relative(context.directory).lexically_normal();
    const auto office = (prefix / store::office_file).lexically_normal().string();
    if (git.list({"ls-files", "-z", "--", office}).or_fail().empty() &&
        !git.line({"rev-parse", "--verify", "--quiet", "HEAD:" + office}).or_fail())
      return std::nullopt;
  }
  const auto repository = store::repository_of_hook(context.ledger_directory(), context.directory).or_fail();
  if (!repository) throw Failure{Exit::usage, msg("the ledger is in no git repository: psp init --git makes one")};
  return findings(context, *repository, all_variables());
}

/// A hook that was set up before --hook was: it would look at another index than that of the commit.
void refuse_hook_without_its_option(const Context& context) {
  const std::filesystem::path index = context.environment("GIT_INDEX_FILE");
  if (index.empty()) return;
  const auto repository = store::repository_of(context.ledger_directory()).or_fail();
  std::error_code error;
  const auto given = std::filesystem::weakly_canonical(context.directory / index, error);
  if (!repository || given.parent_path() != std::filesystem::weakly_canonical(repository->git_dir, error) ||
      given.filename() == "index")
    return;
  throw Failure{Exit::usage,
                msg("git's hook calls psp check --staged without --hook, and this commit has an index of its own: psp "
                    "init --git renews the hook")};
}

}  // namespace

Exit check_staged(Context& context, bool in_hook) {
  if (!in_hook) refuse_hook_without_its_option(context);
  const auto found = in_hook ? findings_for_hook(context) : staged_findings(context);
  const auto exit = tell_findings(context, found.value_or(std::vector<Diagnostic>{}));
  if (exit != Exit::done) context.mention(msg("this must not be committed as it is"));
  context.out << std::flush;
  if (found) refuse_unread_people(context);
  return exit;
}

}  // namespace psp::cli
