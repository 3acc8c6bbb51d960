#include "store/git.h"

#include <algorithm>
#include <charconv>

#include "format/toml.h"

namespace psp::store {

Ran run_git(const std::filesystem::path& directory, std::vector<std::string> words, std::string input,
            Environment environment, const std::function<void(std::string_view)>& take) {
  words.insert(words.begin(), {"git", "-C", directory.string()});
  environment.emplace_back("LC_ALL", "C.UTF-8");
  return run({std::move(words), std::move(input), std::move(environment)}, take);
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

namespace {

/// Reads what git cat-file --batch prints: for each name a line `OBJECT TYPE SIZE`, then its bytes and a line break; or
/// `NAME missing`, or another word. What goes beyond the largest file that is read is passed over as it comes.
class BatchReader {
 public:
  explicit BatchReader(std::vector<std::optional<std::string>>& texts) : texts_(texts) {}

  void take(std::string_view piece) {
    while (!piece.empty()) piece.remove_prefix(left_ > 0 ? take_bytes(piece) : take_line(piece));
  }

 private:
  std::size_t take_line(std::string_view piece) {
    const auto end = piece.find('\n');
    line_ += piece.substr(0, end);
    if (end == std::string_view::npos) return piece.size();
    std::size_t size = 0;
    const auto digits = std::string_view(line_).substr(line_.rfind(' ') + 1);
    const bool there = std::from_chars(digits.data(), digits.data() + digits.size(), size).ec == std::errc{};
    line_.clear();
    if (next_ < texts_.size() && there) texts_[next_].emplace();
    if (there) left_ = size + 1;
    else ++next_;
    return end + 1;
  }

  std::size_t take_bytes(std::string_view piece) {
    piece = piece.substr(0, left_);
    left_ -= piece.size();
    const auto of_text = piece.substr(0, piece.size() - (left_ == 0 ? 1 : 0));  // without the line break behind it
    if (next_ < texts_.size()) {
      auto& text = *texts_[next_];
      text += of_text.substr(0, format::largest_file + 1 - text.size());
    }
    if (left_ == 0) ++next_;
    return piece.size();
  }

  std::vector<std::optional<std::string>>& texts_;
  std::size_t next_ = 0;  ///< the text that comes, or its line
  std::size_t left_ = 0;  ///< bytes of it that are still to come, with the line break behind it
  std::string line_;      ///< as far as it has come
};

}  // namespace

std::vector<std::optional<std::string>> git_texts(const std::filesystem::path& directory,
                                                  const std::vector<std::string>& names) {
  std::vector<std::optional<std::string>> texts(names.size());
  std::string asked;
  for (const auto& name : names) asked += (name.find('\n') == std::string::npos ? name : ":") + "\n";
  BatchReader reader(texts);
  run_git(directory, {"cat-file", "--batch"}, asked, {}, [&](std::string_view piece) { reader.take(piece); });
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
