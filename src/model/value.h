// The values that a field can hold, as reading, writing, JSON, options and checks exchange them.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "model/date.h"

namespace psp {

using Texts = std::vector<std::string>;
using Dates = std::vector<Date>;
using Value = std::variant<std::string, std::int64_t, bool, Date, LocalTime, Moment, Texts, Dates>;

/// The types of fields. A word is one of a vocabulary; a reference is the id of a record of the same case.
enum class Type { text, word, reference, integer, boolean, date, local_time, moment, texts, words, references, dates };

/// True where a field holds several values.
constexpr bool is_list(Type type) {
  return type == Type::texts || type == Type::words || type == Type::references || type == Type::dates;
}

}  // namespace psp
