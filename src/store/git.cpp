#include "store/git.h"

#include <algorithm>
#include <charconv>

namespace psp::store {

Ran run_git(const std::filesystem::path& directory, std::vector<std::string> words, std::string input,
            Environment environment) {
  words.insert(words.begin(), {"git", "-C", directory.string()});
  environment.emplace_back("LC_ALL", "C.UTF-8");
  return run({std::move(words), std::move(input), std::move(environment)});
}

std::optional<std::string> git_answer(const std::filesystem::path& directory, std::vector<std::string> words) {
  auto ran = run_git(directory, std::move(words));
  if (!ran.well()) return std::nullopt;
  while (!ran.out.empty() && ran.out.back() == '\n') ran.out.pop_back();
  return std::move(ran.out);
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

std::vector<std::string> git_list(const std::filesystem::path& directory, std::vector<std::string> words, char cut_at) {
  const auto ran = run_git(directory, std::move(words));
  return ran.well() ? cut(ran.out, cut_at) : std::vector<std::string>{};
}

std::vector<std::optional<std::string>> git_texts(const std::filesystem::path& directory,
                                                  const std::vector<std::string>& names) {
  std::vector<std::optional<std::string>> texts(names.size());
  std::string asked;
  for (const auto& name : names) asked += (name.find('\n') == std::string::npos ? name : ":") + "\n";
  const auto ran = run_git(directory, {"cat-file", "--batch"}, asked);
  const std::string_view out = ran.out;
  // For each name a line `OBJECT TYPE SIZE`, then its bytes and a line break; or `NAME missing`, or another word.
  for (std::size_t i = 0, at = 0; i < names.size() && at < out.size(); ++i) {
    const auto line = out.substr(at, out.find('\n', at) - at);
    at += line.size() + 1;
    std::size_t size = 0;
    const auto digits = line.substr(line.rfind(' ') + 1);
    if (std::from_chars(digits.data(), digits.data() + digits.size(), size).ec != std::errc{}) continue;
    texts[i] = std::string(out.substr(at, size));
    at += size + 1;
  }
  return texts;
}

std::optional<Commit> git_commit(const std::filesystem::path& directory) {
  const auto id = git_answer(directory, {"rev-parse", "--verify", "--quiet", "HEAD"});
  if (!id) return std::nullopt;
  const auto changed =
      git_answer(directory, {"--no-optional-locks", "status", "--porcelain", "--", "psp.toml", "cases"});
  return Commit{*id, !changed || !changed->empty()};
}

std::string git_setting(const std::filesystem::path& directory, std::string_view key) {
  return git_answer(directory, {"config", "--get", std::string(key)}).value_or("");
}

}  // namespace psp::store
