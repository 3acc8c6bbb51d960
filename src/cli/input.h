// What people give to a command, as values: words, numbers, days, texts from standard input or the editor, ids.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/context.h"
#include "model/case.h"
#include "rules/history.h"

namespace psp::cli {

/// Returns all that is piped in. Throws a Failure (Exit::usage) that names the option where it is more than a file may
/// hold, format::largest_file bytes.
std::string read_piped(const Context&, std::string_view option);

/// A value, or what is wrong with what was given for it.
using ValueOrFailure = std::variant<Value, Failure>;

/// Returns the value that a field takes from what was given for it, or the Failure that names the option. Texts: `-`
/// reads standard input, `@` opens the editor. References stay as given until the case is known (resolve_references).
/// Throws a Failure only for what a better answer would not mend: a question without an answer, a draft that cannot be
/// made.
ValueOrFailure value_given(Context&, const FieldRow&, const std::vector<std::string>& given);

/// Returns the same value. Throws the Failure.
Value read_value(Context&, const FieldRow&, const std::vector<std::string>& given);

Date read_day(Context&, std::string_view option, std::string_view given);
LocalTime read_time(Context&, std::string_view option, std::string_view given);
/// A day and time that stand in place of an appointment (cli/dates.h).
LocalTime read_time_instead(Context&, std::string_view option, std::string_view given, const LocalTime& appointment);
/// `--known-at`: a moment, a local time, or a day (its end).
rules::KnownAt read_known_at(std::string_view given);

/// --as-of and --known-at of a command that takes them.
rules::AsOf read_as_of(Context&);
/// The two options.
std::vector<OptionSpec> as_of_options();

/// Asks on the terminal for the arguments that the command requires and that were not given. Throws a Failure where
/// there is no answer.
void ask_for_missing(const Context&, Arguments&);

/// CASE, the first argument of most commands.
ArgumentSpec case_argument();

/// Returns the id of the case that is meant; see actions::case_meant().
std::string case_named(Context&, std::string_view given);

/// Tells, as warnings and unless --quiet, which copies of cases' files lie in the ledger, and what an editor has left
/// of them.
void tell_strays(const Context&, const std::vector<Diagnostic>&);

/// The same as case_named(), for a command that opens this one case: tells its strays.
std::string find_case(Context&, std::string_view given);

/// Asks on the terminal until the answer is a value that the field takes; says what is wrong with others. Returns
/// nothing for an empty answer, where that `may_stay_open`.
std::optional<Value> ask_for_value(Context&, const FieldRow&, const Message& question, bool may_stay_open);

/// Returns a text from the editor (VISUAL, EDITOR, else vi), on a private file inside the ledger; or why the editor did
/// not end well. Throws a Failure where there is no terminal for it, or the file cannot be made.
std::variant<std::string, Failure> edit_text(Context&, std::string_view name);

/// A value from a table of known ones, or a Failure with the nearest.
template <Word E>
E read_word(std::string_view option, std::string_view given) {
  if (const auto e = from_word<E>(given)) return *e;
  throw Failure{Exit::usage, field::wrong_word({Field{option, ""}, Type::word, Vocabulary<E>::words}, given)};
}

}  // namespace psp::cli
