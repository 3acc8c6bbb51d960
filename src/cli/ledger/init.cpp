// psp init: a new ledger, and git beside it.
#include <optional>
#include <ostream>

#include "actions/init.h"
#include "cli/commands.h"
#include "cli/context.h"
#include "render/printable.h"
#include "rules/check.h"
#include "store/git/set_up.h"

namespace psp::cli {

namespace fs = std::filesystem;

Syntax init_syntax() {
  return {{{"DIR", "its directory; this one where it is left out", false}},
          {{"office", "the office's name"},
           {"git", "git beside it: repository, settings, hooks; what is there already stays", Type::boolean}}};
}

namespace {

void tell_made(Context& context, const fs::path& directory, store::Durable durable) {
  context.out << render::printable_line(directory.lexically_normal().string()) << '\n';
  context.tell_saved(durable);
  context.mention(msg("a ledger; psp open starts the first case"));
}

/// Says what a person does next, in this ledger's directory.
void tell_next(const Context& context, const fs::path& directory) {
  const auto here = context.psp_for(directory);
  const auto next = actions::next_steps(directory);
  if (!next.commit) return;
  context.mention(msg("nothing is committed yet of what is new here; next:"));
  if (next.say_who) context.mention(msg("  {} git config user.email you@office.example", here));
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

/// Says in a new psp.toml what else it may hold.
Message comments_of_office() {
  return msg(
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
      "# [services.counselling], from a day on into [[services.counselling.change]]: see psp-case(5).\n");
}

}  // namespace

Exit run_init(Context& context) {
  const auto& given = context.arguments;
  const auto named = given.text(given.has("DIR") ? "DIR" : "ledger");
  const auto directory = named.empty() ? context.directory : context.directory / named;
  if (given.has("office"))
    if (auto wrong = rules::refuse_text("--office", given.text("office")))
      throw Failure{Exit::usage, std::move(*wrong)};
  const auto office = given.has("office") ? std::optional(given.text("office")) : std::nullopt;
  const bool git = given.on("git");
  if (const auto durable = actions::make_ledger(
          {directory, office, context.language, git, context.tr(msg("our office")), context.tr(comments_of_office())}))
    tell_made(context, directory, *durable);
  if (git) put_git_beside(context, directory);
  return Exit::done;
}

}  // namespace psp::cli
