// Finds personal numbers of Slovenia and Latvia in a text.
#pragma once

#include <string_view>
#include <vector>

namespace psp::rules {

/// Returns true for the thirteen digits of a Slovenian EMŠO: DDMMYYY, an existing day from 1850 to 2099, any region and
/// order, and the check digit of the first twelve (weights 7 6 5 4 3 2 7 6 5 4 3 2, modulo 11; a remainder of 1, which
/// would need a 10, is never given out).
bool is_emso(std::string_view digits);

/// Returns true for the eleven digits of a Latvian personas kods as given out until 2017, without its dash: DDMMYY, the
/// century (0 to 2 for the 1800s to the 2000s), order, and the check digit (weights 10 5 8 4 2 1 6 3 7 9, plus 1,
/// modulo 11 and then 10).
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

/// Returns the personal numbers of a text that stand alone: not next to a letter or another digit, nor behind a `+`.
/// The form without a day of birth has no check digit: without its dash it is found only behind `kod`, `code` or `p.k`
/// in its line, and not if it begins like a telephone number (371, 386).
std::vector<PersonalNumber> personal_numbers(std::string_view text);

}  // namespace psp::rules
