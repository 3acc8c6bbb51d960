#include "actions/record_meant.h"

#include <string>
#include <vector>

namespace psp::actions {

const Record& find_entry(const Case& c, std::string_view given, std::string_view kind) {
  const auto history = rules::whole_history(c);
  std::vector<const Record*> found;
  if (given == "last") {
    for (const auto& r : c.records)
      if (history.stands(r) && !r.as<Void>() && (kind.empty() || r.kind().name == kind)) found = {&r};
  } else {
    for (const auto& r : c.records)
      if (!given.empty() && std::string_view(r.id).starts_with(given)) found.push_back(&r);
  }
  if (found.size() > 1 && !kind.empty())  // of several with this start, those of the kind
    if (auto fitting = found; std::erase_if(fitting, [&](const Record* r) { return r->kind().name != kind; }) > 0)
      if (!fitting.empty()) found = fitting;
  if (found.size() == 1 && !kind.empty() && found.front()->kind().name != kind)
    throw Failure{Exit::usage, msg("{} is no {}: it is of the kind {}", found.front()->id, kind_label(kind),
                                   label(found.front()->kind()))};
  if (found.size() == 1) return *found.front();
  if (found.empty() && kind.empty())
    throw Failure{Exit::usage,
                  msg("case {} has no record {}; psp show {} lists them", c.header.id, given, c.header.id)};
  if (found.empty())
    throw Failure{Exit::usage, msg("case {} has no {} {}; psp show {} lists them", c.header.id, kind_label(kind), given,
                                   c.header.id)};
  std::vector<std::string_view> ids;
  for (const auto* r : found) ids.push_back(r->id);
  throw Failure{Exit::usage, msg("{} can mean {}: write more of the id", given, listed(ids))};
}

void refuse_struck(const rules::History& history, const Record& r) {
  if (history.stands(r)) return;
  if (const auto* now = history.resolve(r.id); now && now != &r)
    throw Failure{Exit::usage, msg("{} was replaced by {}: correct that one", r.id, now->id)};
  throw Failure{Exit::usage, msg("{} is struck already: a strike is final", r.id)};
}

}  // namespace psp::actions
