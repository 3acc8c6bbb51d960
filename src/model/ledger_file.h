// What kind of file a path in the ledger's directory names. Only the names are looked at, never what the files hold.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace psp {

constexpr std::string_view office_file = "psp.toml";

enum class FileKind {
  office,      ///< psp.toml
  case_file,   ///< cases/YYYY/ID.toml
  person,      ///< people/REF.toml
  git_file,    ///< .gitattributes, .gitignore and the like, .git
  office_own,  ///< readme, licence, and whatever else the office keeps outside of cases/ and people/
  paper,       ///< any other file in the directory of a year: a paper, if a record names it
  psp_own,     ///< .psp/…
  unfinished,  ///< what psp leaves beside a file when it is stopped while it writes
  leftover,    ///< what editors, merge tools, sync programs and desktops leave
  renamed,  ///< a case, psp.toml or a person under another name than its own, as 2026-0023.toml.txt: it counts nowhere
  copy,     ///< a second file of a case, psp.toml or a person, as sync programs make when two changed one
  unknown,  ///< anything else in cases/ and people/
};

struct LedgerFile {
  FileKind kind = FileKind::unknown;
  std::string original = {};  ///< the path of the case, psp.toml or person that it is or was made from; else ""
  std::string case_id = {};   ///< the case whose number the name takes; "" if it takes none
};

/// Returns what a file is, by its path from the ledger's directory, with `/`.
LedgerFile ledger_file(std::string_view path);

/// Returns true if psp passes over such a file though it may hold records: they are then missing from every count.
bool may_hold_records(FileKind);

/// Returns true if psp sync may send such a file: psp.toml, cases, people, papers and git's own files always; any other
/// file only if git tracks it, and what lies in .psp/ never.
bool may_be_sent(FileKind, bool tracked);

/// Returns one more than the highest number of the case ids in `taken` with this prefix and year; 1 if none has them.
int free_number(const std::vector<std::string>& taken, std::string_view prefix, int year);

}  // namespace psp
