#include "actions/init.h"

#include "format/write.h"
#include "store/git/git.h"
#include "store/git/new_ledger.h"
#include "store/git/repository.h"

namespace psp::actions {

namespace fs = std::filesystem;

namespace {

/// Returns the text of its psp.toml.
std::string new_office(const std::string& name, Language language) {
  return "format = 1\n"
         "\n"
         "[office]\n"
         "name = " +
         format::write_value(name) +
         "\n"
         "language = " +
         format::write_value(std::string(word(language))) +
         "\n"
         "\n"
         "# Each worker has a key, which the records name. Take the signs away and put in your own:\n"
         "#\n"
         "# [workers.ana]\n"
         "# name = \"Ana\"\n"
         "# email = \"ana@example.org\"     # found from git's user.email\n"
         "# fields = [\"foster-care\"]      # the fields whose own worker this is\n"
         "# areas = [\"Saldus\"]\n"
         "#\n"
         "# [providers.safe-house]\n"
         "# name = \"Safe house\"\n"
         "# services = [\"shelter\"]\n"
         "# conditions = \"any hour, no papers\"\n"
         "#\n"
         "# The services first-aid and counselling are built in. What differs here goes into\n"
         "# [services.counselling], from a day on into [[services.counselling.change]]: see psp-case(5).\n";
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
  return store::create_ledger(directory, new_office(request.office.value_or("our office"), request.language));
}

NextSteps next_steps(const fs::path& ledger) {
  const store::Git git(ledger);
  if (git.text({"status", "--porcelain", "--", "."}).or_fail().empty()) return {};
  return {true, git.setting("user.email").or_fail().empty()};
}

}  // namespace psp::actions
