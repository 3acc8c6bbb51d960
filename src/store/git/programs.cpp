#include "store/git/programs.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fcntl.h>
#include <unistd.h>

#include "model/letters.h"
#include "store/again.h"
#include "store/disk/file.h"
#include "store/git/set_up.h"

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
    ProgramSetting{"protocol.", "allow"},      ProgramSetting{"gc.", "recentobjectshook"},
};

/// Settings whose value, or whose name, is an address: `ext::sh -c …` is a program, and a repository within this one
/// has hooks that a push runs.
constexpr std::array address_settings{ProgramSetting{"remote.", "url"}, ProgramSetting{"url.", "insteadof"},
                                      ProgramSetting{"branch.", ".remote"}, ProgramSetting{"branch.", ".pushremote"},
                                      ProgramSetting{"remote.", "pushdefault"}};

bool fits(const ProgramSetting& row, std::string_view key) {
  return key.size() >= row.first.size() + row.last.size() && key.starts_with(row.first) && key.ends_with(row.last);
}

bool is_inside(const fs::path& path, const fs::path& directory) {
  std::error_code error;
  const auto inside = fs::weakly_canonical(path, error).lexically_relative(fs::weakly_canonical(directory, error));
  return !inside.empty() && *inside.begin() != "..";
}

/// The hooks in a directory that psp did not write. Throws a Failure if it cannot be read.
void add_hooks(const fs::path& directory, std::vector<OwnProgram>& found) {
  std::error_code error;
  fs::directory_iterator at(directory, error);
  if (error && error != std::errc::no_such_file_or_directory && error != std::errc::not_a_directory)
    throw Failure{Exit::system, msg("{}: {}", directory.string(), unlisted(error))};
  for (const fs::directory_iterator end; !error && at != end; at.increment(error)) {
    const auto& file = at->path();
    if (file.extension() == ".sample" || access(file.c_str(), X_OK) != 0 || fs::is_directory(file, error)) continue;
    auto text = read_named_file(file, file.string()).value_or("");
    if (!is_psps_hook(text)) found.push_back({file.lexically_normal().string(), std::move(text)});
  }
}

/// What runs where this address is fetched from or sent to: a helper (`ext::sh -c …`), or what a repository that came
/// with this one has of its own.
void add_address(const Repository& repository, const std::string& key, std::string_view address,
                 std::vector<OwnProgram>& found) {
  if (address.find("::") != std::string_view::npos) found.push_back({key, std::string(address)});
  constexpr std::string_view file = "file://";
  if (address.starts_with(file)) address.remove_prefix(file.size());
  std::error_code error;
  const auto path = repository.top / address;
  if (address.empty() || !fs::is_directory(path, error)) return;
  if (!is_inside(path, repository.top) && !is_inside(path, repository.common)) return;
  for (const auto& place : {path, path / ".git"}) {
    add_hooks(place / "hooks", found);
    const auto config = read_named_file(place / "config", (place / "config").string()).value_or("");
    const auto small = in_lower_case(config);
    for (const std::string_view word : {"hookspath", "include", "hook =", "command"})
      if (small.find(word) != std::string::npos) {
        found.push_back({(place / "config").lexically_normal().string(), config});
        break;
      }
  }
}

bool names_program(std::string_view key) {
  return std::any_of(program_settings.begin(), program_settings.end(), [&](const auto& row) { return fits(row, key); });
}

bool names_address(std::string_view key) {
  return std::any_of(address_settings.begin(), address_settings.end(), [&](const auto& row) { return fits(row, key); });
}

/// Returns true for what psp person --encrypt has set, and for psp's merge driver, in the place of which psp sync puts
/// its own.
bool is_psps_own(std::string_view key, std::string_view value) {
  if (key == "merge.psp.driver") return true;
  constexpr std::array<ProgramSetting, 2> crypt{
      {{"filter.git-crypt.clean", "\"git-crypt\" clean"}, {"filter.git-crypt.smudge", "\"git-crypt\" smudge"}}};
  return std::any_of(crypt.begin(), crypt.end(),
                     [&](const auto& row) { return row.first == key && row.last == value; });
}

struct Configured {
  std::vector<OwnProgram> programs;
  bool own_hooks = true;  ///< not a person's, for all repositories
};

Answer<Configured> configured_in(const Repository& repository) {
  const auto listed = repository.git.with(Programs::wanted).list({"config", "-z", "--show-scope", "--list"});
  if (listed.none()) return *listed.none();
  const auto& parts = listed.or_fail();  // SCOPE, then `KEY<LF>VALUE`
  Configured found;
  for (std::size_t i = 0; i + 1 < parts.size(); i += 2) {
    const bool came_with_it = parts[i] == "local" || parts[i] == "worktree";
    const auto& entry = parts[i + 1];
    const auto end = std::min(entry.find('\n'), entry.size());
    const auto key = entry.substr(0, end), value = entry.substr(std::min(end + 1, entry.size()));
    if (key == "core.hookspath") found.own_hooks = came_with_it;
    if (!came_with_it || value.empty()) continue;
    if (names_program(key) && !is_psps_own(key, value)) found.programs.push_back({key, value});
    if (!names_address(key)) continue;
    add_address(repository, key, value, found.programs);
    if (key.starts_with("url.")) add_address(repository, key, key.substr(4, key.rfind('.') - 4), found.programs);
  }
  return found;
}

}  // namespace

Answer<std::vector<OwnProgram>> programs_of(const Repository& repository) {
  auto configured = configured_in(repository);
  if (configured.none()) return *configured.none();
  auto found = configured.or_fail().programs;
  // What old versions of git had in place of remote.*.url.
  for (const std::string_view name : {"remotes", "branches"}) {
    std::error_code error;
    for (fs::directory_iterator at(repository.common / name, error), end; !error && at != end; at.increment(error))
      found.push_back(
          {at->path().lexically_normal().string(), read_named_file(at->path(), at->path().string()).value_or("")});
  }
  // Hooks for all repositories of a person are that person's.
  if (configured.or_fail().own_hooks) add_hooks(repository.hooks, found);
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
  again_if_changed(file.string(), [&] {
    const std::string name = file.filename();
    const auto old = read_named_file(file, file.string());
    const auto text = old.value_or("") + std::string(line) + "\n";
    return old ? replace_file(root.get(), name, *old, text) : create_file(root.get(), name, text);
  });
}

}  // namespace psp::store
