// Whether the ledger, the machine and git are as they should be: a row for each thing that is looked at.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "report/doctor_findings.h"
#include "store/git/repository.h"
#include "store/ledger.h"

namespace psp::actions {

/// Says who is at work: as it was found and where, and whom psp.toml knows by that.
struct AtWork {
  std::string given;
  std::string_view found;
  std::string key;
};

/// Gives doctor the ledger, and what it cannot find out by itself.
struct DoctorRequest {
  std::filesystem::path ledger;
  std::string psp = {};                   ///< psp as it is called for this ledger
  const store::Ledger* opened = nullptr;  ///< null if the ledger cannot be opened
  Message why_not_opened = {};
  std::variant<AtWork, Message> worker = {};  ///< or why nobody is known; of an opened ledger
  Moment now = {};
  bool clock_left_standing = false;
  std::string home = {};                  ///< the home directory
  std::filesystem::path agreements = {};  ///< where this machine keeps which programs may run (actions/programs.h)
};

/// Looks at everything, in the order of the rows. What cannot be looked at counts as wrong. Throws nothing.
std::vector<report::NamedHealthFinding> look_at_all(const DoctorRequest&);

/// Holds what was found out once, for all rows.
struct Examined : DoctorRequest {
  std::string git = {};  ///< its version; "" if it is not installed
  std::optional<store::Repository> repository = {};
  std::optional<store::NoAnswer> no_answer = {};  ///< where git refuses it
  std::size_t unreadable = 0;                     ///< case files
  std::vector<Diagnostic> waiting = {};           ///< files that a write stopped half-way waits for
  std::optional<Moment> last_record = {};
};

/// Is nothing if there is nothing of the kind to be looked at.
using Found = std::optional<report::HealthFinding>;
/// Looks at one thing.
using Look = Found (*)(const Examined&);
struct DoctorRow {
  std::string_view name;
  Look look;
};

/// Return the rows that concern the ledger and the machine, and those that concern git.
std::span<const DoctorRow> ledger_rows();
std::span<const DoctorRow> git_rows();

/// Returns the number in the type with which messages count.
inline std::int64_t number(std::size_t n) { return static_cast<std::int64_t>(n); }

}  // namespace psp::actions
