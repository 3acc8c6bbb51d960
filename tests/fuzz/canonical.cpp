// Case files in the form that psp writes, and almost in it: read without the TOML library and by it.
#include "format/canonical.h"

#include <algorithm>

#include <fmt/format.h>

#include "format/parse.h"
#include "format/write.h"
#include "inputs.h"
#include "made.h"

namespace psp::tests {
namespace {

bool same_places(const std::vector<KeyPlace>& a, const std::vector<KeyPlace>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const KeyPlace& x, const KeyPlace& y) {
    return x.key == y.key && x.line == y.line && x.column == y.column;
  });
}

bool same_with_places(const Case& a, const Case& b) {
  return a.file == b.file && set_fields(a.header) == set_fields(b.header) &&
         set_fields(a.intake) == set_fields(b.intake) && same_places(a.keys, b.keys) &&
         std::equal(a.records.begin(), a.records.end(), b.records.begin(), b.records.end(),
                    [](const Record& x, const Record& y) {
                      return x.same_as(y) && x.line == y.line && same_places(x.keys, y.keys);
                    });
}

/// Returns the text with one to three bytes or lines taken out, doubled, put in or replaced.
std::string nudged(std::string text, Random& random) {
  static const std::vector<std::string> pieces = parted(
      "\"|\"\"|\"\"\"|\"\"\"\"|'|\\|\\\\|\\\"|\\n|\\t|\\u001F|\\u007F|\\u0041|\\u00e9|\\u001f|\\U0000001F|\n|\n\n|\r\n|\r|\t| |#|"
      "[|]|[[|]]|, |,|=| = |-|+|:|T|Z|0|1|9|00|_|.|{|}|č|🙂|\x7F|\x01|\xC0\x80|\xED\xA0\x80|\xF4\x90\x80\x80|\xE2\x82|\x80|"
      "\xEF\xBB\xBF|\xC2\x85|\xE2\x80\xA8|true|false|x-a = 1\n|[x-a]\n|[intake]\n|[[void]]\n|+00:00|-00:00|+24:00|2026-02-29|"
      "0000-01-01|9223372036854775808|0x1|1e3");
  for (int n = 1 + random.below(3); n > 0 && !text.empty(); --n) {
    const auto at = random.place_in(text);
    const auto begin = text.rfind('\n', at) + 1;  // of the line; 0 for the first
    const auto end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    switch (random.below(6)) {
      case 0: text.insert(at, random.one_of(pieces)); break;
      case 1: text.replace(at, 1, random.one_of(pieces)); break;
      case 2: text.erase(at, 1); break;
      case 3: text[at] = static_cast<char>(text[at] + random.below(3) - 1); break;
      case 4: text.insert(begin, text.substr(begin, end - begin)); break;
      default: text.erase(begin, end - begin); break;
    }
  }
  return text;
}

/// Returns the text with a line's value, or a line, in the place of one of its own. They come from any TOML.
std::string grafted(const std::string& text, const std::string& toml, Random& random) {
  auto lines = parted(text, '\n');
  const auto others = parted(toml, '\n');
  if (others.empty()) return text;
  auto from = random.place_in(others);
  auto graft = others[from];
  for (int more = random.below(4); more > 0 && ++from < others.size(); --more) graft += '\n' + others[from];
  auto& line = lines[random.place_in(lines)];
  const auto value = line.find(" = "), other = graft.find('=');
  if (value == std::string::npos || other == std::string::npos || random.chance(10)) line = graft;
  else line = line.substr(0, value + 3) + graft.substr(std::min(graft.find_first_not_of(' ', other + 1), graft.size()));
  return fmt::format("{}\n", fmt::join(lines, "\n"));
}

/// Holds the two ways of reading against each other. Returns true if the text could be read without the library.
bool both_agree(const std::string& text, const std::string& file) {
  const auto read = format::read_canonical_case(Exact(text), file);
  if (!read) return false;
  const auto parsed = format::parse_case(Exact(text), file, format::ReadBy::library);
  must(parsed.readable(), "it is taken, and wrong for the library");
  must(parsed.diagnostics.empty(), "it is taken, and doubtful for the library");
  must(same_with_places(*read, parsed.value), "it is read otherwise than by the library");
  return true;
}

}  // namespace

bool judge_canonical(Random& random, const Files& files, std::string& text) {
  const auto c = made_case(random);
  const bool made_up = random.chance(60), damaged = random.chance(80);
  text = made_up ? format::write_case(c) : random.one_of(files.cases);
  if (damaged) text = nudged(std::move(text), random);
  return both_agree(text, c.file);
}

bool judge_grafted(Random& random, const Files& files, std::string& text) {
  const auto c = made_case(random);
  text = grafted(format::write_case(c), random.one_of(files.cases), random);
  return both_agree(text, c.file);
}

}  // namespace psp::tests
