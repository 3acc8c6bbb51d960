// What random tests draw from: numbers and choices, and the damage that editors, disks and people do to a text.
#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace psp::tests {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(n)); }
  bool chance(int percent) { return below(100) < percent; }
  template <class All>
  const auto& one_of(const All& all) {
    return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
  }
  std::size_t place_in(const auto& all) { return engine_() % all.size(); }

 private:
  std::mt19937_64 engine_;
};

/// Returns the pieces between the `|` of a text.
inline std::vector<std::string> parted(std::string_view text, char between = '|') {
  std::vector<std::string> pieces;
  for (std::size_t at = 0, end = 0; end < text.size(); at = end + 1) {
    end = std::min(text.find(between, at), text.size());
    pieces.emplace_back(text.substr(at, end - at));
  }
  return pieces;
}

/// Returns a few of the pieces, up to `most`, one behind the other.
inline std::string several_of(const std::vector<std::string>& pieces, int most, Random& random) {
  std::string text;
  for (int n = random.below(most + 1); n > 0; --n) text += random.one_of(pieces);
  return text;
}

/// Returns a text damaged as editors, disks and people do: pieces and lines go, come twice, change places; what means
/// something to TOML, JSON or git, and what is no UTF-8, is put in; the end is lost.
inline std::string garbled(std::string text, Random& random) {
  static const std::vector<std::string> scraps = parted(
      "\"|\"\"\"|'''|[|]|[[|]]|\n|\r\n|\r|#|=|{|}|\\|.|,|:|\\u00|<<<<<<< a\n|=======\n|>>>>>>> b\n|\xC3|"
      "\xED\xA0\x80|\xC0\xAF|\xEF\xBB\xBF|\x7F|[[session]]\n|format = 2\n|x-a.b = {c = 1.5}\n");
  static const std::vector<std::size_t> often{1, 1, 1, 300, 70000};
  for (int n = 1 + random.below(4); n > 0 && !text.empty(); --n) {
    const bool lines = random.chance(40);
    const auto start = [&](std::size_t at) { return lines && at > 0 ? text.rfind('\n', at - 1) + 1 : at; };
    const auto at = start(random.place_in(text)), from = start(random.place_in(text));
    const auto size = lines ? std::min(text.find('\n', at), text.size() - 1) + 1 - at
                            : static_cast<std::size_t>(random.below(random.chance(70) ? 3 : 200));
    const auto piece = text.substr(at, size);
    switch (random.below(9)) {
      case 0: text.erase(at, size); break;
      case 1: text.insert(from, piece); break;
      case 2: text.erase(at, size).insert(std::min(from, text.size()), piece); break;
      case 3: text[at] = static_cast<char>(text[at] ^ (1 << random.below(8))); break;
      case 4: text.resize(random.chance(20) ? at : text.size()); break;
      case 5: text.insert(at, random.one_of(often), random.one_of(std::string_view("\0[{.a\n", 6))); break;
      default: text.insert(at, random.one_of(scraps));
    }
  }
  return text;
}

/// Returns the number that follows an option, or `otherwise` if none does.
inline std::uint64_t number_after(const std::vector<std::string>& words, std::string_view option,
                                  std::uint64_t otherwise) {
  const auto at = std::find(words.begin(), words.end(), option);
  return at == words.end() || at + 1 == words.end() ? otherwise : std::stoull(*(at + 1));
}

}  // namespace psp::tests
