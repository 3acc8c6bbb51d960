// What people give to a command, as values: words, numbers, days, texts from standard input or the editor, ids.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/context.h"
#include "cli/dates.h"
#include "model/case.h"
#include "rules/history.h"

namespace psp::cli {

/// Returns all that is piped in. Throws a Failure (Exit::usage) that names the option if it is more than
/// format::largest_file bytes.
std::string read_piped(const Context&, std::string_view option);

/// Holds a value, or what is wrong with what was given for it.
using ValueOrFailure = std::variant<Value, Failure>;

/// Returns the value that a field takes from what was given for it, or the Failure that names the option. Of a text,
/// `-` reads standard input and `@` opens the editor. References stay as given until the case is known
/// (resolve_references). Throws a Failure only if no other answer would mend it: a question stays without an answer, or
/// a draft cannot be made.
ValueOrFailure value_given(Context&, const FieldRow&, const std::vector<std::string>& given);

/// Returns the same value. Throws the Failure.
Value read_value(Context&, const FieldRow&, const std::vector<std::string>& given);

/// Return what parse_day() and parse_time() read (cli/dates.h). Throw a Failure (Exit::usage) that names the option if
/// the text says no day or time.
Date read_day(Context&, std::string_view option, std::string_view given, Toward);
LocalTime read_time(Context&, std::string_view option, std::string_view given, Toward);
/// Returns what parse_time_instead() reads. Throws a Failure as they do.
LocalTime read_time_instead(Context&, std::string_view option, std::string_view given, const LocalTime& appointment);
/// Returns the day that parse_span() reads, or one that lies so far back: `-3d`. Throws a Failure (Exit::usage) that
/// names the option if it is none.
Date read_distance(std::string_view option, std::string_view given, Date from);
/// Returns what --known-at says: a moment, a local time, or the end of a day. Throws a Failure (Exit::usage) if it is
/// none.
rules::KnownAt read_known_at(std::string_view given);

/// Returns what --as-of and --known-at say; without --as-of, the day of --known-at, else today. Throws a Failure
/// (Exit::usage) if one of them says no time.
rules::AsOf read_as_of(Context&);
/// Returns the options --as-of and --known-at.
std::vector<OptionSpec> as_of_options();

/// Returns the place of the choice that a person's answer means: by its English word, by the word of the person's
/// language, or by as much of either as no other begins with; nothing if it means none.
std::optional<std::size_t> choice_meant(const Context&, const std::vector<Message>& choices, std::string_view given);

/// Returns that a word is none of the choices, with the one that is nearest, in the words of the person's language.
Message no_choice(const Context&, std::string_view name, const std::vector<Message>& choices, std::string_view given);

/// Returns true for `all`, in English, Slovenian or Latvian.
bool says_all(std::string_view given);

/// Returns the words that a field takes, for people.
std::vector<Message> choices_of(const FieldRow&);

/// Asks on the terminal until the answer is a value that the field takes, and says what is wrong with others. Returns
/// nothing for an empty answer if that `may_stay_open`.
std::optional<Value> ask_for_value(Context&, const FieldRow&, const Message& question, bool may_stay_open);

/// Returns a text from the editor (VISUAL, EDITOR, else vi), on a private file inside the ledger; or why the editor did
/// not end well. Throws a Failure if there is neither a terminal nor an editor named, or the file cannot be made.
std::variant<std::string, Failure> edit_text(Context&, std::string_view name);

/// Returns a word of a vocabulary, as choice_meant() finds it. Throws a Failure (Exit::usage) with the nearest if none
/// is meant.
template <Word E>
E read_word(const Context& context, std::string_view option, std::string_view given) {
  std::vector<Message> choices;
  for (std::size_t i = 0; i < Vocabulary<E>::words.size(); ++i) choices.push_back(label(static_cast<E>(i)));
  if (const auto meant = choice_meant(context, choices, given)) return static_cast<E>(*meant);
  throw Failure{Exit::usage, no_choice(context, option, choices, given)};
}

}  // namespace psp::cli
