#include "store/git/git.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <iterator>
#include <sstream>
#include <thread>

#include <sys/stat.h>

#include "format/toml.h"
#include "model/text.h"

namespace psp::store {
namespace {

namespace fs = std::filesystem;

using Settings = std::vector<std::pair<std::string, std::string>>;

/// Adds settings that keep the repository's own filters from running.
void put_out_filters(const fs::path& directory, Settings& settings, const std::vector<std::string>& dropped) {
  // Those of the person or the machine are theirs: only what the repository itself names came with it.
  const auto named = run(
      {{"git", "-C", directory.string(), "config", "-z", "--show-scope", "--name-only", "--get-regexp", "^filter\\."},
       {},
       {{"LC_ALL", "C.UTF-8"}},
       dropped});
  const auto parts = cut(named.out, '\0');
  for (std::size_t i = 0; i + 1 < parts.size(); i += 2)
    if (parts[i] == "local" || parts[i] == "worktree")
      settings.emplace_back(parts[i + 1], parts[i + 1].ends_with(".required") ? "false" : "");
}

/// Returns true for git's commands that look at files in the working tree, and so may have a filter clean them.
bool reads_files(const std::string& command) {
  constexpr std::array<std::string_view, 4> commands{"status", "diff", "diff-files", "diff-index"};
  return std::find(commands.begin(), commands.end(), command) != commands.end();
}

/// Returns the command among git's words: behind its own options.
std::vector<std::string>::iterator command_of(std::vector<std::string>& words) {
  auto word = words.begin();
  for (; word + 1 < words.end() && word->starts_with('-'); ++word)
    if (*word == "-c") ++word;
  return word;
}

/// Adds the settings to the environment as git takes them from there, where a name may have any sign in it.
void lay_over(const Settings& settings, Environment& environment) {
  environment.emplace_back("GIT_CONFIG_COUNT", std::to_string(settings.size()));
  for (std::size_t i = 0; i < settings.size(); ++i) {
    environment.emplace_back("GIT_CONFIG_KEY_" + std::to_string(i), settings[i].first);
    environment.emplace_back("GIT_CONFIG_VALUE_" + std::to_string(i), settings[i].second);
  }
}

/// Returns true if git speaks of an error though it exits with 0, as it does if it passes over what it cannot read.
bool speaks_of_errors(std::string_view said) {
  return said.starts_with("error:") || said.find("\nerror:") != std::string_view::npos ||
         said.find("ignoring broken ref") != std::string_view::npos;
}

}  // namespace

const std::vector<std::string>& variables_that_choose() {
  static const std::vector<std::string> names{"GIT_DIR",
                                              "GIT_WORK_TREE",
                                              "GIT_IMPLICIT_WORK_TREE",
                                              "GIT_COMMON_DIR",
                                              "GIT_INDEX_FILE",
                                              "GIT_INDEX_VERSION",
                                              "GIT_OBJECT_DIRECTORY",
                                              "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                                              "GIT_QUARANTINE_PATH",
                                              "GIT_NAMESPACE",
                                              "GIT_PREFIX",
                                              "GIT_INTERNAL_SUPER_PREFIX",
                                              "GIT_SHALLOW_FILE",
                                              "GIT_GRAFT_FILE",
                                              "GIT_NO_REPLACE_OBJECTS",
                                              "GIT_REPLACE_REF_BASE",
                                              "GIT_REF_PARANOIA",
                                              "GIT_ATTR_SOURCE",
                                              "GIT_CONFIG",
                                              "GIT_CONFIG_PARAMETERS",
                                              "GIT_CONFIG_COUNT",
                                              "GIT_CEILING_DIRECTORIES",
                                              "GIT_DISCOVERY_ACROSS_FILESYSTEM",
                                              "GIT_LITERAL_PATHSPECS",
                                              "GIT_GLOB_PATHSPECS",
                                              "GIT_NOGLOB_PATHSPECS",
                                              "GIT_ICASE_PATHSPECS"};
  return names;
}

Ran Git::run(std::vector<std::string> words, std::string input, Environment environment,
             const std::function<void(std::string_view)>& take) const {
  const bool by_place = chosen_ == Chosen::by_place;
  const auto dropped = by_place ? variables_that_choose() : std::vector<std::string>{};
  Settings settings{{"safe.bareRepository", "explicit"}, {"core.fsmonitor", "false"}, {"submodule.recurse", "false"}};
  const auto command = command_of(words);
  const bool looks_at_files = reads_files(*command);
  // A repository within this one has filters of its own.
  if (looks_at_files) words.insert(command + 1, "--ignore-submodules=all");
  if (programs_ == Programs::none) {
    settings.emplace_back("core.hooksPath", "/dev/null");
    settings.emplace_back("log.showSignature", "false");
    if (looks_at_files) put_out_filters(directory_, settings, dropped);
    // Neither the index is written, nor is anything fetched that a partial clone left out.
    environment.emplace_back("GIT_OPTIONAL_LOCKS", "0");
    environment.emplace_back("GIT_NO_LAZY_FETCH", "1");
    environment.emplace_back("GIT_ALLOW_PROTOCOL", "none");
  }
  std::vector<std::string> all{"git", "-C", directory_.string()};
  if (by_place) {
    lay_over(settings, environment);
  } else {
    for (const auto& [key, value] : settings) all.insert(all.end(), {"-c", key + "=" + value});  // beside a hook's own
  }
  environment.emplace_back("LC_ALL", "C.UTF-8");
  environment.emplace_back("GIT_NO_REPLACE_OBJECTS", "1");  // what is sent is what is there
  std::move(words.begin(), words.end(), std::back_inserter(all));
  return store::run({std::move(all), std::move(input), std::move(environment), dropped}, take);
}

Ran Git::run_in_turn(const std::vector<std::string>& words, const std::string& input,
                     const Environment& environment) const {
  using namespace std::chrono_literals;
  const auto start = std::chrono::steady_clock::now();
  for (;;) {
    auto ran = run(words, input, environment);
    const bool locked = ran.err.find(".lock': File exists") != std::string::npos ||
                        ran.err.find("cannot lock ref") != std::string::npos;
    if (ran.succeeded() || !locked || std::chrono::steady_clock::now() - start > 10s) return ran;
    std::this_thread::sleep_for(50ms);
  }
}

std::vector<Message> words_of_git(const Ran& ran) {
  std::vector<Message> lines;
  std::istringstream all(ran.err.empty() ? ran.out : ran.err);
  for (std::string line; std::getline(all, line);)
    if (!line.empty()) lines.push_back(msg("{}", line));
  return lines;
}

NoAnswer Git::no_answer(const Ran& ran) const {
  if (!ran.found()) return {git_not_installed()};
  return {msg("git gives no answer in {}:", directory_.lexically_normal().string()), words_of_git(ran)};
}

Answer<bool> Git::says(std::vector<std::string> words) const {
  const auto ran = run(std::move(words));
  if (ran.exit > 1) return no_answer(ran);
  return ran.succeeded();
}

Answer<Line> Git::line(std::vector<std::string> words) const {
  auto ran = run(std::move(words));
  if (ran.exit > 1) return no_answer(ran);
  if (!ran.succeeded()) return Line();
  while (!ran.out.empty() && ran.out.back() == '\n') ran.out.pop_back();
  return Line(std::move(ran.out));
}

Answer<std::string> Git::text(std::vector<std::string> words, std::string input) const {
  auto ran = run(std::move(words), std::move(input));
  if (!ran.succeeded() || speaks_of_errors(ran.err)) return no_answer(ran);
  return std::move(ran.out);
}

Answer<std::vector<std::string>> Git::list(std::vector<std::string> words, char cut_at) const {
  const auto ran = run(std::move(words));
  if (!ran.succeeded() || speaks_of_errors(ran.err)) return no_answer(ran);
  return cut(ran.out, cut_at);
}

Answer<bool> Git::has_repository() const {
  const auto ran = run({"rev-parse", "--git-dir"});
  if (ran.succeeded()) return true;
  if (chosen_ == Chosen::by_place) {
    const auto dot_git = dot_git_above(directory_);
    if (dot_git.empty()) return false;
    // It is there, and yet git says that there is none: it is damaged, as when HEAD is empty.
    if (ran.err.find("not a git repository") != std::string::npos)
      return NoAnswer{msg("{} is there, and git does not take it for a repository: it is damaged", dot_git.string()),
                      words_of_git(ran)};
  }
  return no_answer(ran);
}

Answer<std::string> Git::setting(const std::string& key) const {
  const auto ran = run({"config", "-z", "--show-scope", "--get", key});
  // Without git and a repository, nothing is set.
  if (!ran.found() && chosen_ == Chosen::by_place && dot_git_above(directory_).empty()) return std::string();
  if (ran.exit > 1) return no_answer(ran);
  const auto parts = cut(ran.out, '\0');
  const auto value = parts.size() > 1 ? parts[1] : std::string();
  if (!parts.empty() && (parts[0] == "local" || parts[0] == "worktree")) return value;
  // Where git refuses a repository, it leaves out what that one sets, and does not say so.
  if (const auto there = has_repository(); there.none()) return *there.none();
  return value;
}

Message git_not_installed() { return msg("git is not installed here (Debian: apt install git)"); }

std::string git_version() {
  const auto ran = run({{"git", "--version"}});
  if (!ran.succeeded()) throw Failure{Exit::system, git_not_installed()};
  constexpr std::string_view words = "git version ";
  auto version = first_line(ran.out);
  if (version.starts_with(words)) version.remove_prefix(words.size());
  return std::string(version);
}

fs::path dot_git_above(const fs::path& directory) {
  std::error_code error;
  struct stat first {};
  const bool known = stat(directory.c_str(), &first) == 0;
  for (auto at = fs::weakly_canonical(directory, error); !at.empty();
       at = at == at.root_path() ? fs::path() : at.parent_path()) {
    struct stat here {};
    if (known && stat(at.c_str(), &here) == 0 && here.st_dev != first.st_dev) return {};  // git stops there as well
    const auto git = at / ".git";
    // An empty one is passed over.
    if (fs::is_regular_file(git, error) || (fs::is_directory(git, error) && !fs::is_empty(git, error))) return git;
    if (fs::is_regular_file(at / "HEAD", error) && fs::is_directory(at / "objects", error) &&
        fs::is_directory(at / "refs", error))
      return at;
  }
  return {};
}

std::vector<std::string> cut(std::string_view text, char sign) {
  std::vector<std::string> all;
  for (std::size_t start = 0; start < text.size();) {
    const auto end = std::min(text.find(sign, start), text.size());
    all.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return all;
}

namespace {

/// Reads what git cat-file --batch prints: for each name a line `OBJECT TYPE SIZE`, then its bytes and a line break; or
/// `NAME missing`, or another word. What goes beyond the largest file that is read is passed over as it comes.
class BatchReader {
 public:
  explicit BatchReader(std::vector<std::string>& texts) : texts_(texts) {}

  void take(std::string_view piece) {
    while (!piece.empty()) piece.remove_prefix(left_ > 0 ? take_bytes(piece) : take_line(piece));
  }
  /// Returns how many were whole, in the end.
  std::size_t read() const { return read_; }

 private:
  std::size_t take_line(std::string_view piece) {
    const auto end = piece.find('\n');
    line_ += piece.substr(0, end);
    if (end == std::string_view::npos) return piece.size();
    std::size_t size = 0;
    const auto digits = std::string_view(line_).substr(line_.rfind(' ') + 1);
    const bool there = std::from_chars(digits.data(), digits.data() + digits.size(), size).ec == std::errc{};
    line_.clear();
    if (there) left_ = size + 1;
    else ++next_;
    return end + 1;
  }

  std::size_t take_bytes(std::string_view piece) {
    piece = piece.substr(0, left_);
    left_ -= piece.size();
    const auto of_text = piece.substr(0, piece.size() - (left_ == 0 ? 1 : 0));  // without the line break behind it
    if (next_ < texts_.size()) {
      auto& text = texts_[next_];
      text += of_text.substr(0, format::largest_file + 1 - text.size());
    }
    if (left_ == 0) {
      ++next_;
      ++read_;
    }
    return piece.size();
  }

  std::vector<std::string>& texts_;
  std::size_t next_ = 0;  ///< the text that comes, or its line
  std::size_t read_ = 0;
  std::size_t left_ = 0;  ///< bytes of it that are still to come, with the line break behind it
  std::string line_;      ///< as far as it has come
};

}  // namespace

Answer<std::vector<std::string>> Git::texts(const std::vector<std::string>& objects) const {
  std::vector<std::string> texts(objects.size());
  if (objects.empty()) return texts;
  std::string asked;
  for (const auto& object : objects) asked += object + "\n";
  BatchReader reader(texts);
  const auto ran = run({"cat-file", "--batch"}, asked, {}, [&](std::string_view piece) { reader.take(piece); });
  if (!ran.found()) return no_answer(ran);
  if (ran.succeeded() && reader.read() == objects.size()) return texts;
  const auto missing = static_cast<std::int64_t>(objects.size() - reader.read());
  NoAnswer none{ran.succeeded()
                    ? msg_count(missing, "git has not all of its history here: {} version of a file is missing",
                                "git has not all of its history here: {} versions of files are missing")
                    : msg("git has not all of its history here:"),
                words_of_git(ran)};
  none.words.push_back(
      msg("psp git fetch --refetch --no-filter fetches what a partial clone left out; psp git fsck "
          "tells what is damaged"));
  return none;
}

}  // namespace psp::store
