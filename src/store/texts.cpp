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
  const Git git(ledger.directory());
  const auto ran = git.run({"ls-files", "-z", "--cached", "--others", "--exclude-standard"});
  // Of a directory that it cannot read, git only warns.
  if (!ran.well() || ran.err.find("could not open directory") != std::string::npos) return git.no_answer(ran);
  auto files = cut(ran.out, '\0');
  std::sort(files.begin(), files.end());
  files.erase(std::unique(files.begin(), files.end()), files.end());
  return std::optional(std::move(files));
}

DiskFiles disk_files(const Ledger& ledger) {
  DiskFiles found;
  std::vector<fs::path> directories{{}};  // from the ledger's; they become more while they are looked into
  for (std::size_t i = 0; i < directories.size(); ++i) {
    const auto directory = directories[i];
    std::error_code error;
    for (fs::directory_iterator at(ledger.directory() / directory, error), end; !error && at != end;
         at.increment(error)) {
      const auto path = directory / at->path().filename();
      std::error_code unknown;
      const auto type = at->symlink_status(unknown).type();
      if (type == fs::file_type::regular) found.files.push_back(path.string());
      else if (type == fs::file_type::directory && path.filename() != ".git") directories.push_back(path);
    }
    if (error)
      found.unread.push_back({Severity::error, directory.empty() ? ledger.directory().string() : directory.string(), 1,
                              1, msg("cannot read the directory: {}", error.message())});
  }
  std::sort(found.files.begin(), found.files.end());
  return found;
}

std::vector<std::string> files_on_disk(const Ledger& ledger) {
  auto found = disk_files(ledger);
  if (!found.unread.empty())
    throw Failure{Exit::system, msg("not all files of the ledger can be seen"), std::move(found.unread)};
  return std::move(found.files);
}

SearchableText text_to_search(const Ledger& ledger, const std::string& path) {
  std::error_code error;
  const auto type = fs::symlink_status(ledger.directory() / path, error).type();
  // Where that itself cannot be told, reading says why.
  if (type != fs::file_type::regular && type != fs::file_type::none) return {};
  try {
    auto text = ledger.text_of(path);
    if (!text || text->size() > format::largest_file) return {};
    if (text->substr(0, looked_at_for_nul).find('\0') != std::string::npos) return {};
    return {std::move(text), {}};
  } catch (const Failure& failure) {
    if (failure.exit == Exit::system) return {{}, failure.message};
    return {};
  }
}

std::optional<std::string> searchable_text(const Ledger& ledger, const std::string& path) {
  return text_to_search(ledger, path).text;
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
