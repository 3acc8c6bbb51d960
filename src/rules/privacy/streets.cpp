#include "rules/privacy/streets.h"

#include <algorithm>

#include "model/text.h"

namespace psp::rules {
namespace {

constexpr std::size_t first_letters = 3;

/// Kinds of streets, which addresses often abbreviate.
constexpr std::string_view street_kinds[] = {"ulica", "cesta",     "trg",   "naselje",
                                             "iela",  "prospekts", "gatve", "bulvaris"};

bool is_street_kind_cut_short(const std::string& word, const std::string& of) {
  return word.size() <= 3 && of.starts_with(word) &&
         std::any_of(std::begin(street_kinds), std::end(street_kinds),
                     [&](auto kind) { return is_form_of(of, std::string(kind)); });
}

/// Returns the street and house number of an address, as words in plain letters; none if it has no such part.
std::vector<std::string> street_of(std::string_view address) {
  const auto is_house_number = [](const std::string& w) {
    return has_digit(w) && std::count_if(w.begin(), w.end(), is_digit) <= 3;
  };
  while (!address.empty()) {
    const auto end = std::min(address.find_first_of(",;\n"), address.size());
    std::vector<std::string> words;
    bool street = false, number = false;
    for (auto& w : name_words(address.substr(0, end))) {
      if (street && number) break;
      street = street || (!has_digit(w.folded) && w.folded.size() >= first_letters);
      number = number || is_house_number(w.folded);
      words.push_back(std::move(w.folded));
    }
    if (street && number) return words;
    address.remove_prefix(std::min(end + 1, address.size()));
  }
  return {};
}

}  // namespace

void Streets::add(const Owner& owner, std::string_view address) {
  auto street = street_of(address);
  if (street.empty()) return;
  auto begin = street.front().substr(0, first_letters);
  streets_.emplace(std::move(begin), std::pair(owner, std::move(street)));
}

void Streets::find(std::string_view text, const std::vector<NameWord>& words, std::vector<Passage>& found) const {
  if (streets_.empty()) return;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto [first, last] = streets_.equal_range(words[i].folded.substr(0, first_letters));
    std::vector<Owner> owners;
    std::size_t length = 0;
    for (auto it = first; it != last; ++it) {
      const auto& [owner, street] = it->second;
      bool same = i + street.size() <= words.size();
      for (std::size_t n = 0; same && n < street.size(); ++n)
        same =
            (is_form_of(words[i + n].folded, street[n]) || is_street_kind_cut_short(words[i + n].folded, street[n])) &&
            (n == 0 || are_near(between(text, words[i + n - 1], words[i + n])));
      if (!same) continue;
      owners.push_back(owner);
      length = std::max(length, street.size());
    }
    if (!owners.empty())
      found.push_back({words[i].begin, words[i + length - 1].end, Tells::address, Severity::error,
                       msg("the address of {}", references_of(owners))});
  }
}

}  // namespace psp::rules
