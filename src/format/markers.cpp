#include "format/markers.h"

#include <algorithm>
#include <optional>
#include <set>

namespace psp::format {
namespace {

// The shortest marker that git writes unless it is told otherwise, and limits that bound the time for any text.
constexpr int shortest = 7, longest = 64, deepest = 16;

std::string_view line_at(std::string_view text, std::size_t at) {
  return text.substr(at, std::min(text.find('\n', at), text.size() - 1) + 1 - at);
}

/// Returns how many of the sign a line begins with; 0 if anything but a blank or the end of the line follows.
int run_of(std::string_view line, char sign) {
  const auto end = std::min(line.find_first_not_of(sign), line.size());
  const auto rest = line.substr(end);
  return rest.empty() || rest[0] == ' ' || rest[0] == '\n' || rest.starts_with("\r\n") ? static_cast<int>(end) : 0;
}

/// Returns where the next marker of this sign and size begins, from `at` on.
std::optional<std::size_t> find_marker(std::string_view text, std::size_t at, char sign, int size) {
  for (; at < text.size(); at += line_at(text, at).size())
    if (run_of(line_at(text, at), sign) == size) return at;
  return std::nullopt;
}

struct Conflict {
  std::string_view ours, theirs;
  std::size_t end;  ///< behind it
};

/// Returns the conflict whose first marker is at `at`; nothing if its other markers do not follow.
std::optional<Conflict> conflict_at(std::string_view text, std::size_t at, int size) {
  const auto begin = at + line_at(text, at).size();
  const auto middle = find_marker(text, begin, '=', size);
  if (!middle) return std::nullopt;
  const auto behind = *middle + line_at(text, *middle).size();
  const auto close = find_marker(text, behind, '>', size);
  if (!close) return std::nullopt;
  const auto common = find_marker(text.substr(0, *middle), begin, '|', size).value_or(*middle);
  return Conflict{text.substr(begin, common - begin), text.substr(behind, *close - behind),
                  *close + line_at(text, *close).size()};
}

std::string resolve(std::string_view text, KeptSide kept, int size, int depth) {
  std::string out;
  std::set<int> unclosed;  // sizes that no later conflict can have: its markers are missing from here on
  for (std::size_t at = 0; at < text.size();) {
    const auto line = line_at(text, at);
    const int run = run_of(line, '<');
    const bool opens = size == 0 ? run >= shortest && run <= longest && depth < deepest : run == size;
    const auto conflict = opens && !unclosed.contains(run) ? conflict_at(text, at, run) : std::nullopt;
    if (conflict) {
      const auto version = kept == KeptSide::ours ? conflict->ours : conflict->theirs;
      out += size == 0 ? resolve(version, kept, size, depth + 1) : std::string(version);
    } else {
      out += line;
      if (opens) unclosed.insert(run);
    }
    at = conflict ? conflict->end : at + line.size();
  }
  return out;
}

}  // namespace

std::string resolved(std::string_view text, KeptSide kept, int size) { return resolve(text, kept, size, 0); }

int unmistakable_size(int size, std::string_view text, std::string_view other) {
  std::set<int> taken;
  for (const auto t : {text, other})
    for (std::size_t at = 0; at < t.size(); at += line_at(t, at).size())
      for (const char sign : {'<', '|', '=', '>'}) taken.insert(run_of(line_at(t, at), sign));
  while (taken.contains(size)) ++size;
  return size;
}

}  // namespace psp::format
