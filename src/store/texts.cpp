#include "store/texts.h"

#include <algorithm>

#include "format/person.h"
#include "format/toml.h"
#include "store/git.h"
#include "store/git_side.h"

namespace psp::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t looked_at_for_nul = 8000;  // as git does

}  // namespace

std::optional<std::vector<std::string>> files_of_git(const Ledger& ledger) {
  const auto inside = git_answer(ledger.directory(), {"rev-parse", "--is-inside-work-tree"});
  if (inside != "true") return std::nullopt;
  auto files = git_list(ledger.directory(), {"ls-files", "-z", "--cached", "--others", "--exclude-standard"});
  std::sort(files.begin(), files.end());
  files.erase(std::unique(files.begin(), files.end()), files.end());
  return files;
}

std::vector<std::string> files_on_disk(const Ledger& ledger) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::recursive_directory_iterator at(ledger.directory(), error), end; !error && at != end; at.increment(error)) {
    if (at->path().filename() == ".git") {
      at.disable_recursion_pending();
      continue;
    }
    std::error_code unknown;
    if (at->symlink_status(unknown).type() == fs::file_type::regular)
      files.push_back(at->path().lexically_relative(ledger.directory()).string());
  }
  if (error) throw Failure{Exit::system, msg("cannot read the ledger's directory: {}", error.message())};
  std::sort(files.begin(), files.end());
  return files;
}

std::optional<std::string> searchable_text(const Ledger& ledger, const std::string& path) {
  try {
    auto text = ledger.text_of(path);
    if (!text || text->size() > format::largest_file) return std::nullopt;
    if (text->substr(0, looked_at_for_nul).find('\0') != std::string::npos) return std::nullopt;
    return text;
  } catch (const Failure&) {
    return std::nullopt;
  }
}

std::vector<std::string> people_in_the_clear(const Ledger& ledger) {
  auto files = git_list(ledger.directory(), {"ls-files", "-z", "--", "people"});
  const auto prefix = git_answer(ledger.directory(), {"rev-parse", "--show-prefix"}).value_or("");
  std::vector<std::string> names;
  for (const auto& file : files) names.push_back(":" + prefix + file);
  const auto texts = git_texts(ledger.directory(), names);
  std::vector<std::string> clear;
  for (std::size_t i = 0; i < files.size(); ++i)
    if (texts[i] && in_the_clear(*texts[i])) clear.push_back(std::move(files[i]));
  return clear;
}

}  // namespace psp::store
