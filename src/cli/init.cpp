// psp init: a new ledger, and git beside it.
#include <ostream>

#include "cli/commands.h"
#include "cli/context.h"
#include "format/write.h"
#include "render/printable.h"
#include "rules/check.h"
#include "store/git_side.h"

namespace psp::cli {

namespace fs = std::filesystem;

Syntax init_syntax() {
  return {{{"DIR", "its directory; this one where it is left out", false}},
          {{"office", "the office's name"},
           {"git", "git beside it: repository, settings, hooks; what is there already stays", Type::boolean}}};
}

namespace {

std::string new_office(const Context& context, const std::string& name) {
  return "format = 1\n"
         "\n"
         "[office]\n"
         "name = " +
         format::write_value(name) +
         "\n"
         "language = " +
         format::write_value(std::string(word(context.language))) +
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

void create(Context& context, const fs::path& directory) {
  const auto& given = context.arguments;
  const auto name = given.has("office") ? given.text("office") : std::string("our office");
  const auto durable = store::create_ledger(directory, new_office(context, name));
  context.out << render::printable_line(directory.lexically_normal().string()) << '\n';
  context.tell_saved(durable);
  context.mention(msg("a ledger; psp open starts the first case"));
}

/// Throws a Failure where git could not be put beside a ledger there: before anything is made.
void refuse_without_git(const fs::path& directory) {
  store::git_version();
  auto at = fs::absolute(directory).lexically_normal();
  std::error_code error;
  while (!fs::is_directory(at, error) && at.has_relative_path()) at = at.parent_path();
  store::repository_of(at).or_fail();
}

/// What a person does next, in this ledger's directory.
void tell_next(Context& context, const fs::path& directory) {
  const auto here = context.psp_for(directory);
  const store::Git git(directory);
  if (git.text({"status", "--porcelain", "--", "."}).or_fail().empty()) return;
  context.mention(msg("nothing is committed yet of what is new here; next:"));
  if (git.setting("user.email").or_fail().empty())
    context.mention(msg("  {} git config user.email you@office.example", here));
  context.mention(msg("  {} git add .", here));
  context.mention(msg("  {} git commit", here));
}

void put_git_beside(Context& context, const fs::path& directory) {
  const auto done = store::set_up_git(directory);
  for (const auto& m : done.set) context.mention(msg("set up: {}", m));
  if (done.set.empty() && done.left.empty()) context.mention(msg("git is set up here already: nothing was changed"));
  for (const auto& m : done.left) context.say(m);
  context.tell_saved(done.durable);
  tell_next(context, directory);
}

}  // namespace

Exit run_init(Context& context) {
  const auto& given = context.arguments;
  const auto named = given.text(given.has("DIR") ? "DIR" : "ledger");
  const auto directory = named.empty() ? context.directory : context.directory / named;
  if (given.has("office"))
    if (auto wrong = rules::refuse_text("--office", given.text("office")))
      throw Failure{Exit::usage, std::move(*wrong)};
  const bool git = given.on("git");
  if (git) refuse_without_git(directory);
  if (!git || !store::is_ledger(directory)) create(context, directory);
  else if (given.has("office"))
    throw Failure{Exit::usage, msg("{} is a ledger already: its name stands in psp.toml", directory.string())};
  if (git) put_git_beside(context, directory);
  return Exit::done;
}

}  // namespace psp::cli
