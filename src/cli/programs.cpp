#include "cli/programs.h"

#include <ostream>

#include "render/printable.h"
#include "report/digest.h"

namespace psp::cli {
namespace {

namespace fs = std::filesystem;

/// Where the yes is kept: outside of every ledger, so that none brings its own.
fs::path agreements(const Context& context) {
  auto directory = context.environment("XDG_CONFIG_HOME");
  if (directory.empty() || directory.front() != '/') {
    const auto home = context.environment("HOME");
    if (home.empty()) return {};
    directory = home + "/.config";
  }
  return fs::path(directory) / "psp" / "agreed";
}

/// `DIGEST  DIRECTORY`: another program, or another place, is another line.
std::string line_for(const store::Repository& repository, const std::vector<store::OwnProgram>& programs) {
  std::string all;
  for (const auto& program : programs) all += program.where + '\0' + program.what + '\0';
  std::error_code error;
  return report::sha256(all) + "  " + fs::weakly_canonical(repository.top, error).string();
}

void show(const Context& context, const std::vector<store::OwnProgram>& programs) {
  for (const auto& program : programs) {
    const bool hook = program.where.starts_with('/');
    context.err << "  " << render::printable_line(hook ? program.where : program.where + ": " + program.what) << '\n';
  }
}

}  // namespace

std::vector<store::OwnProgram> not_agreed_to(const Context& context, const store::Repository& repository) {
  auto programs = store::programs_of(repository).or_fail();
  if (programs.empty()) return programs;
  const auto file = agreements(context);
  if (!file.empty() && store::is_agreed(file, line_for(repository, programs))) programs.clear();
  return programs;
}

store::Git git_with_programs(Context& context, const store::Repository& repository) {
  const auto programs = not_agreed_to(context, repository);
  if (!programs.empty()) {
    context.say(msg("this repository has programs of its own, which git runs when psp commits or syncs here:"));
    show(context, programs);
    const auto file = agreements(context);
    if (file.empty() || !context.asks() || !context.confirm(msg("did you or your office put them there? (y/n)")))
      throw Failure{Exit::system, msg("nobody has agreed on this machine that they run: {} doctor --trust agrees",
                                      context.psp_for(context.ledger_directory()))};
    store::agree(file, line_for(repository, programs));
  }
  return repository.git.with(store::Programs::wanted);
}

void agree_to_programs(Context& context) {
  const auto repository = store::must_have_repository(context.ledger_directory());
  const auto programs = not_agreed_to(context, repository);
  if (programs.empty()) {
    context.mention(msg("this repository has no program that psp did not write, or that was not agreed to"));
    return;
  }
  const auto file = agreements(context);
  if (file.empty()) throw Failure{Exit::system, msg("HOME is not set: there is no place to keep the yes")};
  show(context, programs);
  store::agree(file, line_for(repository, programs));
  context.mention(msg("agreed: git runs them when psp commits or syncs here; {} says so", file.string()));
}

}  // namespace psp::cli
