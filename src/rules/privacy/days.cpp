#include "rules/privacy/days.h"

#include <algorithm>
#include <string>

#include "model/text.h"

namespace psp::rules {
namespace {

/// The beginnings of the names of the months, in Slovenian, Latvian and English.
constexpr std::string_view month_beginnings[12][3] = {
    {"jan", "jan", "jan"}, {"feb", "feb", "feb"}, {"mar", "mar", "mar"}, {"apr", "apr", "apr"},
    {"maj", "mai", "may"}, {"jun", "jun", "jun"}, {"jul", "jul", "jul"}, {"avg", "aug", "aug"},
    {"sep", "sep", "sep"}, {"okt", "okt", "oct"}, {"nov", "nov", "nov"}, {"dec", "dec", "dec"}};

int month_of(const std::string& word) {
  if (std::all_of(word.begin(), word.end(), is_digit)) return word.size() <= 2 ? std::stoi(word) : 0;
  for (int m = 0; m < 12; ++m)
    for (const auto beginning : month_beginnings[m])
      if (word.starts_with(beginning)) return m + 1;
  return 0;
}

}  // namespace

std::vector<DayInText> days_in(std::string_view text, const std::vector<NameWord>& words) {
  std::vector<DayInText> days;
  const auto number = [](const std::string& w, std::size_t least, std::size_t most) {
    return w.size() >= least && w.size() <= most && std::all_of(w.begin(), w.end(), is_digit) ? std::stoi(w) : 0;
  };
  const auto parted = [&](std::size_t i) {
    const auto gap = between(text, words[i], words[i + 1]);
    return gap.size() <= longest_gap && gap.find_first_not_of(" -./,\n") == std::string_view::npos;
  };
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    if (!is_digit(words[i].folded.front()) || !parted(i) || !parted(i + 1)) continue;
    const auto &a = words[i].folded, &b = words[i + 1].folded, &c = words[i + 2].folded;
    for (const Date day :
         {Date{number(c, 4, 4), month_of(b), number(a, 1, 2)}, Date{number(a, 4, 4), month_of(b), number(c, 1, 2)}})
      if (day.year > 0 && exists(day)) days.push_back({words[i].begin, words[i + 2].end, day});
    // 1980. gada 25. decembris
    if (i + 3 < words.size() && parted(i + 2) && (b == "gada" || b == "g"))
      if (const Date day{number(a, 4, 4), month_of(words[i + 3].folded), number(c, 1, 2)}; day.year > 0 && exists(day))
        days.push_back({words[i].begin, words[i + 3].end, day});
  }
  return days;
}

}  // namespace psp::rules
