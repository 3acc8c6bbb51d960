// Reading many cases for an answer: what can be read is answered, what cannot is named.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "rules/agenda.h"
#include "rules/status.h"
#include "store/ledger.h"

namespace psp::actions {

/// Tells what a reading of cases found, apart from the cases.
struct CasesRead {
  std::vector<Diagnostic> errors = {};  ///< of the files that cannot be read, in the order of the ids
  /// Tells of what lies in the ledger and is no case; if these are not all cases, of what lies beside their files.
  std::vector<Diagnostic> strays = {};
  std::vector<Diagnostic> waiting = {};         ///< files for which records or a number wait: see store::Finish
  bool all = false;                             ///< these are all cases
  std::int64_t doubtful = 0;                    ///< files that were read, and hold errors all the same
  std::set<std::string> unlisted_workers = {};  ///< keys that the cases have, and psp.toml does not list
};

/// Returns what keeps the answer from being whole: the errors, and of all cases the strays that may hold records.
std::vector<Diagnostic> unread(CasesRead);

/// A case file, readable or not.
struct FileRead {
  std::size_t at;           ///< its place among the ids
  const std::string& text;  ///< "" if it cannot be read at all
  format::ParsedCase parsed;
};

/// Says of a file's text whether the case in it is to be read.
using Wants = std::function<bool(std::string_view text)>;

/// Returns true for each text but those that surely are of other clients' cases, in a small part of the time that
/// reading takes; `reference` may be given in upper or lower case. It must outlive what is returned.
Wants wants_client(const std::string& reference);
/// Does the same for several clients, given by reference_key().
Wants wants_clients(const std::set<std::string>& keys);

/// Gives each file to `take`, in any order and from several threads, never two with the same place; but for those that
/// it does not want. A write to several cases is seen whole or not at all. Compares nothing with psp.toml, so that none
/// are doubtful. Throws what `take` throws.
CasesRead read_files(const store::Ledger&, const std::vector<std::string>& ids,
                     const std::function<void(FileRead)>& take, const Wants& wants = nullptr);

/// Gives each case that can be read to `take`, with its whole_history(), as read_files() does, and `see` the text of
/// each file. If psp.toml cannot be read, it is not known which are doubtful and which workers are not listed.
CasesRead read_cases(
    const store::Ledger&, const std::vector<std::string>& ids,
    const std::function<void(std::size_t at, const rules::History& whole)>& take,
    const std::function<void(std::size_t at, const std::string& text)>& see = [](std::size_t, const std::string&) {},
    const Wants& wants = nullptr);

/// Gives the status of each of these cases that is there on the day to `take`, as read_files() does. Throws a Failure
/// (Exit::data) if psp.toml cannot be read.
CasesRead each_status(const store::Ledger&, const std::vector<std::string>& ids, rules::AsOf,
                      const std::function<void(std::size_t at, rules::CaseStatus)>& take);

/// Holds the status of cases, in the order of their ids, and what their reading found.
struct StatusRead {
  std::vector<rules::CaseStatus> cases;
  CasesRead read;
};

/// Returns the status of these cases, unfiltered. Throws a Failure (Exit::data) if psp.toml cannot be read.
StatusRead read_status(const store::Ledger&, const std::vector<std::string>& ids, rules::AsOf);

/// Holds the same of all cases of a client, however their reference is written in them.
struct ClientRead : StatusRead {
  std::vector<std::string> references;  ///< as they are written in the cases, also those that are not there on the day
};
ClientRead client_status(const store::Ledger&, const std::string& reference, rules::AsOf);

/// Returns the same of all cases that bear this code of a household, however its letters are written; none for "".
StatusRead household_status(const store::Ledger&, const std::string& family, rules::AsOf);

/// Gives what is to be done in each of these cases that is there on the day, on all days, to `take`, as read_files()
/// does. Throws a Failure (Exit::data) if psp.toml cannot be read.
CasesRead each_agenda(const store::Ledger&, const std::vector<std::string>& ids, rules::AsOf,
                      const std::function<void(std::size_t at, rules::CaseAgenda)>& take);

}  // namespace psp::actions
