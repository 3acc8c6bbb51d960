// What psp doctor looks at: a row each, and what the rows share.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/context.h"
#include "render/doctor.h"
#include "store/repository.h"

namespace psp::cli {

/// What was found out once, for all rows.
struct Examined {
  Context& context;
  std::filesystem::path ledger;
  std::string psp;                        ///< psp as it is called for this ledger
  const store::Ledger* opened = nullptr;  ///< null where the ledger cannot be opened
  std::optional<Message> why_not_opened = {};
  std::string git = {};  ///< its version; "" where it is not installed
  std::optional<store::Repository> repository = {};
  std::optional<store::NoAnswer> no_answer = {};  ///< where git refuses it
  std::size_t unreadable = 0;                     ///< case files
  std::optional<Moment> last_record = {};
};

/// Nothing where there is nothing of the kind to be looked at.
using Found = std::optional<render::Finding>;
/// Looks at one thing.
using Look = Found (*)(const Examined&);
struct DoctorRow {
  std::string_view name;
  Look look;
};

/// What concerns the ledger and the machine, and what concerns git.
std::span<const DoctorRow> ledger_rows();
std::span<const DoctorRow> git_rows();

/// As messages count.
inline std::int64_t number(std::size_t n) { return static_cast<std::int64_t>(n); }

}  // namespace psp::cli
