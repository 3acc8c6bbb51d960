#include "cli/programs.h"

#include <ostream>

#include "actions/programs.h"
#include "render/printable.h"

namespace psp::cli {
namespace {

void show(const Context& context, const std::vector<store::OwnProgram>& programs) {
  for (const auto& program : programs) {
    const bool hook = program.where.starts_with('/');
    context.err << "  " << render::printable_line(hook ? program.where : program.where + ": " + program.what) << '\n';
  }
}

}  // namespace

std::filesystem::path agreements_in(const Context& context) {
  return actions::agreements_file(context.environment("XDG_CONFIG_HOME"), context.environment("HOME"));
}

store::Git git_with_programs(Context& context, const store::Repository& repository) {
  const auto programs = actions::not_agreed_to(repository, agreements_in(context));
  if (!programs.empty()) {
    context.say(msg("this repository has programs of its own, which git runs when psp commits or syncs here:"));
    show(context, programs);
    const auto file = agreements_in(context);
    if (file.empty() || !context.asks() || !context.confirm(msg("did you or your office put them there? (y/n)")))
      throw Failure{Exit::system, msg("nobody has agreed on this machine that they run: {} doctor --trust agrees",
                                      context.psp_for(context.ledger_directory()))};
    actions::agree_to(repository, programs, file);
  }
  return repository.git.with(store::Programs::wanted);
}

void agree_to_programs(Context& context) {
  const auto repository = store::must_have_repository(context.ledger_directory());
  const auto programs = actions::not_agreed_to(repository, agreements_in(context));
  if (programs.empty()) {
    context.mention(msg("this repository has no program that psp did not write, or that was not agreed to"));
    return;
  }
  const auto file = agreements_in(context);
  show(context, programs);
  actions::agree_to(repository, programs, file);
  context.mention(msg("agreed: git runs them when psp commits or syncs here; {} says so", file.string()));
}

}  // namespace psp::cli
