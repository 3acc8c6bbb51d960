#include "actions/diff.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "actions/read_cases.h"
#include "format/parse.h"
#include "store/git/repository.h"

namespace psp::actions {
namespace {

/// One of the two states: a commit, or the files as they are.
struct Side {
  std::string commit;                                          ///< "" for the files as they are
  store::Tree objects = {};                                    ///< of a commit
  std::map<std::string, std::string, std::less<>> texts;       ///< by file: all of them, or those that may differ
  std::map<std::string, Diagnostic, std::less<>> unread = {};  ///< by file: why its text is not there
};

bool is_compared(std::string_view file) { return file == office_file || store::is_case_file(file); }

Side files_as_they_are(const store::Ledger& ledger) {
  Side side;
  ledger.refuse_unread();
  const auto& ids = ledger.case_ids();
  std::vector<std::string> texts(ids.size());
  const auto read = read_files(ledger, ids, [&](const FileRead& file) { texts[file.at] = file.text; });
  for (std::size_t i = 0; i < ids.size(); ++i) side.texts.emplace(case_path(ids[i]), std::move(texts[i]));
  for (const auto& d : read.errors)
    if (side.texts[d.file].empty()) side.unread.emplace(d.file, d);
  side.texts.emplace(office_file, ledger.office_text());
  return side;
}

Side state_of(const store::Repository& repository, const std::string& word) {
  Side side;
  const auto commit = word.empty() || word == "HEAD" ? store::head_of(repository).or_fail()
                                                     : store::commit_named(repository, word).or_fail();
  if (!commit)
    throw Failure{Exit::usage, word.empty() || word == "HEAD" ? msg("nothing is committed here yet")
                                                              : msg("git knows no commit \"{}\"", word)};
  side.commit = *commit;
  side.objects = store::tree_of(repository, *commit).or_fail();
  std::erase_if(side.objects, [](const auto& entry) { return !is_compared(entry.first); });
  return side;
}

/// Reads what the commit has otherwise than the other side.
void read_texts(const store::Repository& repository, Side& side, const Side& other) {
  std::vector<std::string> files, objects;
  for (const auto& [file, object] : side.objects) {
    const auto same = other.objects.find(file);
    if (same != other.objects.end() && same->second == object) continue;
    files.push_back(file);
    objects.push_back(object);
  }
  auto texts = repository.git.texts(objects).or_fail();
  for (std::size_t i = 0; i < files.size(); ++i) side.texts.emplace(files[i], std::move(texts[i]));
}

const std::string* text_in(const Side& side, const std::string& file) {
  const auto it = side.texts.find(file);
  return it == side.texts.end() ? nullptr : &it->second;
}

class Comparison {
 public:
  Comparison(const store::Repository& repository, Side before, Side after)
      : repository_(repository), before_(std::move(before)), after_(std::move(after)) {
    all_.from = before_.commit;
    all_.to = after_.commit;
  }

  rules::Differences run() {
    std::set<std::string> files;
    for (const auto* side : {&before_, &after_})
      for (const auto& [file, text] : side->texts) files.insert(file);
    for (const auto& file : files) compare(file, text_in(before_, file), text_in(after_, file));
    return std::move(all_);
  }

 private:
  void compare(const std::string& file, const std::string* before, const std::string* after) {
    if (before && after && *before == *after) return;
    if (file == office_file) {
      all_.office_changed = true;
      return;
    }
    for (const auto* side : {&before_, &after_})
      if (const auto unread = side->unread.find(file); unread != side->unread.end()) {
        all_.errors.push_back(unread->second);
        return;
      }
    const auto was = read(file, before, before_), is = read(file, after, after_);
    if ((before && !was) || (after && !is)) return;
    auto d = rules::difference(was ? &*was : nullptr, is ? &*is : nullptr);
    if (d.any()) all_.cases.push_back(std::move(d));
  }

  std::optional<Case> read(const std::string& file, const std::string* text, const Side& side) {
    if (!text) return std::nullopt;
    auto parsed = format::parse_case(*text, file);
    if (parsed.readable()) return std::move(parsed.value);
    for (auto& d : parsed.diagnostics) {
      if (d.severity != Severity::error) continue;
      if (!side.commit.empty()) d.message = msg("in {}: {}", store::short_name(repository_, side.commit), d.message);
      all_.errors.push_back(std::move(d));
      break;
    }
    return std::nullopt;
  }

  const store::Repository& repository_;
  const Side before_, after_;
  rules::Differences all_;
};

}  // namespace

rules::Differences diff(const store::Ledger& ledger, const DiffRequest& request) {
  const auto repository = store::must_have_repository(ledger.directory());
  auto before = state_of(repository, request.before);
  auto after = request.after ? state_of(repository, *request.after) : files_as_they_are(ledger);
  read_texts(repository, before, after);
  read_texts(repository, after, before);
  return Comparison(repository, std::move(before), std::move(after)).run();
}

}  // namespace psp::actions
