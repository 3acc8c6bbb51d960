// The library asserts on some malformed headers ("[", "[.]"): it is compiled without assertions in every build.
#ifndef NDEBUG
#define NDEBUG
#endif
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0

#include "format/toml.h"

#include <algorithm>
#include <optional>
#include <sstream>
#include <utility>

#include <toml++/toml.h>

#include "format/scan.h"
#include "model/text.h"

namespace psp::format {

const Item* Table::find(std::string_view key) const {
  for (const auto& item : items)
    if (item.key == key) return &item;
  return nullptr;
}

namespace {

/// What is beyond a limit, and the line on which it is.
struct TooMuch {
  int line;
  Message message;
};

/// Looks outside strings and comments for dotted keys so deep that the library's recursion would exhaust the stack, and
/// for so many keys and values that it would exhaust the memory: a file of `{},{},` is sixty times as large when it is
/// read, and a key of many parts makes as many tables. Returns nothing if there are none.
std::optional<TooMuch> too_much_in(std::string_view text) {
  constexpr int a_table_more = 4;  // a table takes the memory of so many values
  int dots = 0, pieces = 0;
  std::size_t at = 0;
  for (; at < text.size() && dots < deepest_key && pieces <= most_pieces; ++at) {
    switch (text[at]) {
      case '"':
      case '\'': at = end_of_string(text, at) - 1; break;
      case '#': at = end_of_comment(text, at) - 1; break;
      case '=':
      case ',':
      case '[':
      case '{': ++pieces; [[fallthrough]];
      case '\n':
      case ']': dots = 0; break;
      case '.':
        ++dots;
        pieces += a_table_more;
        break;
      default: break;
    }
  }
  if (dots < deepest_key && pieces <= most_pieces) return std::nullopt;
  const auto line =
      1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
  if (dots >= deepest_key) return TooMuch{line, msg("a key of more than {} parts: this cannot be right", deepest_key)};
  return TooMuch{line, msg("more keys and values than a case can have: this cannot be right")};
}

/// The line of the first `<<<<<<<`, or longer, that git left at the start of a line, or 0.
int line_of_conflict_marker(std::string_view text) {
  int line = 1;
  for (text = without_mark(text); !text.empty(); ++line) {
    const auto words = take_line(text);
    const auto mark_end = words.find_first_not_of('<');
    if (mark_end != std::string_view::npos && mark_end >= 7 && words[mark_end] == ' ') return line;
  }
  return 0;
}

Date date_of(const toml::date& d) { return {d.year, d.month, d.day}; }
LocalTime time_of(const toml::date_time& t) { return {date_of(t.date), t.time.hour, t.time.minute, t.time.second}; }

int line_of(const toml::source_region& r) { return static_cast<int>(r.begin.line); }
int column_of(const toml::source_region& r) { return static_cast<int>(r.begin.column); }

Table table_of(const toml::table& t);

/// A value that no field takes, in a form of our own: equal texts are equal values.
std::string spelled_out(const toml::node& n) {
  std::ostringstream out;
  if (const auto* f = n.as_floating_point()) out << std::hexfloat << f->get();
  if (const auto* t = n.as_time()) out << t->get();
  if (const auto* i = n.as_integer()) out << i->get();
  if (const auto* b = n.as_boolean()) out << (b->get() ? "true" : "false");
  if (const auto* d = n.as_date()) out << d->get();
  if (const auto* t = n.as_date_time()) out << t->get();
  if (const auto* s = n.as_string()) out << s->get().size() << ':' << s->get();
  if (const auto* a = n.as_array())
    for (const auto& element : *a) out << '[' << spelled_out(element) << ']';
  if (const auto* t = n.as_table())
    for (const auto& [key, node] : *t) out << '{' << key.str().size() << ':' << key.str() << spelled_out(node) << '}';
  return out.str();
}

std::variant<Value, Untaken, Table, std::vector<Table>> node_of(const toml::node& n) {
  if (const auto* s = n.as_string()) return Value(s->get());
  if (const auto* i = n.as_integer()) return Value(i->get());
  if (const auto* b = n.as_boolean()) return Value(b->get());
  if (const auto* d = n.as_date()) return Value(date_of(d->get()));
  if (const auto* t = n.as_date_time()) {
    if (!t->get().offset) return Value(time_of(t->get()));
    return Value(Moment{time_of(t->get()), t->get().offset->minutes});
  }
  if (const auto* t = n.as_table()) return table_of(*t);
  if (const auto* a = n.as_array()) {
    if (!a->empty() && a->is_homogeneous(toml::node_type::table)) {
      std::vector<Table> tables;
      for (const auto& element : *a) tables.push_back(table_of(*element.as_table()));
      return tables;
    }
    if (!a->empty() && a->is_homogeneous(toml::node_type::date)) {
      Dates dates;
      for (const auto& element : *a) dates.push_back(date_of(element.as_date()->get()));
      return Value(std::move(dates));
    }
    Texts texts;
    for (const auto& element : *a) {
      const auto* s = element.as_string();
      if (!s) return Untaken{"a list of other things than texts", spelled_out(n)};
      texts.push_back(s->get());
    }
    return Value(std::move(texts));
  }
  return Untaken{n.is_floating_point() ? "a number with a decimal point" : "a time of day", spelled_out(n)};
}

Table table_of(const toml::table& t) {
  Table result{line_of(t.source()), column_of(t.source()), {}};
  for (const auto& [key, node] : t) {
    // A sub-table `[session.x-plan]` gives its key's place; for `[[session]]` the first element's header counts.
    result.items.push_back({std::string(key.str()), line_of(key.source()), column_of(key.source()), node_of(node)});
  }
  std::stable_sort(result.items.begin(), result.items.end(), [](const Item& a, const Item& b) {
    return a.line != b.line ? a.line < b.line : a.column < b.column;
  });
  return result;
}

}  // namespace

Table read_toml(std::string_view text, std::string_view file, std::vector<Diagnostic>& diagnostics) {
  const auto fail = [&](int line, int column, Message message) {
    diagnostics.push_back({Severity::error, std::string(file), line, column, std::move(message)});
    return Table{};
  };
  if (text.size() > largest_file)
    return fail(1, 1, msg("the file is larger than {} MiB: this cannot be right", std::int64_t{largest_file >> 20}));
  if (auto too_much = too_much_in(text)) return fail(too_much->line, 1, std::move(too_much->message));

  const auto parsed = toml::parse(text);
  if (!parsed) {
    const auto& where = parsed.error().source();
    const auto line = std::max(line_of(where), 1), column = std::max(column_of(where), 1);
    if (const int marker = line_of_conflict_marker(text))
      return fail(marker, 1,
                  file.starts_with("cases/")
                      ? msg("git left conflict markers here: keep what is right of both sides, delete the lines of the "
                            "markers; psp edit opens the file")
                      : msg("git left conflict markers here: keep what is right of both sides, delete the lines of the "
                            "markers"));
    return fail(line, column, msg("not valid TOML: {}", parsed.error().description()));
  }
  return table_of(parsed.table());
}

}  // namespace psp::format
