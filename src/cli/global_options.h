// The options that every command takes, judged before a command runs.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"
#include "model/date.h"
#include "model/office.h"

namespace psp::cli {

/// Returns the value of a variable of the environment; "" if it is not set.
using Environment = std::function<std::string(const char*)>;

struct ChosenLanguage {
  Language language = Language::en;
  bool explicitly = false;  ///< by --lang or PSP_LANG, not by the locale
};

/// Returns the language of --lang, PSP_LANG or the locale, in that order. It reads the words after the program's name
/// before they are taken apart, so that what is wrong in them is told in that language. Throws a Failure (Exit::usage)
/// if --lang or PSP_LANG names a language that psp does not speak.
ChosenLanguage choose_language(const std::vector<std::string>& words, const Environment&);

/// Returns the chosen language; where neither --lang nor PSP_LANG says it, that of the office whose ledger the words,
/// PSP_LEDGER or the current directory name, if there is one that can be read. It is for what is told without having
/// opened the ledger.
Language language_for_people(const ChosenLanguage&, const std::vector<std::string>& words, const Environment&);

/// Returns true if the words may ask for a help text, as no word at all does.
bool asks_for_help(const std::vector<std::string>& words);

/// Throws a Failure (Exit::usage) if an option has a word that it does not take, or the command cannot print what
/// --format names or does not redact.
void refuse_global_options(const Arguments&);

/// Returns true if --color says so; without it, on a terminal that has colours, unless NO_COLOR is set.
bool wants_colour(const Arguments&, bool terminal, const Environment&);

/// Returns the moment that --now or PSP_NOW gives: with its offset from UTC, else with the offset, in minutes, that
/// `zone_offset` gives for a local time. A day alone is its noon. Throws a Failure (Exit::usage) if it is none of
/// these.
Moment read_clock(std::string_view given, const std::function<int(const LocalTime&)>& zone_offset);

}  // namespace psp::cli
