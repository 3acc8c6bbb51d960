#include "format/case_id.h"

#include <algorithm>

#include "format/parse.h"
#include "format/toml.h"

namespace psp::format {
namespace {

constexpr std::string_view blank_or_tab = " \t";

/// Returns the text from the start of a line on; lines count from 1.
std::string_view from_line(std::string_view text, int line) {
  for (; line > 1; --line) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  return text;
}

void skip(std::string_view& text, std::string_view any_of) {
  text.remove_prefix(std::min(text.find_first_not_of(any_of), text.size()));
}

/// Returns what stands between the quotes of the value if the text begins with a key and a string; else "".
std::string_view quoted_value(std::string_view line) {
  const auto equals = line.find('=');
  if (equals == std::string_view::npos) return {};
  line.remove_prefix(equals + 1);
  skip(line, blank_or_tab);
  for (const std::string_view quotes : {"\"\"\"", "'''", "\"", "'"}) {
    if (!line.starts_with(quotes)) continue;
    line.remove_prefix(quotes.size());
    return line.substr(0, line.find(quotes));
  }
  return {};
}

bool differs_in_id_alone(const Case& old, const Case& now, std::string_view id) {
  auto expected = old.header;
  expected.id = id;
  return same_fields_of<Header>(now.header, expected) && same_fields_of<Intake>(now.intake, old.intake) &&
         std::equal(now.records.begin(), now.records.end(), old.records.begin(), old.records.end(),
                    [](const Record& a, const Record& b) { return a.same_as(b); });
}

}  // namespace

std::variant<std::string, Message> with_case_id(std::string_view text, const Case& old, std::string_view id) {
  const auto refused = [&] {
    return msg("{}: the case id cannot be changed where it stands; write it as case = \"{}\", on a line of its own",
               old.file, old.header.id);
  };
  std::vector<Diagnostic> wrong;
  const auto top = read_toml(text, old.file, wrong);
  const auto* item = top.find("case");
  if (!item) return refused();
  const auto value = quoted_value(from_line(text, item->line));
  if (value.empty()) return refused();
  const auto at = static_cast<std::size_t>(value.data() - text.data());
  std::string changed(text);
  changed.replace(at, value.size(), id);
  const auto again = parse_case(changed, old.file);
  if (!again.readable() || !differs_in_id_alone(old, again.value, id)) return refused();
  return changed;
}

}  // namespace psp::format
