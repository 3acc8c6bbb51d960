// What a text is read as, and what must be so of each text and each reader.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "format/write.h"
#include "i18n/tr.h"
#include "inputs.h"
#include "model/diagnostic.h"

namespace psp::tests {

inline bool of_library(const Diagnostic& d) { return d.message.text == "not valid TOML: {}"; }

/// Says what a text is read as.
struct Reading {
  std::string value;  ///< written down: equal texts are equal values
  std::vector<Diagnostic> wrong;

  /// Returns all that is wrong, in any order, with so many lines above the text. What a file lacks is told of its first
  /// line, wherever the rest begins; why and where a text is no TOML, the library tells by its blocks of 32 bytes.
  std::string told(int above = 0) const {
    std::multiset<std::string> all;
    for (const auto& d : wrong) {
      const auto line = d.column == 1 && d.line <= 1 + above ? 1 : d.line - above;
      all.insert(of_library(d) ? std::string(d.message.text)
                               : fmt::format("{}:{} {}", line, d.column, i18n::tr(Language::en, d.message)));
    }
    return fmt::format("{}", fmt::join(all, "\n"));
  }
};

/// Throws a Wrong unless each thing that is wrong stands at a place of the text, and is told in full.
inline void must_be_told(const std::vector<Diagnostic>& wrong, std::string_view text, std::string_view file) {
  for (const auto& d : wrong) {
    const auto at = fmt::format("{}:{}: {}", d.line, d.column, i18n::tr(Language::en, d.message));
    auto line = text;
    for (int n = 1; n < d.line && !line.empty(); ++n)
      line.remove_prefix(std::min(line.find('\n'), line.size() - 1) + 1);
    const auto lines = std::count(text.begin(), text.end(), '\n') + 1;
    must(d.file == file, "of another file: " + at);
    must(d.line >= 1 && d.line <= lines, "beyond the last line: " + at);
    const auto last = std::min(line.find('\n'), line.size()) + 1;
    must(d.column >= 1 && (of_library(d) || static_cast<std::size_t>(d.column) <= last),
         "beyond the end of its line: " + at);
    const auto places = std::count(d.message.text.begin(), d.message.text.end(), '{');
    must(!d.message.text.empty() && places == std::ssize(d.message.args), "not told in full: " + at);
  }
}

/// Reads the text; and as well a second time, with a comment above it, behind a byte order mark, and with CR LF. Throws
/// a Wrong if that changes what is read.
template <class Read>
Reading must_be_read(const std::string& text, std::string_view file, const Read& read) {
  const auto reading = read(Exact(text));
  must_be_told(reading.wrong, text, file);
  const auto alike = [&](const std::string& other, int above, const std::string& how) {
    const Reading again = read(Exact(other));
    must(again.value == reading.value, how + " it has other values");
    must(again.told(above) == reading.told(),
         fmt::format("{} this is wrong:\n{}\ninstead of\n{}", how, again.told(above), reading.told()));
  };
  alike(text, 0, "read again");
  constexpr std::string_view mark = "\xEF\xBB\xBF";  // is a byte order mark
  if (!text.starts_with(mark)) {
    alike("# above\n" + text, 1, "below a comment");
    alike(std::string(mark) + text, 0, "behind a byte order mark");
  }
  if (text.find('\r') == std::string::npos) alike(format::with_line_ends(text, "\r\n"), 0, "with CR LF");
  return reading;
}

}  // namespace psp::tests
