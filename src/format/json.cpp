#include "format/json.h"

#include <nlohmann/json.hpp>

namespace psp::format {
namespace {

/// A key as a part of a path.
std::string escaped(const std::string& key) {
  std::string part;
  for (const char c : key) part += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return part;
}

void flatten(const nlohmann::json& value, const std::string& path, FlatJson& into) {
  if (value.is_object())
    for (const auto& [key, member] : value.items()) flatten(member, path + "/" + escaped(key), into);
  else if (value.is_array())
    for (std::size_t i = 0; i < value.size(); ++i) flatten(value[i], path + "/" + std::to_string(i), into);
  else into[path] = value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace

std::optional<FlatJson> read_json(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return std::nullopt;  // the library would stop there, content
  constexpr int deepest = 32;                                          // levels; more would be no report
  bool too_deep = false;
  const auto stop_below = [&](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
    too_deep = too_deep || depth > deepest;
    return !too_deep;
  };
  const auto document = nlohmann::json::parse(text, stop_below, false);
  if (too_deep || document.is_discarded()) return std::nullopt;
  FlatJson all;
  flatten(document, "", all);
  return all;
}

}  // namespace psp::format
