#include "format/scan.h"

#include <algorithm>

namespace psp::format {

std::size_t end_of_string(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const auto three = [&](std::size_t i) {
    return text.size() - i >= 3 && text[i] == quote && text[i + 1] == quote && text[i + 2] == quote;
  };
  const bool multi_line = three(at);
  for (at += multi_line ? 3 : 1; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n' && !multi_line) return at;
    if (c == '\\' && quote == '"') {
      // In a string of one line a backslash does not escape the line break.
      if (at + 1 < text.size() && (multi_line || text[at + 1] != '\n')) ++at;
    } else if (c == quote && !multi_line) {
      return at + 1;
    } else if (c == quote && three(at)) {
      at += 3;
      // The text itself may end with up to two quotes, before the three that close it.
      for (int own = 0; own < 2 && at < text.size() && text[at] == quote; ++own) ++at;
      return at;
    }
  }
  return text.size();
}

std::size_t end_of_comment(std::string_view text, std::size_t at) { return std::min(text.find('\n', at), text.size()); }

}  // namespace psp::format
