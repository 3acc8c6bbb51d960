#include "format/json.h"

#include <nlohmann/json.hpp>

namespace psp::format {

std::optional<FlatJson> read_json(std::string_view text) {
  constexpr int deepest = 32;  // levels; more would be no report
  bool too_deep = false;
  const auto stop_below = [&](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
    too_deep = too_deep || depth > deepest;
    return !too_deep;
  };
  const auto document = nlohmann::json::parse(text, stop_below, false);
  if (too_deep || document.is_discarded()) return std::nullopt;
  FlatJson all;
  const auto flat = document.flatten();
  for (const auto& [path, value] : flat.items())
    if (!value.is_structured()) all[path] = value.is_string() ? value.get<std::string>() : value.dump();
  return all;
}

}  // namespace psp::format
