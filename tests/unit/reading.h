// TOML into cases in tests, and what is wrong in them as psp(1) prints it.
#pragma once

#include "test.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "format/parse.h"
#include "i18n/tr.h"
#include "render/check.h"

namespace psp::tests {

constexpr std::string_view case_file = "cases/2026/2026-0042.toml";

/// It has nine lines: what follows begins in the tenth.
constexpr std::string_view header = R"(format = 1
case = "2026-0042"
service = "counselling"
opened = 2026-03-02
client = "K-0117"
worker = "ana"
manager = "janis"
by = "ana"
recorded = 2026-03-02T09:14:05+02:00
)";

inline std::string told(const Message& m) { return i18n::tr(Language::en, m); }

/// Returns a line for each, as psp check prints them.
inline std::string told(const std::vector<Diagnostic>& diagnostics) {
  std::string lines;
  for (const auto& d : diagnostics) lines += render::diagnostic_line(d, Language::en);
  return lines;
}

/// Returns the case that a text holds. The test fails unless it is readable; warnings may be there.
inline Case read_whole(std::string_view text) {
  auto parsed = format::parse_case(text, case_file);
  INFO(text);
  INFO(told(parsed.diagnostics));
  REQUIRE(parsed.readable());
  return std::move(parsed.value);
}

/// Returns a case of these records behind `header`. A record that says neither `by` nor `recorded` was written down by
/// ana on the day of the opening.
inline Case case_of(std::string_view records) {
  std::string text(header), block;
  const auto finish = [&] {
    if (block.find("[[") != std::string::npos) {
      if (block.find("\nby = ") == std::string::npos) block += "by = \"ana\"\n";
      if (block.find("\nrecorded = ") == std::string::npos) block += "recorded = 2026-03-02T09:14:05+02:00\n";
    }
    text += block;
    block.clear();
  };
  for (std::size_t start = 0; start < records.size();) {
    const auto end = std::min(records.find('\n', start), records.size());
    const auto line = records.substr(start, end - start);
    if (line.starts_with("[")) finish();
    block += std::string(line) + "\n";
    start = end + 1;
  }
  finish();
  return read_whole(text);
}

inline Office office_of(std::string_view text) {
  auto parsed = format::parse_office(text, "psp.toml");
  INFO(text);
  REQUIRE(told(parsed.diagnostics) == "");
  return std::move(parsed.value);
}

}  // namespace psp::tests
