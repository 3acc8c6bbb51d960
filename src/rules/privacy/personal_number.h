// Numbers that states give to persons, found within a text.
#pragma once

#include <string_view>
#include <vector>

namespace psp::rules {

/// Thirteen digits of the Slovenian EMŠO: DDMMYYY, a day between 1850 and 2099, then region and order, and the check
/// digit of the first twelve (weights 7 6 5 4 3 2 7 6 5 4 3 2, modulo 11; what would need a 10 is never given out). Any
/// region will do: people move.
bool is_emso(std::string_view digits);

/// Eleven digits of the Latvian personas kods as it was given out until 2017, without its dash: DDMMYY, the century (0
/// to 2 for the 1800s to the 2000s), order, and the check digit (weights 10 5 8 4 2 1 6 3 7 9, plus 1, modulo 11 and
/// then 10).
bool is_personas_kods(std::string_view digits);

enum class PersonalNumberKind {
  emso,          ///< is_emso()
  kods,          ///< is_personas_kods(), with its dash or without
  kods_like,     ///< DDMMYY-CNNNN with a day that exists and another check digit
  kods_undated,  ///< of the form without a day of birth, 32NNNN-NNNNN to 39NNNN-NNNNN
};

struct PersonalNumber {
  std::size_t begin, end;  ///< its place in the text
  PersonalNumberKind kind;
};

/// All that stand in a text by themselves: next to no letter, no further digit, and no `+`. The form without a day of
/// birth has no check digit: without its dash it is taken for one only behind `kod`, `code` or `p.k.` in its line, and
/// not where it is like a telephone number (371…, 386…).
std::vector<PersonalNumber> personal_numbers(std::string_view text);

}  // namespace psp::rules
