#include "format/person.h"

#include <algorithm>

#include <fmt/format.h>

#include "format/reader.h"
#include "format/scan.h"
#include "format/write.h"
#include "model/text.h"

namespace psp::format {
namespace {

using namespace std::string_view_literals;

constexpr auto ciphertext_mark = "\0GITCRYPT\0"sv;

/// Returns K-0117 for `people/K-0117.toml`.
std::string_view reference_of(std::string_view file) {
  file.remove_prefix(std::min(file.rfind('/') + 1, file.size()));
  return file.substr(0, file.rfind(".toml"));
}

/// A text that replaces what stands between two places of another.
struct Edit {
  std::size_t begin, end;
  std::string text;
};

std::size_t start_of_line(std::string_view text, int line) {
  std::size_t at = 0;
  while (--line > 0) at = text.find('\n', at) + 1;
  return at;
}

/// Returns where the value of a key begins and ends: a string, or a word up to a blank, `#` or line break.
std::pair<std::size_t, std::size_t> place_of_value(std::string_view text, const Item& item) {
  auto at = start_of_line(text, item.line);
  at = text.find_first_not_of(" \t", at);
  if (text.substr(at).starts_with(byte_order_mark)) at += byte_order_mark.size();
  if (text[at] == '"' || text[at] == '\'') at = end_of_string(text, at);
  at = text.find_first_not_of(" \t", text.find('=', at) + 1);
  const bool quoted = text[at] == '"' || text[at] == '\'';
  return {at, quoted ? end_of_string(text, at) : std::min(text.find_first_of(" \t\r\n#", at), text.size())};
}

std::size_t place_in_order(std::string_view name) {
  const auto& rows = field_rows<Person>();
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return r.name == name; });
  return static_cast<std::size_t>(row - rows.begin());
}

/// Returns the key of the file below which a new one belongs.
const Item& before(const Table& top, std::string_view name) {
  const Item* found = nullptr;
  for (const auto& item : top.items)
    if (const auto place = place_in_order(item.key); place < place_in_order(name))
      if (!found || place_in_order(found->key) <= place) found = &item;
  return *found;  // every readable file has `format`, which comes first
}

Edit edit_of(std::string_view text, const Table& top, const NamedValue& change) {
  const auto line_end = line_end_of(text);
  const auto written = with_line_ends(write_value(change.second), line_end);
  if (const auto* item = top.find(change.first)) {
    const auto [begin, end] = place_of_value(text, *item);
    return {begin, end, written};
  }
  const auto line = fmt::format("{} = {}", change.first, written);
  const auto at = text.find('\n', place_of_value(text, before(top, change.first)).second);
  if (at == std::string_view::npos) return {text.size(), text.size(), std::string(line_end) + line};
  return {at + 1, at + 1, line + std::string(line_end)};
}

}  // namespace

Message locked_names() { return msg("the names are encrypted: git-crypt unlock KEY opens them"); }

bool is_ciphertext(std::string_view text) { return text.starts_with(ciphertext_mark); }

ParsedPerson parse_person(std::string_view text, std::string_view file) {
  ParsedPerson parsed;
  if (is_ciphertext(text)) {
    parsed.locked = true;
    return parsed;
  }
  Reader reader(file, parsed.diagnostics);
  const auto top = read_toml(text, file, parsed.diagnostics);
  if (has_errors(parsed.diagnostics)) return parsed;
  parsed.value = reader.table<Person>(top, msg("the file of a person"));
  reader.missing(Table{1, 1, top.items}, msg("the file of a person"), field_rows<Person>(), true);
  reader.format_number_of(top, parsed.value.format);
  const auto* client = top.find("client");
  if (client && !has_errors(parsed.diagnostics) && parsed.value.client != reference_of(file))
    reader.error(client->line, client->column, msg("the file of this client is named by the same reference: REF.toml"));
  return parsed;
}

std::string write_person(const Person& person) {
  std::string out;
  for (const auto& [row, value] : set_fields(person)) out += fmt::format("{} = {}\n", row.name, write_value(value));
  return out;
}

std::variant<std::string, Message> change_person(std::string_view old_text, std::string_view file,
                                                 std::span<const NamedValue> changes) {
  std::string text(old_text);
  auto expected = parse_person(old_text, file).value;
  for (const auto& change : changes) {
    std::vector<Diagnostic> none;
    const auto top = read_toml(text, file, none);
    const auto edit = edit_of(text, top, change);
    text.replace(edit.begin, edit.end - edit.begin, edit.text);
    Message why;
    put_field(expected, change.first, change.second, why);
  }
  const auto again = parse_person(text, file);
  if (again.readable() && same_fields_of<Person>(again.value, expected)) return text;
  return msg("{} is written in a way that only an editor can change: nothing was written", file);
}

}  // namespace psp::format
