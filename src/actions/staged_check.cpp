#include "actions/staged_check.h"

#include "actions/state_check.h"
#include "store/ledger.h"

namespace psp::actions {

namespace fs = std::filesystem;

std::vector<Diagnostic> check_staged(const store::Repository& repository, const rules::PrivacySearch& search,
                                     const std::vector<std::string>& environment) {
  const auto state = store::staged(repository, store::being_merged(repository, environment));
  return check_state(repository, state, Commits::to_be_made, search).all();
}

bool is_hook_of_a_ledger(const fs::path& ledger, const fs::path& current) {
  if (store::is_ledger(ledger)) return true;
  const store::Git git(current, store::Programs::none, store::Chosen::by_environment);
  const auto prefix = ledger.lexically_relative(current).lexically_normal();
  const auto office = (prefix / office_file).lexically_normal().string();
  return !git.list({"ls-files", "-z", "--", office}).or_fail().empty() ||
         git.line({"rev-parse", "--verify", "--quiet", "HEAD:" + office}).or_fail();
}

store::Repository repository_of_hook(const fs::path& ledger, const fs::path& current) {
  auto repository = store::repository_of_hook(ledger, current).or_fail();
  if (!repository) throw Failure{Exit::usage, store::no_repository()};
  return std::move(*repository);
}

void refuse_hook_without_its_option(const fs::path& ledger, const fs::path& current, const fs::path& index) {
  if (index.empty()) return;
  const auto repository = store::repository_of(ledger).or_fail();
  std::error_code error;
  const auto given = fs::weakly_canonical(current / index, error);
  if (!repository || given.parent_path() != fs::weakly_canonical(repository->git_dir, error) ||
      given.filename() == "index")
    return;
  throw Failure{Exit::usage,
                msg("git's hook calls psp check --staged without --hook, and this commit has an index of its own: psp "
                    "init --git renews the hook")};
}

}  // namespace psp::actions
