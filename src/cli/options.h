// Options that bear the names of fields.
#pragma once

#include <functional>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cli/context.h"

namespace psp::cli {

/// Returns the options that bear the names of these fields. `without` are fields that come in another way.
std::vector<OptionSpec> field_options(const std::vector<FieldRow>&,
                                      std::initializer_list<std::string_view> without = {});
/// Returns --note, which every record takes.
OptionSpec note_option();

/// Returns the argument with which a field can be given behind CASE, without its option: TEXT for `text`. A text may
/// have several words.
ArgumentSpec behind(const FieldRow&);
/// Return the value of a field that stands behind CASE, in all words of that argument or in these; none without a word.
/// They throw a Failure as read_value() does, and (Exit::usage) if its option is given besides.
std::vector<NamedValue> values_behind(Context&, const FieldRow&);
std::vector<NamedValue> values_behind(Context&, const FieldRow&, const std::vector<std::string>& words);

/// Throws a Failure (Exit::usage) if there is more than one of these options, which exclude each other.
void refuse_second(const std::vector<std::string>& given);

/// Gives `put` the values of the options that bear the names of these fields, but for those that come from `elsewhere`;
/// what is not given stays unset. Throws a Failure as read_value() does.
void read_options(Context&, const std::vector<FieldRow>&, const std::function<void(const FieldRow&, const Value&)>& put,
                  const std::set<std::string_view>& elsewhere = {});

}  // namespace psp::cli
