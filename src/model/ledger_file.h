// What a name in the ledger's directory stands for: one table, by which every command goes. Names alone are looked at.
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
  unfinished,  ///< what psp leaves beside a file where it is stopped while it writes
  leftover,    ///< what editors, merge tools, sync programs and desktops leave
  renamed,  ///< a case, psp.toml or a person under a name that is not its own, as 2026-0023.toml.txt: it counts nowhere
  copy,     ///< a second file of a case, psp.toml or a person, as sync programs make where two changed one
  unknown,  ///< anything else in cases/ and people/
};

struct LedgerFile {
  FileKind kind = FileKind::unknown;
  std::string original = {};  ///< the path of the case, psp.toml or person that it is, or was made of; else ""
  std::string case_id = {};   ///< of the case that its name speaks of, whose number is therefore taken; else ""
};

/// Returns what a file is, by its path from the ledger's directory.
LedgerFile ledger_file(std::string_view path);

/// Returns whether such a file may hold what is then missing wherever psp counts or looks something up.
bool may_hold_records(FileKind);

/// Returns whether psp sync may send such a file: what belongs to the ledger, and of all else, but for what is this
/// machine's alone, what git tracks because a person has added it.
bool may_be_sent(FileKind, bool tracked);

/// Returns the first number behind those that `taken` has with this prefix in this year.
int free_number(const std::vector<std::string>& taken, std::string_view prefix, int year);

}  // namespace psp
