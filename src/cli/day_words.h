// The words with which days, times and periods are said in English, Slovenian and Latvian. Each is looked up as
// folded() writes it: in small letters, without marks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/date.h"

namespace psp::cli {

/// The words of a day, a time or a period, without those that say nothing by themselves.
struct SaidWords {
  std::vector<std::string> words;
  bool says_clock = false;  ///< one of those left out stands with an hour: `ob`, `plkst.`
};

/// Takes a text apart. What is written with dots and blanks, `25. 11. 2026`, is one word: `25.11.2026`.
SaidWords said_words(std::string_view text);

// Return true for `next`, `last` and `this`, in any of their forms.
bool means_next(std::string_view word);
bool means_last(std::string_view word);
bool means_this(std::string_view word);

/// Returns true for `noon`.
bool means_noon(std::string_view word);

/// Returns 1 for Monday, and so on; 0 if the word is no weekday.
int weekday_of(std::string_view word);

/// Returns 1 for January, and so on; 0 if the word is no month.
int month_of_year(std::string_view word);

/// Returns how many days from today the words lie, as `tomorrow` and `the day after tomorrow` do; nothing if they name
/// no such day.
std::optional<int> days_from_today(const std::vector<std::string>& words);

enum class Unit { day, week, month, quarter, year };

/// Returns the unit of time that the word says; nothing if it says none.
std::optional<Unit> unit_of(std::string_view word);

/// Returns the number that a word says, in digits or up to ten in letters, from 1 to 36500; 0 if it says none.
int count_of(std::string_view word);

/// Returns the same day so many units later, which may not exist.
Date moved_by(Date, int units, Unit);

/// Returns the hour of `pol enajstih` and `pusvienpadsmitos`, which is 10, for half past it; nothing if the words hold
/// no such half hour.
std::optional<int> half_hour_in(const std::vector<std::string>& words);

/// Returns the number that the whole text writes in digits; nothing if it is anything else.
std::optional<int> whole_number(std::string_view text);

}  // namespace psp::cli
