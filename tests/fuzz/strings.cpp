// Random texts of quotes, brackets, escapes and comments: `strings [--runs N] [--seed S]`. Where TOML's library reads
// one, each string in it begins and ends where format/scan.h says; and whatever stands in front of it, a key too deep
// for the library is refused and not read. Ends with `N passed, N failed`.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include "format/scan.h"
#include "format/toml.h"

namespace {

class Writer {
 public:
  explicit Writer(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t n) { return random_() % n; }
  std::string one_of(const auto& words) { return std::string(words[below(words.size())]); }

  /// Returns what is mostly a string as it should be, of one of the four kinds.
  std::string string() {
    static constexpr std::array<std::string_view, 4> quotes{"\"", "'", "\"\"\"", "'''"};
    const auto quote = one_of(quotes);
    const bool basic = quote[0] == '"', multi_line = quote.size() == 3;
    std::string text = quote;
    for (auto n = below(6); n > 0; --n) text += piece(basic, multi_line);
    if (multi_line)
      for (auto n = below(4); n > 0; --n) text += quote[0];
    return text + quote;
  }

  std::string value(int depth = 0) {
    const auto kind = below(depth < 4 ? 8 : 5);
    if (kind < 4) return string();
    if (kind == 4) return "1.5";
    std::string text = kind == 5 ? "{" : "[";
    for (auto n = below(4); n > 0; --n)
      text += (kind == 5 ? key() + "=" : gap()) + value(depth + 1) + (n > 1 ? "," : "") + (kind == 5 ? "" : gap());
    return text + (kind == 5 ? "}" : "]");
  }

  std::string line() {
    static constexpr std::array<std::string_view, 8> soup{"\"", "'", "\"\"\"", "'''", "#", "\\", "[", "]"};
    const auto kind = below(12);
    if (kind == 0) return "# " + one_of(soup) + one_of(soup) + "\n";
    if (kind == 1) return "[" + key() + "." + key() + "]\n";
    if (kind == 2 && below(4) == 0) return one_of(soup) + one_of(soup) + one_of(soup) + "\n";
    return key() + " = " + value() + (below(3) == 0 ? " # it's \"" : "") + "\n";
  }

 private:
  std::string piece(bool basic, bool multi_line) {
    static constexpr std::array<std::string_view, 10> plain{"a", ".", "#", "[", "]", ",", "=", "{", " ", "a.b.c"};
    const auto kind = below(10);
    if (kind == 0) return basic ? "'" : "\"";
    if (kind == 1) return basic ? "\\\"" : "\\";
    if (kind == 2) return basic ? "\\\\" : "\"\"\"";
    if (kind == 3 && multi_line) return "\n";
    if (kind == 4 && multi_line) return std::string(1 + below(2), basic ? '"' : '\'') + "a";
    if (kind == 5 && multi_line && basic) return "\\\n ";
    return one_of(plain);
  }
  std::string gap() {
    static constexpr std::array<std::string_view, 6> gaps{"", "", " ", "\n", " # ]\"'\n", "#'''\n"};
    return one_of(gaps);
  }
  std::string key() {
    const auto bare = "k" + std::to_string(number_++);
    if (below(5) > 0) return bare;
    return below(2) == 0 ? "\"" + bare + " # .'\"" : "'" + bare + " \".'";
  }

  std::mt19937_64 random_;
  int number_ = 0;
};

/// Returns the strings of a text as format/scan.h finds them: where each begins, and where it ends.
std::map<std::size_t, std::size_t> scanned(std::string_view text) {
  std::map<std::size_t, std::size_t> strings;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '"' || text[at] == '\'') {
      const auto end = psp::format::end_of_string(text, at);
      strings.emplace(at, end);
      at = end;
    } else {
      at = text[at] == '#' ? psp::format::end_of_comment(text, at) : at + 1;
    }
  }
  return strings;
}

std::size_t offset(std::string_view text, const toml::source_position& where) {
  std::size_t at = 0;
  for (auto line = where.line; line > 1; --line) at = text.find('\n', at) + 1;
  return at + where.column - 1;
}

/// Adds the same of all values and keys, as the library has them.
void collect(std::string_view text, const toml::node& node, std::map<std::size_t, std::size_t>& strings) {
  const auto add = [&](const toml::source_region& source) {
    const auto begin = offset(text, source.begin);
    if (text[begin] == '"' || text[begin] == '\'') strings.emplace(begin, offset(text, source.end));
  };
  if (node.is_string()) add(node.source());
  if (const auto* array = node.as_array())
    for (const auto& element : *array) collect(text, element, strings);
  if (const auto* table = node.as_table())
    for (const auto& [key, value] : *table) {
      add(key.source());
      collect(text, value, strings);
    }
}

std::string deep_key() {
  std::string key;
  for (int n = 0; n < 24000; ++n) key += "a.";
  return key + "a = 1\n";
}

}  // namespace

int main(int argc, char** argv) {
  std::uint64_t runs = 1000, seed = 1;
  for (int i = 1; i + 1 < argc; i += 2)
    (std::string_view(argv[i]) == "--runs" ? runs : seed) = std::strtoull(argv[i + 1], nullptr, 10);

  std::uint64_t read = 0, passed = 0, failed = 0;
  const auto deep = deep_key();
  for (std::uint64_t run = 0; run < runs; ++run) {
    Writer writer(seed * 1000003 + run);
    std::string text;
    for (auto n = 1 + writer.below(4); n > 0; --n) text += writer.line();
    const auto parsed = toml::parse(std::string_view(text));
    std::map<std::size_t, std::size_t> strings;
    if (parsed) collect(text, parsed.table(), strings);
    read += static_cast<bool>(parsed);
    bool good = !parsed || scanned(text) == strings;
    if (run % 100 == 0) {
      std::vector<psp::Diagnostic> wrong;
      psp::format::read_toml(text + deep, "deep.toml", wrong);  // this must return
      good = good && !wrong.empty();
    }
    good ? ++passed : ++failed;
    if (!good) fmt::print("seed {} run {}:\n{}\n", seed, run, text);
    if (failed > 3) break;
  }
  fmt::print("{} were TOML\n{} passed, {} failed\n", read, passed, failed);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
