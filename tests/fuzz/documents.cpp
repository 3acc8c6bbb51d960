// JSON: random documents, held against what its library makes of them as a whole, and what is no JSON.
#include "format/json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "inputs.h"

namespace psp::tests {
namespace {

const std::vector<std::string> values =
    parted("true|false|null|0|-12|0.50|12.25e0|1.0|1E+2|5e-1|0.0761|-9223372036854775808|18446744073709551615");
const std::vector<std::string> pieces =
    parted("a|\\u0061|/|\\/|~|1|\\\"|\\u0022|\\\\|\\n|č|\\u010d|🙂|\\ud83d\\uDE42|]},:|\\u0000|\x7F");
const std::vector<std::string> gaps{" ", "\n", "\t", "\r\n"};

/// None of these is a value, wherever it stands, or makes one of what is around it.
const std::vector<std::string> no_values = parted(
    ",|01|-|+1|.5|1.|1e|1e+|-.1|0x1|1_0|NaN|-Infinity|nul|True|x|1 2|1,,1|1:1|/**/1|//\n1|[1,]|[,1]|[|]|[}|"
    "1]|{|}|{\"a\":1,}|{\"a\"}|{\"a\":}|{\"a\" 1}|{a:1}|{1:1}|{,}|\"|'a'|\"\\x\"|\"\\\"|\"\t\"|\"\n\"|"
    "\"\\u12g4\"|\"\\u123\"|\"\\ud83d\"|\"\\ud83d\\u0041\"|\"\\ude42\"|\"\xFF\"|\"\xC0\xAF\"|"
    "\"\xED\xA0\x80\"|\"\xF4\x90\x80\x80\"|\"\xE2\x82\"|1\xEF\xBB\xBF|\x01");

/// Writes a document; `no_value_at` says which of its values is to be none, if it has as many.
class Writer {
 public:
  Writer(Random& random, int no_value_at) : random_(random), no_value_at_(no_value_at) {}

  std::string value(int depth) {
    if (no_value_at_-- == 0) return has_no_value = true, random_.one_of(no_values);
    const int kind = random_.below(depth < 5 ? 8 : 5);
    if (kind < 5) return kind < 3 ? random_.one_of(values) : text();
    deepest = std::max(deepest, depth + 1);
    const bool list = kind == 5;
    std::string all = list ? "[" : "{";
    for (int n = random_.below(4), i = 0; i < n; ++i)
      all += (i > 0 ? "," : "") + gap() + (list ? "" : text() + gap() + ":" + gap()) + value(depth + 1) + gap();
    return all + gap() + (list ? "]" : "}");
  }

  int deepest = 0;  ///< how many levels there are
  bool has_no_value = false;

 private:
  std::string text() { return "\"" + several_of(pieces, 2, random_) + "\""; }
  std::string gap() { return several_of(gaps, 1, random_); }

  Random& random_;
  int no_value_at_;
};

/// Returns the values of the whole document that the library builds, by its own paths; nothing if it refuses.
std::optional<format::FlatJson> as_the_library_has_it(const std::string& text) {
  const auto whole = nlohmann::json::parse(text, nullptr, false);
  if (whole.is_discarded()) return std::nullopt;
  format::FlatJson flat;
  const auto by_path = whole.flatten();  // has null for empty lists and objects
  for (const auto& [path, value] : by_path.items())
    if (!whole.at(nlohmann::json::json_pointer(path)).is_structured())
      flat[path] = value.is_string() ? value.get<std::string>() : value.dump();
  return flat;
}

}  // namespace

bool judge_json(Random& random, const Files&, std::string& text) {
  Writer writer(random, random.chance(30) ? random.below(6) : -1);
  const auto levels = static_cast<std::size_t>(random.chance(20) ? random.below(40) : 0);  // stand around it
  text = std::string(levels, '[') + writer.value(0) + std::string(levels, ']');
  const auto read = format::read_json(Exact(text));
  if (writer.has_no_value) must(!read, "what is no JSON is read");
  else if (static_cast<int>(levels) + writer.deepest > 32) must(!read, "it is read though it is so deep");
  else must(read && read == as_the_library_has_it(text), "it is not read as the library reads it");
  if (read && (text.ends_with(']') || text.ends_with('}')))
    must(!format::read_json(Exact(std::string_view(text).substr(0, random.place_in(text)))),
         "without its end it is read");

  text = garbled(text, random);
  const auto damaged = format::read_json(Exact(text));
  must(!damaged || damaged == as_the_library_has_it(text), "damaged it is not read as the library reads it");
  must(!damaged || text.find('\0') == std::string::npos, "what is behind a NUL is not read");
  return read.has_value();
}

}  // namespace psp::tests
