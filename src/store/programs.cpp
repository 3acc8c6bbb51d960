#include "store/programs.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fcntl.h>
#include <unistd.h>

#include "store/file.h"
#include "store/git_side.h"

namespace psp::store {
namespace {

namespace fs = std::filesystem;

/// Settings that name a program, by the first and the last part of their names; what stands between is any word.
struct ProgramSetting {
  std::string_view first, last;
};
constexpr std::array program_settings{
    ProgramSetting{"filter.", ".clean"},       ProgramSetting{"filter.", ".smudge"},
    ProgramSetting{"filter.", ".process"},     ProgramSetting{"merge.", ".driver"},
    ProgramSetting{"core.", "sshcommand"},     ProgramSetting{"core.", "gitproxy"},
    ProgramSetting{"core.", "askpass"},        ProgramSetting{"core.", "alternaterefscommand"},
    ProgramSetting{"gpg.", "program"},         ProgramSetting{"gpg.", "defaultkeycommand"},
    ProgramSetting{"credential.", "helper"},   ProgramSetting{"remote.", ".uploadpack"},
    ProgramSetting{"remote.", ".receivepack"}, ProgramSetting{"remote.", ".vcs"},
    ProgramSetting{"protocol.", "allow"},
};

/// Settings whose value, or whose name, is an address: `ext::sh -c …` is a program.
constexpr std::array address_settings{ProgramSetting{"remote.", "url"}, ProgramSetting{"url.", "insteadof"}};

bool fits(const ProgramSetting& row, std::string_view key) {
  return key.size() >= row.first.size() + row.last.size() && key.starts_with(row.first) && key.ends_with(row.last);
}

bool names_program(std::string_view key, std::string_view value) {
  const auto row_fits = [&](const auto& row) { return fits(row, key); };
  if (std::any_of(program_settings.begin(), program_settings.end(), row_fits)) return true;
  const bool helper = value.find("::") != std::string_view::npos || key.find("::") != std::string_view::npos;
  return helper && std::any_of(address_settings.begin(), address_settings.end(), row_fits);
}

/// What psp person --encrypt has set; and psp's merge driver, in the place of which psp sync puts its own.
bool is_psps_own(std::string_view key, std::string_view value) {
  if (key == "merge.psp.driver") return true;
  constexpr std::array<ProgramSetting, 2> crypt{
      {{"filter.git-crypt.clean", "\"git-crypt\" clean"}, {"filter.git-crypt.smudge", "\"git-crypt\" smudge"}}};
  return std::any_of(crypt.begin(), crypt.end(),
                     [&](const auto& row) { return row.first == key && row.last == value; });
}

struct Configured {
  std::vector<OwnProgram> programs;
  bool hooks_path = false;  ///< the repository itself says where its hooks are
};

Answer<Configured> configured_in(const Repository& repository) {
  const auto listed = repository.git.with(Programs::wanted).list({"config", "-z", "--show-scope", "--list"});
  if (listed.none()) return *listed.none();
  const auto& parts = listed.or_fail();  // SCOPE, then `KEY<LF>VALUE`
  Configured found;
  for (std::size_t i = 0; i + 1 < parts.size(); i += 2) {
    if (parts[i] != "local" && parts[i] != "worktree") continue;
    const auto& entry = parts[i + 1];
    const auto end = std::min(entry.find('\n'), entry.size());
    const auto key = entry.substr(0, end), value = entry.substr(std::min(end + 1, entry.size()));
    found.hooks_path = found.hooks_path || key == "core.hookspath";
    if (!value.empty() && names_program(key, value) && !is_psps_own(key, value)) found.programs.push_back({key, value});
  }
  return found;
}

bool lies_in(const fs::path& path, const fs::path& directory) {
  std::error_code error;
  const auto inside = fs::weakly_canonical(path, error).lexically_relative(fs::weakly_canonical(directory, error));
  return !inside.empty() && *inside.begin() != "..";
}

}  // namespace

Answer<std::vector<OwnProgram>> programs_of(const Repository& repository) {
  auto configured = configured_in(repository);
  if (configured.none()) return *configured.none();
  auto found = configured.or_fail().programs;
  // Hooks for all repositories of a person are that person's.
  if (configured.or_fail().hooks_path || lies_in(repository.hooks, repository.common) ||
      lies_in(repository.hooks, repository.top)) {
    std::error_code error;
    fs::directory_iterator at(repository.hooks, error);
    if (error && error != std::errc::no_such_file_or_directory)
      return NoAnswer{msg("{}: cannot read the directory: {}", repository.hooks.string(), error.message())};
    for (const fs::directory_iterator end; !error && at != end; at.increment(error)) {
      const auto& file = at->path();
      if (file.extension() == ".sample" || access(file.c_str(), X_OK) != 0 || fs::is_directory(file, error)) continue;
      auto text = read_named_file(file, file.string()).value_or("");
      if (!is_psps_hook(text)) found.push_back({file.lexically_normal().string(), std::move(text)});
    }
  }
  std::sort(found.begin(), found.end(), [](const OwnProgram& a, const OwnProgram& b) {
    return a.where < b.where || (a.where == b.where && a.what < b.what);
  });
  return found;
}

bool is_agreed(const fs::path& file, std::string_view line) {
  const auto lines = cut(read_named_file(file, file.string()).value_or(""), '\n');
  return std::find(lines.begin(), lines.end(), line) != lines.end();
}

void agree(const fs::path& file, std::string_view line) {
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  const Descriptor root(open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!root) fail(file.parent_path().string(), "make the directory");
  for (const std::string name = file.filename();;) {
    const auto old = read_named_file(file, file.string());
    const auto text = old.value_or("") + std::string(line) + "\n";
    if (old ? replace_file(root.get(), name, *old, text) : create_file(root.get(), name, text)) return;
  }
}

}  // namespace psp::store
