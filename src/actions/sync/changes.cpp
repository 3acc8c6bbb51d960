#include "actions/sync/changes.h"

#include "actions/record_names.h"

namespace psp::actions {
namespace {

/// Returns what is otherwise in a case, for a person: `2026-0042: session 7kq2mf, attendance h3x0pd`.
std::vector<Message> lines_of_case(const store::CaseChange& c) {
  std::vector<Message> lines;
  if (c.gone)
    return {msg("{}: the case is gone, with {}", c.id,
                msg_count(static_cast<std::int64_t>(c.went.size()), "{} record", "{} records"))};
  if (c.opened) return {c.came.empty() ? msg("{}: opened", c.id) : msg("{}: opened, {}", c.id, listed_names(c.came))};
  if (!c.was.empty()) lines.push_back(msg("{}: was {}", c.id, c.was));
  if (!c.came.empty()) lines.push_back(msg("{}: {}", c.id, listed_names(c.came)));
  if (!c.went.empty()) lines.push_back(msg("{}: taken out: {}", c.id, listed_names(c.went)));
  if (lines.empty()) lines.push_back(msg("{}: changed", c.id));
  return lines;
}

}  // namespace

std::vector<Message> lines_telling(const store::VersionChange& change) {
  constexpr std::size_t most = 40;  // more is for psp log
  std::vector<Message> lines;
  if (change.office) lines.push_back(msg("psp.toml"));
  for (const auto& c : change.cases) {
    if (lines.size() >= most) break;
    for (auto& line : lines_of_case(c)) lines.push_back(std::move(line));
  }
  if (lines.size() >= most)
    lines.push_back(
        msg("… of {} in all", msg_count(static_cast<std::int64_t>(change.cases.size()), "{} case", "{} cases")));
  if (!change.others.empty())
    lines.push_back(msg_count(static_cast<std::int64_t>(change.others.size()), "{} other file", "{} other files"));
  return lines;
}

}  // namespace psp::actions
