// A ledger on the disk: its office, its cases, and the ways to change it: a new ledger, a new case, records at the end
// of a case or, all or none, of several.
#pragma once

#include <deque>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "format/parse.h"
#include "model/ledger_file.h"
#include "model/person.h"
#include "store/case_draft.h"
#include "store/disk/file.h"
#include "store/disk/lock.h"
#include "store/listing.h"
#include "store/unfinished.h"

namespace psp::store {

using psp::office_file;

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

/// A case before and after records are added to it.
struct Extended {
  Case before, after;
  std::vector<Record> added;
};

/// Throws a Failure where the case must not become that: nothing is written then. It is given the same case as `make`,
/// and that as its file will be read.
using Judge = std::function<void(const Case& before, const Case& after)>;

/// What a write that adds records is made of.
struct Extension {
  Make make;
  Judge judge = [](const Case&, const Case&) {};
};

/// What is to stand in the place of a case file's text; nothing where it is to stay.
using Revise = std::function<std::optional<std::string>(const std::string& text)>;

struct Renumbered {
  std::string id, was;  ///< the case's number, and that which its header had
  Durable durable = Durable::yes;
};

/// people/, and what of it could not be read.
struct PeopleRead {
  People people = {};
  bool there = false;                   ///< the directory
  std::vector<Diagnostic> unread = {};  ///< of `people.wrong`, what kept files or directories from being opened
};

class Ledger {
 public:
  /// Opens the directory, reads psp.toml, and finishes what was stopped half-way: a write to several cases, another
  /// number for one. Throws a Failure where there is no psp.toml, or that cannot be finished.
  explicit Ledger(
      const std::filesystem::path& directory, Tell tell = [](const Message&) {});

  const std::filesystem::path& directory() const { return directory_; }
  /// Throws a Failure (Exit::data) where psp.toml has errors.
  const Office& office() const;
  /// psp.toml as far as it can be read, and what is wrong in it.
  const format::ParsedOffice& parsed_office() const { return office_; }

  /// The ids of all cases, sorted, but for those in a directory that cannot be read, of which strays() tells. No case
  /// that is being renumbered is missing, or among them twice.
  const std::vector<std::string>& case_ids() const { return listing().ids; }
  /// Throws a Failure (Exit::system) where a directory below cases/ cannot be read: for who takes what case_ids() has
  /// not for what is not there.
  void refuse_unread() const;
  /// The case ids that are not free: those of the cases, and those that other file names speak of. Sorted. Throws a
  /// Failure where that cannot be told: see refuse_unread().
  const std::vector<std::string>& taken_ids() const;
  /// What lies in the ledger and is no case, nor psp.toml, nor a person, and that is told at once: see Listing.
  const std::vector<Diagnostic>& strays() const;
  /// Of these, what speaks of this file: its copies, and what an editor has left of it.
  std::vector<Diagnostic> strays_of(std::string_view path) const;
  /// What may be a paper, with what is told of it if no record names it.
  const std::vector<Diagnostic>& unnamed() const { return listing().unnamed; }
  /// What was found unfinished here, and what became of it.
  const Finish& finish() const { return finish_; }

  /// A directory for what is not finished, .psp/drafts, made where it is not there. Throws a Failure.
  std::filesystem::path drafts() const;

  /// The text of a file of the ledger. Throws a Failure where it cannot be read.
  std::string read_text(const std::string& path) const { return read_file(root_.get(), path); }

  /// The draft of a case, for psp edit. Throws a Failure: see CaseDraft.
  CaseDraft draft_of(const std::string& id) const { return {root_.get(), id}; }
  /// The drafts that are there.
  std::vector<WaitingDraft> drafts_waiting() const { return waiting_drafts(root_.get()); }

  /// Reads one case. Throws a Failure where the file cannot be read at all.
  format::ParsedCase read_case(const std::string& id) const;

  /// Reads cases on all processors (a file that cannot be read at all becomes a diagnostic) and gives each to `take`
  /// with its place in `ids`; calls of `take` come from several threads, never two with the same place. Throws what
  /// `take` throws. A write to several cases is seen whole or not at all.
  void read_cases(const std::vector<std::string>& ids,
                  const std::function<void(std::size_t, format::ParsedCase)>& take) const;
  /// The same, with the text of each file; "" where it cannot be read at all.
  void read_cases(const std::vector<std::string>& ids,
                  const std::function<void(std::size_t, format::ParsedCase, const std::string& text)>& take) const;

  /// All whom people/ knows; nobody where it is not there. What cannot be read is told in it.
  People people() const { return read_people().people; }
  /// The same, for who looks for them in texts: whom a file names that cannot be opened, nobody can look for.
  PeopleRead read_people() const;

  /// The text of any file of the ledger; nothing where it is not there. Throws a Failure where it cannot be read.
  std::optional<std::string> text_of(const std::string& path) const;

  /// Makes or replaces a file that is no case, all or nothing, 0600 in 0700. `make` is given its text as it stands
  /// under the lock (nothing where it is not there), and is asked again where it changed meanwhile. Throws a Failure,
  /// the file then being as it was.
  Durable change(const std::string& path, const Writer&,
                 const std::function<std::string(const std::optional<std::string>& old)>& make) const;

  /// The text of psp.toml as it was read.
  const std::string& office_text() const { return office_text_; }

  /// Adds the records that `make` gives at the end of the case. `make` is given the case as it stands under the
  /// lock, and is asked again where the file changed meanwhile. Throws a Failure, the file then being as it was.
  std::pair<Extended, Durable> append(const std::string& id, const Writer&, const Extension&) const;

  /// Returns what append() would make of the case, and writes nothing. Throws a Failure where it would.
  Extended extended(const std::string& id, const Extension&) const;

  /// Adds the records that `make` gives, at least one, at the end of each of the cases that `choose` names: all of them
  /// or none, whatever happens. `choose` is called under the lock and may read the ledger. Throws a Failure: the ledger
  /// then is as it was, unless the message says that the records are saved. What an editor did to a file in between may
  /// keep its records waiting: finish() then tells.
  std::pair<std::vector<Extended>, Durable> append_all(const Writer&,
                                                       const std::function<std::vector<std::string>()>& choose,
                                                       const Extension&) const;

  /// Does `work` while no other psp writes; with Access::replaces, while none reads many cases either. `work` must not
  /// write by this class. Throws a Failure where an earlier write waits to be finished.
  void alone(const Writer&, Access, const std::function<void()>& work) const;

  /// Makes a case with the next free number of its year; `make` gets the id. Throws a Failure.
  Durable create(int year, std::string_view prefix, const Writer&,
                 const std::function<Case(const std::string& id)>& make) const;

  /// Puts the text that `make` gives in the place of a case file's, whatever that says. `make` is given the text as it
  /// stands under the lock, and is asked again where it changed meanwhile. Nothing where `make` gave nothing. Throws a
  /// Failure, the file then being as it was.
  std::optional<Durable> revise(const std::string& id, const Writer&, const Revise& make) const;

  /// Gives a case the number `wanted`, or where that is "" the next free one of its year with this prefix: its file has
  /// another name then, and its header another id, and nothing else is changed: both or neither, whatever happens. A
  /// case whose file has another name than its header says gets that of the file, where none is wanted. Throws a
  /// Failure: the ledger then is as it was, unless the message says that the renumbering is recorded.
  Renumbered renumber(const std::string& id, const std::string& wanted, std::string_view prefix, const Writer&) const;

 private:
  /// None of the others' writes to several cases is under way while it lives. Within another one it does nothing.
  class Apart {
   public:
    /// Throws as WholeLedger does.
    Apart(const Ledger&, Access, const Tell&);
    ~Apart();
    Apart(const Apart&) = delete;
    Apart& operator=(const Apart&) = delete;

   private:
    const Ledger& ledger_;
    std::optional<WholeLedger> held_;
  };

  const Listing& listing() const;
  /// Finishes what was stopped half-way, for who holds the lock.
  void finish_under_lock() const;
  /// The same, and takes the lock where there is anything to be finished.
  void finish_before() const;
  /// Throws a Failure where it could not be finished.
  void refuse_unfinished() const;
  int next_number(int year, std::string_view prefix) const;
  void refuse_taken(const std::string& id) const;
  std::pair<Extended, Durable> append_under_lock(const std::string& id, const Extension&) const;
  Durable place_all(std::deque<Replacement>&) const;

  std::filesystem::path directory_;
  Descriptor root_;
  std::string office_text_;
  Tell tell_;
  format::ParsedOffice office_;
  mutable std::optional<Listing> listing_;  // read when first asked for
  mutable std::vector<Diagnostic> strays_;
  mutable Finish finish_;
  mutable bool apart_ = false;  // an Apart lives
};

}  // namespace psp::store
