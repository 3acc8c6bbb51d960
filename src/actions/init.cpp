#include "actions/init.h"

#include "format/write.h"
#include "store/git/git.h"
#include "store/git/new_ledger.h"
#include "store/git/repository.h"

namespace psp::actions {

namespace fs = std::filesystem;

namespace {

/// Returns the text of its psp.toml.
std::string new_office(const std::string& name, Language language, const std::string& comments) {
  return "format = 1\n"
         "\n"
         "[office]\n"
         "name = " +
         format::write_value(name) +
         "\n"
         "language = " +
         format::write_value(std::string(word(language))) +
         "\n"
         "\n" +
         comments;
}

/// Throws a Failure if git could not be put beside a ledger there.
void refuse_without_git(const fs::path& directory) {
  store::git_version();
  auto at = fs::absolute(directory).lexically_normal();
  std::error_code error;
  while (!fs::is_directory(at, error) && at.has_relative_path()) at = at.parent_path();
  store::repository_of(at).or_fail();
}

}  // namespace

std::optional<store::Durable> make_ledger(const InitRequest& request) {
  const auto& directory = request.directory;
  if (request.git) {
    refuse_without_git(directory);
    if (store::is_ledger(directory)) {
      if (!request.office) return std::nullopt;
      throw Failure{Exit::usage, msg("{} is a ledger already: its name stands in psp.toml", directory.string())};
    }
  }
  return store::create_ledger(directory,
                              new_office(request.office.value_or(request.unnamed), request.language, request.comments));
}

NextSteps next_steps(const fs::path& ledger) {
  const store::Git git(ledger);
  if (git.text({"status", "--porcelain", "--", "."}).or_fail().empty()) return {};
  return {true, git.setting("user.email").or_fail().empty()};
}

}  // namespace psp::actions
