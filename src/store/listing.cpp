#include "store/listing.h"

#include <algorithm>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>

#include "model/case.h"
#include "model/ledger_file.h"
#include "store/case_draft.h"
#include "store/disk/file.h"
#include "store/disk/lock.h"
#include "store/strays.h"

namespace psp::store {
namespace {

namespace fs = std::filesystem;

class Survey {
 public:
  explicit Survey(const fs::path& directory) : directory_(directory) {}

  Listing run_in_people() {
    look_into("people");
    std::sort(found_.people.begin(), found_.people.end());
    judge();
    return std::move(found_);
  }

  std::vector<Stray> run_beside(int root, std::string_view case_id) {
    const auto path = case_path(case_id);
    const auto place = path.rfind('/');
    if (is_long(root, path.substr(0, place))) return {};
    const auto year_and_number = case_id.substr(case_prefix(case_id).empty() ? 0 : case_prefix(case_id).size() + 1);
    for (const auto& name : entries_in(root, path.substr(0, place), {}, year_and_number)) {
      auto beside = path.substr(0, place + 1) + name;
      auto file = ledger_file(beside);
      if (file.kind == FileKind::case_file) found_.ids.push_back(std::move(file.case_id));
      else if (file.case_id == case_id || file.original == path) seen_.push_back({std::move(beside), std::move(file)});
    }
    std::sort(found_.ids.begin(), found_.ids.end());
    judge();
    return std::move(found_.strays);
  }

  Listing run(int root) {
    look_beside();
    look_into("people");
    std::error_code error;
    if (fs::is_symlink(directory_ / "cases", error))
      tell({"cases",
            {Severity::error, "cases", 1, 1, msg("is a symbolic link: psp does not follow it, and counts no case")}});
    else look_into("cases");
    std::sort(found_.ids.begin(), found_.ids.end());
    std::sort(found_.people.begin(), found_.people.end());
    judge();
    add_drafts(root);
    std::sort(found_.taken.begin(), found_.taken.end());
    found_.taken.erase(std::unique(found_.taken.begin(), found_.taken.end()), found_.taken.end());
    return std::move(found_);
  }

 private:
  /// A name that is to be judged when all are known.
  struct Seen {
    std::string path;
    LedgerFile file;
  };

  static bool is_long(int root, const std::string& directory) {
    constexpr off_t a_thousand_names = 32 * 1024;
    struct stat about = {};
    return fstatat(root, directory.c_str(), &about, AT_SYMLINK_NOFOLLOW) == 0 && about.st_size > a_thousand_names;
  }

  void tell(Stray stray) { found_.strays.push_back(std::move(stray)); }

  struct Entry {
    std::string name;
    bool is_link, is_directory;  ///< a link to a directory is none
    bool operator<(const Entry& other) const { return name < other.name; }
  };

  /// Returns what a directory holds, sorted; nothing if it is not there. What keeps it from being read is told.
  std::vector<Entry> entries_of(const std::string& directory) {
    std::vector<Entry> entries;
    std::error_code error;
    if (!directory.empty() && fs::is_symlink(directory_ / directory, error)) return entries;
    for (fs::directory_iterator at(directory_ / directory, error), end; !error && at != end; at.increment(error)) {
      const auto& path = at->path().native();
      std::error_code unknown;
      const bool is_link = at->is_symlink(unknown);
      entries.push_back({path.substr(path.rfind('/') + 1), is_link, !is_link && at->is_directory(unknown)});
    }
    // A people that is no directory is told where its files are read.
    const bool none =
        error == std::errc::no_such_file_or_directory || (error == std::errc::not_a_directory && directory == "people");
    if (error && !none) {
      const auto shown = directory.empty() ? directory_.string() : directory;
      const Diagnostic told{Severity::error, shown, 1, 1, unlisted(error)};
      if (directory.starts_with("cases")) found_.unread.push_back(told);
      if (directory.starts_with("people")) {
        found_.persons.push_back(told);
        found_.persons_unread.push_back(told);
      }
      tell({"", told});
    }
    std::sort(entries.begin(), entries.end());
    return entries;
  }

  /// Adds what lies beside cases/ and people/, and in psp's own directories.
  void look_beside() {
    std::vector<std::string> directories{"", ".psp", std::string(drafts_directory)};
    for (std::size_t i = 0; i < directories.size(); ++i) {
      const auto directory = directories[i];
      for (const auto& entry : entries_of(directory)) {
        auto path = (directory.empty() ? "" : directory + "/") + entry.name;
        if (entry.is_directory) {
          if (directory == drafts_directory) directories.push_back(std::move(path));
        } else if (auto file = ledger_file(path); told_of(path, file, true)) {
          seen_.push_back({std::move(path), std::move(file)});
        }
      }
    }
  }

  /// Adds what lies in cases/ or people/, or below.
  void look_into(const std::string& directory) {
    for (const auto& entry : entries_of(directory)) {
      auto path = directory + "/" + entry.name;
      auto file = ledger_file(path);
      if (file.kind == FileKind::case_file) {
        found_.ids.push_back(std::move(file.case_id));
      } else if (file.kind == FileKind::person) {
        found_.people.push_back(std::move(path));
      } else if (directory == "cases" && entry.is_link) {
        tell({"",
              {Severity::error, path, 1, 1,
               msg("is a symbolic link: psp does not follow it, and counts no case in it")}});
      } else if (entry.is_directory) {
        look_into_or_tell(path, file);
      } else {
        seen_.push_back({std::move(path), std::move(file)});
      }
    }
  }

  void look_into_or_tell(const std::string& path, const LedgerFile& file) {
    if (file.kind == FileKind::git_file) return;
    if (!fs::path(path).filename().string().starts_with('.')) return look_into(path);
    tell({"", {Severity::warning, path, 1, 1, msg("is not looked into: its name begins with a dot")}});
  }

  bool is_there(const std::string& original) const {
    const auto id = case_at(original);
    if (!id.empty()) return std::binary_search(found_.ids.begin(), found_.ids.end(), id);
    return original == office_file || std::binary_search(found_.people.begin(), found_.people.end(), original);
  }

  /// Returns whether what seems to be left behind is a write that goes on, or went to its end since it was seen.
  bool is_under_way(const std::string& path) const {
    std::error_code error;
    return lock_holder(directory_) || !fs::exists(fs::symlink_status(directory_ / path, error));
  }

  void judge() {
    found_.taken = found_.ids;
    for (auto& [path, file] : seen_) {
      if (!file.case_id.empty()) found_.taken.push_back(file.case_id);
      auto told = told_of(path, file, is_there(file.original));
      if (!told || (file.kind == FileKind::unfinished && is_under_way(path))) continue;
      if (file.kind == FileKind::paper || file.kind == FileKind::unknown) found_.unnamed.push_back(std::move(*told));
      else if (may_hold_records(file.kind) && path.starts_with("people/")) found_.persons.push_back(std::move(*told));
      else tell({file.case_id.empty() ? std::move(file.original) : case_path(file.case_id), std::move(*told)});
    }
  }

  void add_drafts(int root) {
    for (const auto& draft : waiting_drafts(root)) {
      const bool there = std::binary_search(found_.ids.begin(), found_.ids.end(), draft.id);
      tell({"", {Severity::warning, draft.path, 1, 1, there ? draft_waits(draft) : draft_without_case(draft)}});
      found_.taken.push_back(draft.id);
    }
  }

  const fs::path& directory_;
  Listing found_ = {};
  std::vector<Seen> seen_ = {};
};

}  // namespace

Listing list(const fs::path& directory, int root) { return Survey(directory).run(root); }
std::vector<Stray> list_beside(const fs::path& directory, int root, std::string_view case_id) {
  return Survey(directory).run_beside(root, case_id);
}
Listing list_people(const fs::path& directory) { return Survey(directory).run_in_people(); }

}  // namespace psp::store
