#include "store/git/history_search.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <vector>

#include "format/person.h"
#include "format/toml.h"
#include "store/git/repository.h"
#include "store/git/texts.h"

namespace psp::store {
namespace {

constexpr std::size_t most_at_once = 32u << 20;  // bytes of objects that are held in memory

struct Object {
  std::string id;
  bool commit = false;  ///< or a tag: its message is what counts
  std::size_t size = 0;
};

/// Returns the objects that may hold text.
Answer<std::vector<Object>> objects_of(const Git& git) {
  const auto listed = git.list(
      {"cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objectname) %(objecttype) %(objectsize)"},
      '\n');
  if (listed.none()) return *listed.none();
  std::vector<Object> objects;
  for (const std::string_view line : listed.or_fail()) {
    const auto first = line.find(' '), last = line.rfind(' ');
    const auto type = line.substr(first + 1, last - first - 1);
    Object object{std::string(line.substr(0, first)), type != "blob", 0};
    std::from_chars(line.data() + last + 1, line.data() + line.size(), object.size);
    if (type != "tree") objects.push_back(std::move(object));
  }
  return objects;
}

/// What something refers to.
struct Referred {
  std::unordered_map<std::string, std::string> paths;  ///< of each object, from the ledger's directory where it lies
                                                       ///< below it
  std::size_t missing = 0;  ///< objects that are not in this clone, as in one that is partial
};

Answer<Referred> referred_by(const Repository& repository) {
  const auto listed =
      repository.git.list({"rev-list", "--objects", "--all", "--reflog", "--indexed-objects", "--missing=print"}, '\n');
  if (listed.none()) return *listed.none();
  Referred all;
  for (const auto& line : listed.or_fail()) {
    all.missing += line.starts_with('?');
    const auto blank = line.find(' ');
    if (blank == std::string::npos) continue;
    auto path = line.substr(blank + 1);
    if (path.starts_with(repository.prefix)) path.erase(0, repository.prefix.size());
    all.paths[line.substr(0, blank)] = std::move(path);
  }
  return all;
}

class Searcher {
 public:
  Searcher(const std::string& file, const NamesPerson& names, HistorySearch& found)
      : file_(file), names_(names), found_(found) {}

  void look(const Object& object, const std::string& path, std::string bytes) {
    if (!object.commit && path == file_) return look_at_file(bytes);
    const auto content = searchable(std::move(bytes));
    ++(content.whole ? found_.objects : found_.unread);
    if (names_(path, content.text)) ++found_.named[object.commit ? "commit" : path];
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
  const auto refuse = [&](const NoAnswer& none) {
    found.not_looked = none.why;
    found.words = none.words;
    return found;
  };
  const auto in = repository_of(directory);
  if (in.none()) return refuse(*in.none());
  if (!in.or_fail()) {
    found.there = false;
    return refuse({msg("the ledger is in no git repository")});
  }
  const auto& repository = *in.or_fail();
  const auto objects = objects_of(repository.git);
  const auto referred = referred_by(repository);
  const auto shallow = repository.git.text({"rev-parse", "--is-shallow-repository"});
  for (const auto* none : {objects.none(), referred.none(), shallow.none()})
    if (none) return refuse(*none);
  found.shallow = shallow.or_fail() == "true\n";
  found.missing = referred.or_fail().missing;

  Searcher searcher(file, names, found);
  const auto& all = objects.or_fail();
  for (std::size_t begin = 0; begin < all.size();) {
    std::vector<std::string> ids;
    std::vector<const Object*> these;
    std::size_t end = begin;
    for (std::size_t size = 0; end < all.size() && (size == 0 || size < most_at_once); ++end) {
      const auto& object = all[end];
      if (object.size > format::largest_file) {
        ++found.unread;
        continue;
      }
      size += object.size + 1;
      ids.push_back(object.id);
      these.push_back(&object);
    }
    auto read = repository.git.texts(ids);
    if (read.none()) return refuse(*read.none());
    auto texts = std::move(read).or_fail();
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const auto& paths = referred.or_fail().paths;
      const auto path = paths.find(ids[i]);
      searcher.look(*these[i], path == paths.end() ? std::string() : path->second, std::move(texts[i]));
    }
    begin = end;
  }
  return found;
}

}  // namespace psp::store
