// What psp doctor found, a line each, as text and JSON.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/office.h"

namespace psp::render {

enum class Health { ok, note, wrong };

struct Finding {
  Health health = Health::ok;
  Message what;
  std::string remedy = {};  ///< a command, as a shell takes it; "" where there is none
};

/// With what was looked at.
struct NamedFinding {
  std::string_view name;
  Finding finding;
};

std::string doctor_text(const std::vector<NamedFinding>&, Language);
std::string doctor_json(const std::vector<NamedFinding>&, Language);

}  // namespace psp::render

namespace psp {
PSP_WORDS(render::Health, "ok", "note", "wrong");
}  // namespace psp
