// What sets a language apart: its catalogue, how it writes days, times and numbers, and the letters it sorts by. A
// language is a row here, a catalogue beside it (sl.po), and its word in model/office.h.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "i18n/catalogue.h"
#include "model/office.h"

namespace psp::i18n {

/// A way to write a day.
struct DayStyle {
  std::string_view name;  ///< as a place in a text asks for it: `{:long}`; "" is how it is written without being asked
  std::string_view
      pattern;  ///< {0} is the day, {1} the number of the month, {2} the year, {3} the month, {4} the weekday
  std::span<const std::string_view> months = {};    ///< January first, in the case that the style needs
  std::span<const std::string_view> weekdays = {};  ///< Monday first
};

/// A letter that has a place of its own, `steps` behind a plain one; 0 steps if it is sorted with that, as with a mark.
struct LetterPlace {
  char32_t letter;
  char after;
  char32_t steps;
};

struct LanguageRow {
  Language language;
  const Catalogue* catalogue;  ///< null for English, the language of the texts themselves
  std::span<const DayStyle> days;
  std::string_view clock;    ///< {0} is the hour, {1} the minute
  std::string_view second;   ///< {0} is the second, which stands behind them
  std::string_view moment;   ///< {0} is the day, {1} the time on it
  std::string_view decimal;  ///< what stands before tenths
  std::string_view group;    ///< what stands before each three digits of a number of five or more; "" for nothing
  std::span<const LetterPlace> letters = {};
};

const LanguageRow& row_of(Language);

}  // namespace psp::i18n
