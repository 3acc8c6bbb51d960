#include "store/history_search.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <vector>

#include "format/person.h"
#include "format/toml.h"
#include "store/git.h"

namespace psp::store {
namespace {

constexpr std::size_t most_at_once = 32u << 20;  // bytes of objects that are held in memory

struct Object {
  std::string id;
  bool commit = false;  ///< or a tag: its message is what counts
  std::size_t size = 0;
};

/// Objects that may hold text. Nothing where git cannot tell them.
std::optional<std::vector<Object>> objects_of(const std::filesystem::path& directory) {
  const auto ran = run_git(directory, {"cat-file", "--batch-all-objects", "--unordered",
                                       "--batch-check=%(objectname) %(objecttype) %(objectsize)"});
  if (!ran.well()) return std::nullopt;
  std::vector<Object> objects;
  for (std::size_t at = 0; at < ran.out.size();) {
    const auto end = std::min(ran.out.find('\n', at), ran.out.size());
    const auto line = std::string_view(ran.out).substr(at, end - at);
    at = end + 1;
    const auto first = line.find(' '), last = line.rfind(' ');
    const auto type = line.substr(first + 1, last - first - 1);
    Object object{std::string(line.substr(0, first)), type != "blob", 0};
    std::from_chars(line.data() + last + 1, line.data() + line.size(), object.size);
    if (type != "tree") objects.push_back(std::move(object));
  }
  return objects;
}

/// The path of each object that something refers to, from the ledger's directory where it lies below it.
std::unordered_map<std::string, std::string> paths_of(const std::filesystem::path& directory) {
  const auto prefix = git_answer(directory, {"rev-parse", "--show-prefix"}).value_or("");
  std::unordered_map<std::string, std::string> paths;
  for (auto& line : git_list(directory, {"rev-list", "--objects", "--all", "--reflog"}, '\n')) {
    const auto blank = line.find(' ');
    if (blank == std::string::npos) continue;
    auto path = line.substr(blank + 1);
    if (path.starts_with(prefix)) path.erase(0, prefix.size());
    paths[line.substr(0, blank)] = std::move(path);
  }
  return paths;
}

bool is_binary(std::string_view text) { return text.substr(0, 8000).find('\0') != std::string_view::npos; }

class Searcher {
 public:
  Searcher(const std::string& file, const NamesPerson& names, HistorySearch& found)
      : file_(file), names_(names), found_(found) {}

  void look(const Object& object, const std::string& path, std::string_view text) {
    if (!object.commit && path == file_) return look_at_file(text);
    if (is_binary(text)) {
      ++found_.unread;
      return;
    }
    ++found_.objects;
    if (names_(path, text)) ++found_.named[object.commit ? "commit" : path];
  }

 private:
  void look_at_file(std::string_view text) {
    ++found_.objects;
    if (format::is_ciphertext(text)) ++found_.encrypted;
    else if (!format::parse_person(text, file_).value.forgotten) ++found_.clear;
  }

  const std::string& file_;
  const NamesPerson& names_;
  HistorySearch& found_;
};

}  // namespace

HistorySearch search_history(const std::filesystem::path& directory, const std::string& file,
                             const NamesPerson& names) {
  HistorySearch found;
  const auto refuse = [&](Message why) {
    found.not_looked = std::move(why);
    return found;
  };
  const auto inside = run_git(directory, {"rev-parse", "--git-dir"});
  if (!inside.found()) return refuse(msg("git is not installed here"));
  if (!inside.well()) return refuse(msg("the ledger is in no git repository, or git refuses it"));
  const auto objects = objects_of(directory);
  if (!objects) return refuse(msg("git could not list what its repository holds"));
  found.shallow = git_answer(directory, {"rev-parse", "--is-shallow-repository"}) == "true";
  const auto paths = paths_of(directory);

  Searcher searcher(file, names, found);
  for (std::size_t begin = 0; begin < objects->size();) {
    std::vector<std::string> ids;
    std::vector<const Object*> these;
    std::size_t end = begin;
    for (std::size_t size = 0; end < objects->size() && (size == 0 || size < most_at_once); ++end) {
      const auto& object = (*objects)[end];
      if (object.size > format::largest_file) {
        ++found.unread;
        continue;
      }
      size += object.size + 1;
      ids.push_back(object.id);
      these.push_back(&object);
    }
    const auto texts = git_texts(directory, ids);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (!texts[i]) return refuse(msg("git could not read all that its repository holds: git fsck tells more"));
      const auto path = paths.find(ids[i]);
      searcher.look(*these[i], path == paths.end() ? std::string() : path->second, *texts[i]);
    }
    begin = end;
  }
  return found;
}

}  // namespace psp::store
