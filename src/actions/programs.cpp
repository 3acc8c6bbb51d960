#include "actions/programs.h"

#include "report/digest.h"

namespace psp::actions {
namespace {

namespace fs = std::filesystem;

/// `DIGEST  DIRECTORY`: another program, or another place, is another line.
std::string line_for(const store::Repository& repository, const std::vector<store::OwnProgram>& programs) {
  std::string all;
  for (const auto& program : programs) all += program.where + '\0' + program.what + '\0';
  std::error_code error;
  return report::sha256(all) + "  " + fs::weakly_canonical(repository.top, error).string();
}

}  // namespace

fs::path agreements_file(const std::string& config_home, const std::string& home) {
  const bool named = config_home.starts_with('/');
  if (!named && home.empty()) return {};
  return fs::path(named ? config_home : home + "/.config") / "psp" / "agreed";
}

std::vector<store::OwnProgram> not_agreed_to(const store::Repository& repository, const fs::path& agreements) {
  auto programs = store::programs_of(repository).or_fail();
  if (!programs.empty() && !agreements.empty() && store::is_agreed(agreements, line_for(repository, programs)))
    programs.clear();
  return programs;
}

void agree_to(const store::Repository& repository, const std::vector<store::OwnProgram>& programs,
              const fs::path& agreements) {
  if (agreements.empty()) throw Failure{Exit::system, msg("HOME is not set: there is no place to keep the yes")};
  store::agree(agreements, line_for(repository, programs));
}

}  // namespace psp::actions
