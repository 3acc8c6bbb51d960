#include "model/text.h"

#include <algorithm>

namespace psp {
namespace {

/// Edit distance with insertions, deletions, replacements and swaps of neighbours.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

}  // namespace

std::string_view without_mark(std::string_view text) {
  return text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text;
}

bool blank(std::string_view text) { return text.find_first_not_of(white_space) == std::string_view::npos; }

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(white_space), text.size()));
  return trimmed_behind(text);
}

std::string_view trimmed_behind(std::string_view text) {
  return text.substr(0, text.find_last_not_of(white_space) + 1);
}

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

std::string_view take_line(std::string_view& text) {
  const auto line = first_line(text);
  text.remove_prefix(std::min(line.size() + 1, text.size()));
  return line;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) lines.push_back(take_line(text));
  return lines;
}

std::vector<std::string_view> whole_lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto rest = text;
    const auto line = take_line(text);
    lines.push_back(rest.substr(0, line.size() + 1));
  }
  return lines;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!(text = trimmed(text)).empty()) {
    words.push_back(text.substr(0, text.find_first_of(white_space)));
    text.remove_prefix(words.back().size());
  }
  return words;
}

namespace {

template <class Text>
std::string joined_of(std::span<const Text> parts, std::string_view separator) {
  std::string text;
  for (const auto& part : parts) {
    if (&part != parts.data()) text += separator;
    text += part;
  }
  return text;
}

}  // namespace

std::string joined(std::span<const std::string> parts, std::string_view separator) {
  return joined_of(parts, separator);
}
std::string joined(std::span<const std::string_view> parts, std::string_view separator) {
  return joined_of(parts, separator);
}

std::string_view nearest(std::string_view given, std::span<const std::string_view> candidates) {
  constexpr std::size_t too_long = 64;  // nobody misspells that much; keeps hostile input cheap
  if (given.size() > too_long) return {};
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(given.size() / 3, 1) + 1;
  for (const auto c : candidates) {
    const auto d = distance(given, c);
    if (d < best_distance) best = c, best_distance = d;
  }
  return best;
}

}  // namespace psp
