#include "store/git/texts.h"

#include <algorithm>
#include <utility>

#include <fcntl.h>

#include "format/person.h"
#include "format/toml.h"
#include "model/utf8.h"
#include "store/disk/file.h"
#include "store/git/repository.h"
#include "store/git/set_up.h"

namespace psp::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t looked_at_for_nul = 8000;  // as git does
constexpr std::size_t shortest_piece = 6;        // bytes of text among others that are none

/// Goes through a directory and those in it.
class Walk {
 public:
  struct Entry {
    std::string path;
    fs::file_type type;
  };

  Walk(const fs::path& directory, const std::function<bool(const std::string& path)>& passes_over)
      : directory_(directory), passes_over_(passes_over) {
    look_into("");
    std::sort(entries_.begin(), entries_.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  }

  const std::vector<Entry>& entries() const { return entries_; }
  std::vector<NotLooked>& unread() { return unread_; }

 private:
  void look_into(const std::string& path) {
    const auto before = entries_.size();
    std::vector<std::string> directories;
    std::error_code error;
    for (fs::directory_iterator at(path.empty() ? directory_ : directory_ / path, error), end; !error && at != end;
         at.increment(error)) {
      const auto name = at->path().filename().string();
      std::error_code unknown;
      const auto type = at->symlink_status(unknown).type();
      if (name == ".git") {
        if (!path.empty() && type == fs::file_type::directory)
          unread_.push_back({path, msg("is another git repository: look in it by itself"), {}});
        continue;
      }
      auto below = path.empty() ? name : path + "/" + name;
      if (passes_over_(below)) continue;
      if (type == fs::file_type::directory) directories.push_back(std::move(below));
      else entries_.push_back({std::move(below), type});
    }
    if (error) unread_.push_back({path, unlisted(error), {}});
    else if (!path.empty() && directories.empty() && entries_.size() == before)
      entries_.push_back({path, fs::file_type::directory});
    for (const auto& directory : directories) look_into(directory);
  }

  const fs::path& directory_;
  const std::function<bool(const std::string& path)>& passes_over_;
  std::vector<Entry> entries_ = {};
  std::vector<NotLooked> unread_ = {};
};

/// Throws a Failure (Exit::system) if it cannot be read.
Searchable content_of(int root, const fs::path& directory, const Walk::Entry& entry) {
  if (entry.type == fs::file_type::symlink) {
    std::error_code error;
    const auto target = fs::read_symlink(directory / entry.path, error);
    if (error) throw Failure{Exit::system, msg("cannot read it: {}", system_reason(error.value()))};
    return {target.string()};
  }
  if (entry.type != fs::file_type::regular) return {};
  try {
    return searchable(read_file(root, entry.path));
  } catch (const Failure& failure) {
    if (failure.exit == Exit::system) throw;
    return {{}, false};
  }
}

}  // namespace

bool is_binary(std::string_view bytes) { return bytes.substr(0, looked_at_for_nul).find('\0') != std::string::npos; }

Searchable searchable(std::string bytes) {
  if (!is_binary(bytes)) return {std::move(bytes)};
  Searchable found{{}, false};
  std::string_view rest = bytes;
  std::size_t begin = 0, at = 0;
  const auto end_piece = [&] {
    if (at - begin >= shortest_piece) found.text.append(rest, begin, at - begin) += '\n';
  };
  while (at < rest.size()) {
    const auto [code, length] = decode(rest.substr(at));
    if (length > 0 && (code >= ' ' || code == '\t') && (code < 0x7f || code >= 0xa0)) {
      at += length;
      continue;
    }
    end_piece();
    begin = ++at;
  }
  end_piece();
  return found;
}

std::vector<NotLooked> read_below(const fs::path& directory,
                                  const std::function<bool(const std::string& path)>& passes_over,
                                  const std::function<void(const std::string& path, Searchable)>& take) {
  Walk walk(directory, passes_over);
  auto unread = std::move(walk.unread());
  const Descriptor root(open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  for (const auto& entry : walk.entries()) {
    Searchable content;
    try {
      content = content_of(root.get(), directory, entry);
    } catch (const Failure& failure) {
      unread.push_back({entry.path, failure.message, {}});
    }
    take(entry.path, std::move(content));
  }
  return unread;
}

Answer<std::optional<std::vector<std::string>>> files_of_git(const Ledger& ledger) {
  const auto repository = repository_of(ledger.directory());
  if (repository.none()) return *repository.none();
  if (!repository.or_fail()) return std::optional<std::vector<std::string>>();
  const Git git(ledger.directory());
  const auto ran = git.run({"ls-files", "-z", "--cached", "--others", "--exclude-standard"});
  // Of a directory that it cannot read, git only warns.
  if (!ran.succeeded() || ran.err.find("could not open directory") != std::string::npos) return git.no_answer(ran);
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
                              1, unlisted(error)});
  }
  std::sort(found.files.begin(), found.files.end());
  return found;
}

SearchableText text_to_search(const Ledger& ledger, const std::string& path) {
  std::error_code error;
  const auto type = fs::symlink_status(ledger.directory() / path, error).type();
  // Where that itself cannot be told, reading says why.
  if (type != fs::file_type::regular && type != fs::file_type::none) return {};
  try {
    auto text = ledger.text_of(path);
    if (!text || text->size() > format::largest_file) return {};
    if (is_binary(*text)) return {};
    return {std::move(text), {}};
  } catch (const Failure& failure) {
    if (failure.exit == Exit::system) return {{}, failure.message};
    return {};
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
