#include "report/verify.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

namespace psp::report {
namespace {

using Values = std::map<std::string, std::string>;

/// Returns a part of a path as it was before it was escaped (RFC 6901).
std::string unescaped(std::string_view part) {
  std::string text;
  for (std::size_t i = 0; i < part.size(); ++i)
    if (part[i] == '~' && i + 1 < part.size()) text += part[++i] == '1' ? '/' : '~';
    else text += part[i];
  return text;
}

/// A list, and the values that name an entry of it; without any, its place does.
struct EntryKeys {
  std::string_view list;
  std::array<std::string_view, 2> by = {};
};
constexpr auto lists =
    std::to_array<EntryKeys>({{"groups", {"/by", "/key"}}, {"months", {"/period/from"}}, {"ledgers"}, {"errors"}});

/// Returns the name of an entry at this path: `worker ana`, `all`; its place if it has no such values.
std::string known_as(const EntryKeys& list, const std::string& entry, const std::string& place, const Values& all) {
  std::string name;
  for (const auto by : list.by) {
    const auto it = by.empty() ? all.end() : all.find(entry + std::string(by));
    if (it == all.end()) break;
    name += (name.empty() ? "" : " ") + it->second;
    if (name == "all") break;
  }
  return name.empty() ? place : name;
}

/// Returns `groups[worker ana].cases.opened` for `/groups/1/cases/opened`.
std::string named(const std::string& path, const Values& all) {
  std::string name, previous;
  for (std::size_t start = 0; start < path.size();) {
    const auto end = std::min(path.find('/', start + 1), path.size());
    const auto part = unescaped(std::string_view(path).substr(start + 1, end - start - 1));
    const auto* list = std::find_if(lists.begin(), lists.end(), [&](const EntryKeys& k) { return k.list == previous; });
    if (list == lists.end()) {
      name += (name.empty() ? "" : ".") + part;
    } else {
      name += "[" + known_as(*list, path.substr(0, end), part, all) + "]";
    }
    previous = list == lists.end() ? part : "";
    start = end;
  }
  return name;
}

/// Returns the values by name; the values of two entries of one name are put together.
Values by_name(const Values& flat) {
  Values all;
  for (const auto& [path, value] : flat) {
    const auto [it, added] = all.emplace(named(path, flat), value);
    if (!added) it->second += ", " + value;
  }
  return all;
}

}  // namespace

std::vector<ChangedValue> differences(const Values& then, const Values& now) {
  const auto old_values = by_name(then), new_values = by_name(now);
  std::set<std::string> names;
  for (const auto* values : {&old_values, &new_values})
    for (const auto& [name, value] : *values) names.insert(name);
  const auto value_of = [](const Values& values, const std::string& name) {
    const auto it = values.find(name);
    return it == values.end() ? std::string() : it->second;
  };
  std::vector<ChangedValue> found;
  for (const auto& name : names) {
    ChangedValue d{name, value_of(old_values, name), value_of(new_values, name),
                   name.starts_with("proof.") || name.find("].proof.") != std::string::npos};
    if (d.then != d.now) found.push_back(std::move(d));
  }
  return found;
}

}  // namespace psp::report
