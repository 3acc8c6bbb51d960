// The findings of psp doctor on the ledger, the machine and git.
#pragma once

#include <string>
#include <string_view>

#include "model/diagnostic.h"
#include "model/fields.h"

namespace psp::report {

enum class Health { ok, note, wrong };

struct HealthFinding {
  Health health = Health::ok;
  Message what;
  std::string remedy = {};  ///< a command, as a shell takes it; "" if there is none
};

/// A finding, and the name of what was looked at.
struct NamedHealthFinding {
  std::string_view name;
  HealthFinding finding;
};

}  // namespace psp::report

namespace psp {
PSP_WORDS(report::Health, "ok", "note", "wrong");
}  // namespace psp
