// A ledger on the disk: its office, its cases, and the ways to change it: a new ledger, a new case, records at the end
// of a case or, all or none, of several.
#pragma once

#include <deque>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "format/parse.h"
#include "store/file.h"
#include "store/unfinished.h"

namespace psp::store {

constexpr std::string_view office_file = "psp.toml";

/// True where there is a psp.toml in it. Throws a Failure where that cannot be told.
bool is_ledger(const std::filesystem::path& directory);

/// The directory of the ledger: `given` where it is not empty, else the nearest psp.toml from `start` upwards.
/// Throws a Failure (Exit::usage) where there is none.
std::filesystem::path find_ledger(const std::filesystem::path& given, const std::filesystem::path& start);

/// Takes a word to the person, as while psp waits for another psp.
using Tell = std::function<void(const Message&)>;

/// What a writing command tells of itself.
struct Writer {
  std::string by;
  Tell tell;
};

/// What is to be added to a case as it stands.
using Make = std::function<std::vector<Record>(const Case&)>;

class Ledger {
 public:
  /// Opens the directory, reads psp.toml, and finishes a write to several cases that was stopped half-way. Throws a
  /// Failure where there is no psp.toml, or that write cannot be finished.
  explicit Ledger(
      const std::filesystem::path& directory, Tell tell = [](const Message&) {});

  const std::filesystem::path& directory() const { return directory_; }
  /// Throws a Failure (Exit::data) where psp.toml has errors.
  const Office& office() const;
  /// psp.toml as far as it can be read, and what is wrong in it.
  const format::ParsedOffice& parsed_office() const { return office_; }

  /// The ids of all cases, sorted.
  const std::vector<std::string>& case_ids() const;
  /// What lies under cases/ that is no case: files of other names, what a crash left behind.
  const std::vector<Diagnostic>& strays() const;
  /// What was found unfinished here, and what became of it.
  const Finish& finish() const { return finish_; }

  /// A directory for what is not finished, .psp/drafts, made where it is not there. Throws a Failure.
  std::filesystem::path drafts() const;

  /// Reads one case. Throws a Failure where the file cannot be read at all.
  format::ParsedCase read_case(const std::string& id) const;

  /// Reads cases on all processors (a file that cannot be read at all becomes a diagnostic) and gives each to `take`
  /// with its place in `ids`; calls of `take` come from several threads, never two with the same place. A write to
  /// several cases is seen whole or not at all.
  void read_cases(const std::vector<std::string>& ids,
                  const std::function<void(std::size_t, format::ParsedCase)>& take) const;
  /// The same, with the text of each file; "" where it cannot be read at all.
  void read_cases(const std::vector<std::string>& ids,
                  const std::function<void(std::size_t, format::ParsedCase, const std::string& text)>& take) const;

  /// The text of psp.toml as it was read.
  const std::string& office_text() const { return office_text_; }

  /// Adds the records that `make` gives at the end of the case. `make` is given the case as it stands under the
  /// lock, and is asked again where the file changed meanwhile. Throws a Failure, the file then being as it was.
  Durable append(const std::string& id, const Writer&, const Make& make) const;

  /// Adds the records that `make` gives, at least one, at the end of each of the cases that `choose` names: all of them
  /// or none, whatever happens. `choose` is called under the lock and may read the ledger. Throws a Failure: the ledger
  /// then is as it was, unless the message says that the records are saved. What an editor did to a file in between may
  /// keep its records waiting: finish() then tells.
  Durable append_all(const Writer&, const std::function<std::vector<std::string>()>& choose, const Make& make) const;

  /// Makes a case with the next free number of its year; `make` gets the id. Throws a Failure.
  Durable create(int year, std::string_view prefix, const Writer&,
                 const std::function<Case(const std::string& id)>& make) const;

 private:
  struct Listing {
    std::vector<std::string> ids;
    std::vector<Diagnostic> strays;
  };
  Listing list() const;
  const Listing& listing() const;
  /// Finishes what was stopped half-way, for who holds the lock.
  void finish_under_lock() const;
  /// The same, and takes the lock where there is anything to be finished.
  void finish_before() const;
  Durable append_under_lock(const std::string& id, const Make& make) const;
  Durable place_all(std::deque<Replacement>&) const;

  std::filesystem::path directory_;
  Descriptor root_;
  std::string office_text_;
  Tell tell_;
  format::ParsedOffice office_;
  mutable std::optional<Listing> listing_;  // read when first asked for
  mutable Finish finish_;
};

/// Makes a ledger in the directory (and the directory): psp.toml with this text, cases/, what git is to leave alone
/// (added to what git's files there say already). Throws a Failure (Exit::usage) where one is there already.
Durable create_ledger(const std::filesystem::path& directory, std::string_view office_text);

}  // namespace psp::store
