// A ledger on the disk, as it is read: its office, what lies in it, its cases. What writes to it stands in append.h,
// new_case.h, renumber.h and revise.h, and who its clients are is read in people.h.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "format/parse.h"
#include "model/ledger_file.h"
#include "store/case_draft.h"
#include "store/disk/file.h"
#include "store/disk/lock.h"
#include "store/listing.h"
#include "store/unfinished.h"

namespace psp::store {

/// Returns whether there is a psp.toml in it. Throws a Failure if that cannot be told.
bool is_ledger(const std::filesystem::path& directory);

/// Returns the directory of the ledger: `given` if it is not empty, else that of the nearest psp.toml from `start`
/// upwards. Throws a Failure (Exit::usage) if there is none.
std::filesystem::path find_ledger(const std::filesystem::path& given, const std::filesystem::path& start);

/// Is told how many of all files were begun with, and in the end all of them, even if reading fails half-way. All calls
/// come from the thread that asked for the files.
using Progress = std::function<void(std::size_t read, std::size_t all)>;

/// What is const here changes nothing in the ledger, but for one thing: read_cases() finishes what another psp was
/// stopped in the middle of. read_cases() calls `take` from several threads; no other two calls on one Ledger may go on
/// at once.
class Ledger {
 public:
  /// Opens the directory, reads psp.toml, and finishes what was stopped half-way: a write to several cases, another
  /// number for one. `tell` gets a word when psp waits for another psp, `progress` follows read_cases(). Throws a
  /// Failure if there is no psp.toml, or that cannot be finished.
  explicit Ledger(
      const std::filesystem::path& directory, Tell tell = [](const Message&) {},
      Progress progress = [](std::size_t, std::size_t) {});

  const std::filesystem::path& directory() const { return directory_; }
  /// Returns the directory, open, for functions that take paths from it.
  int root() const { return root_.get(); }
  /// Returns what was found unfinished when it was opened, and what became of it.
  const Finish& finish() const { return finish_; }

  /// Returns what psp.toml says. Throws a Failure (Exit::data) if it has errors.
  const Office& office() const;
  /// Returns psp.toml as far as it can be read, and what is wrong in it.
  const format::ParsedOffice& parsed_office() const { return office_; }
  /// Returns the text of psp.toml as it was read.
  const std::string& office_text() const { return office_text_; }

  // What lies in it, by its names: all of this is from one Listing, made when first asked for.

  /// Returns the ids of all cases, sorted, but for those in a directory that cannot be read, which is one of strays().
  /// No case that is being renumbered is missing, or among them twice. Valid until something is written.
  const std::vector<std::string>& case_ids() const { return listing().ids; }
  /// Returns false before case_ids() or another of these was first asked: a case of which one has the id needs none.
  bool is_listed() const { return listing_.has_value(); }
  /// Throws a Failure (Exit::system) if a directory below cases/ cannot be read: for who takes what case_ids() has not
  /// for what is not there.
  void refuse_unread() const;
  /// Returns the case ids that are not free, sorted: those of the cases, and those that other file names speak of.
  /// Valid until something is written. Throws a Failure as refuse_unread() does.
  const std::vector<std::string>& taken_ids() const;
  /// Returns what is told at once of what lies in the ledger and is no case, nor psp.toml, nor a person: see Listing.
  std::vector<Diagnostic> strays() const;
  /// Returns those of strays() that speak of this file: its copies, and what an editor has left of it. Of a case's
  /// file, before anything was listed, those that list_beside() finds.
  std::vector<Diagnostic> strays_of(std::string_view path) const;
  /// Returns what may be a paper, with what is told of it if no record names it. Valid until something is written.
  const std::vector<Diagnostic>& unnamed() const { return listing().unnamed; }
  /// Has the listing made anew when it is next asked for: for who changed what lies in the ledger.
  void list_anew() { listing_.reset(); }

  /// Returns true if there is a file of this case; nothing is listed. Returns false also where that
  /// cannot be told: refuse_unread() then says why.
  bool has_case(std::string_view id) const;
  /// Returns the text of a file of the ledger. Throws a Failure if it cannot be read.
  std::string read_text(const std::string& path) const { return read_file(root(), path); }
  /// Returns the same; nothing if the file is not there.
  std::optional<std::string> text_of(const std::string& path) const;
  /// Reads one case. Throws a Failure if the file cannot be read at all.
  format::ParsedCase read_case(const std::string& id) const;
  /// Reads cases on all processors and gives each to `take`, with its place in `ids` and its text. A file that cannot
  /// be read at all becomes a diagnostic, and its text is "". Calls of `take` come from several threads, never two with
  /// the same place. A write to several cases is seen whole or not at all: returns what was found unfinished before, as
  /// finish() does. Throws what `take` throws, and a Failure if that cannot be finished.
  /// Where `wants` is given, a text for which it returns false is not read further, and not given to `take`.
  Finish read_cases(const std::vector<std::string>& ids,
                    const std::function<void(std::size_t, format::ParsedCase, const std::string& text)>& take,
                    const std::function<bool(std::string_view text)>& wants = nullptr) const;
  /// Keeps others from replacing several cases as long as what it returns lives; with Access::replaces, also from
  /// reading many. Throws a Failure as WholeLedger does.
  WholeLedger whole(Access access, const Tell& tell) const { return {root(), whole_held_, access, tell}; }

  /// Makes the directory for what is not finished, .psp/drafts, if it is not there. Returns its path. Throws a Failure.
  std::filesystem::path drafts();
  /// Returns the draft of a case, for psp edit. Throws a Failure as CaseDraft does.
  CaseDraft draft_of(const std::string& id) { return {root(), id}; }
  /// Returns the drafts that are there.
  std::vector<WaitingDraft> drafts_waiting() const { return waiting_drafts(root()); }

 private:
  const Listing& listing() const;

  std::filesystem::path directory_;
  Descriptor root_;
  std::string office_text_;
  Tell tell_;
  Progress progress_;
  format::ParsedOffice office_;
  Finish finish_;
  mutable std::optional<Listing> listing_;  // made when first asked for
  mutable bool whole_held_ = false;         // of WholeLedger: the state of a lock, nothing of the ledger
};

}  // namespace psp::store
