#include "store/texts.h"

#include <algorithm>

#include "format/person.h"
#include "format/toml.h"
#include "store/git_side.h"
#include "store/repository.h"

namespace psp::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t looked_at_for_nul = 8000;  // as git does

}  // namespace

Answer<std::optional<std::vector<std::string>>> files_of_git(const Ledger& ledger) {
  const auto repository = repository_of(ledger.directory());
  if (repository.none()) return *repository.none();
  if (!repository.or_fail()) return std::optional<std::vector<std::string>>();
  auto listed = Git(ledger.directory()).list({"ls-files", "-z", "--cached", "--others", "--exclude-standard"});
  if (listed.none()) return *listed.none();
  auto files = std::move(listed).or_fail();
  std::sort(files.begin(), files.end());
  files.erase(std::unique(files.begin(), files.end()), files.end());
  return std::optional(std::move(files));
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

Answer<std::vector<std::string>> people_in_the_clear(const Ledger& ledger) {
  const auto repository = repository_of(ledger.directory());
  if (repository.none()) return *repository.none();
  if (!repository.or_fail()) return std::vector<std::string>{};
  const auto index = index_of(*repository.or_fail());
  if (index.none()) return *index.none();
  std::vector<std::string> files, objects;
  for (const auto& [path, object] : index.or_fail().files) {
    if (!tells_of_people(path)) continue;
    files.push_back(path);
    objects.push_back(object);
  }
  const auto texts = repository.or_fail()->git.texts(objects);
  if (texts.none()) return *texts.none();
  std::vector<std::string> clear;
  for (std::size_t i = 0; i < files.size(); ++i)
    if (in_the_clear(texts.or_fail()[i])) clear.push_back(std::move(files[i]));
  return clear;
}

}  // namespace psp::store
