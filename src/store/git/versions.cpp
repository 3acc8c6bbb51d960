#include "store/git/versions.h"

#include <algorithm>
#include <map>
#include <optional>

#include "model/case.h"

namespace psp::store {
namespace {

using NameList = std::vector<format::RecordName>;

bool has(const NameList& names, const format::RecordName& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

NameList names_of(const std::string* object, Objects& texts) { return object ? texts.names(*object) : NameList{}; }

/// Returns those of `some` that `others` has not, without the opening of the case.
NameList without(const NameList& some, const NameList& others) {
  NameList left;
  for (const auto& name : some)
    if (name.kind != opening && !has(others, name)) left.push_back(name);
  return left;
}

/// Makes one change of a case that goes and one that comes with the same opening: it got another number.
void join_renumbered(std::vector<CaseChange>& cases, const std::map<std::string, NameList>& names) {
  for (auto& gone : cases) {
    if (!gone.gone) continue;
    for (auto& there : cases) {
      if (!there.opened) continue;
      const auto &before = names.at(gone.id), &after = names.at(there.id);
      const auto same = [&](const auto& name) { return name.kind == opening && has(after, name); };
      if (std::none_of(before.begin(), before.end(), same)) continue;
      there.was = gone.id;
      there.opened = false;
      there.came = without(after, before);
      there.went = without(before, after);
      gone.id.clear();
      break;
    }
  }
  std::erase_if(cases, [](const CaseChange& c) { return c.id.empty(); });
}

}  // namespace

VersionChange change_between(const Tree& before, const Tree& after, Objects& texts) {
  std::map<std::string, std::pair<const std::string*, const std::string*>> paths;  // before and after
  for (const auto& [path, object] : before) paths[path].first = &object;
  for (const auto& [path, object] : after) paths[path].second = &object;
  std::erase_if(paths, [](const auto& entry) {
    const auto& [old, now] = entry.second;
    return old && now && *old == *now;
  });
  std::vector<std::string> wanted;
  for (const auto& [path, sides] : paths)
    if (is_case_file(path))
      for (const auto* object : {sides.first, sides.second})
        if (object) wanted.push_back(*object);
  texts.load(wanted);

  VersionChange change;
  std::map<std::string, NameList> names;  // of cases that came or went
  for (const auto& [path, sides] : paths) {
    const auto& [old, now] = sides;
    const auto id = case_at(path);
    if (path == "psp.toml") change.office = true;
    else if (id.empty()) change.others.push_back(path);
    else {
      const auto was = names_of(old, texts), is = names_of(now, texts);
      change.cases.push_back({id, {}, !old, !now, without(is, was), without(was, is)});
      if (!old || !now) names[id] = old ? was : is;
    }
  }
  join_renumbered(change.cases, names);
  return change;
}

}  // namespace psp::store
