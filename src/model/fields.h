// How records, headers and settings are described. Each type lists its fields once, in its own fields(). The functions
// here derive the rest from that list: a table of the fields, the values that are set, and setting one by its name.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "model/message.h"
#include "model/value.h"

namespace psp {

/// Holds the words of an enumeration, in the order of its enumerators. It is specialised beside each enumeration.
template <class E>
struct Vocabulary;

#define PSP_WORDS(E, ...)                                                         \
  template <>                                                                     \
  struct Vocabulary<E> {                                                          \
    static constexpr auto words = std::to_array<std::string_view>({__VA_ARGS__}); \
  }

template <class E>
concept Word = std::is_enum_v<E> && requires {
  Vocabulary<E>::words;
};

template <Word E>
constexpr std::string_view word(E e) {
  return Vocabulary<E>::words[static_cast<std::size_t>(e)];
}

template <Word E>
constexpr std::optional<E> from_word(std::string_view text) {
  for (std::size_t i = 0; i < Vocabulary<E>::words.size(); ++i)
    if (Vocabulary<E>::words[i] == text) return static_cast<E>(i);
  return std::nullopt;
}

/// The id of a record of the same case, or the one word that the field takes besides an id (Field::also).
struct Reference {
  std::string id;
  bool operator==(const Reference&) const = default;
};
using References = std::vector<Reference>;

enum class Need { optional, required };

/// Says for which words of another field a field may be set: `{"outcome", {"missed"}}`.
struct Only {
  std::string_view field;
  std::array<std::string_view, 2> words;
};

struct Field {
  std::string_view name;
  std::string_view help;  ///< what it holds, in a few words
  Need need = Need::optional;
  Only only = {};                ///< when the field may be set; `need` applies only then
  std::string_view also = {};    ///< the one word that a reference may hold in place of an id
  std::string_view refers = {};  ///< the kind of record that a reference means, "" for any; for a text, what of
                                 ///< psp.toml has it as a key: `worker`, `provider`
  std::int64_t low = INT64_MIN, high = INT64_MAX;  ///< limits of an integer, both included
  bool sentences = false;                          ///< the texts of a list may hold commas, so each is given apart
};

/// A field with its type: a row of the tables from which options, checks and man pages are made.
struct FieldRow : Field {
  Type type = Type::text;
  std::span<const std::string_view> words = {};  ///< the vocabulary of a word or a list of words
};

/// Returns a field's name as an option has it: `notice-waived` for `notice_waived`.
std::string option_name(std::string_view field);

using NamedValue = std::pair<std::string_view, Value>;

namespace field {

template <class T>
struct Trait;
template <>
struct Trait<std::string> {
  static constexpr Type type = Type::text;
};
template <>
struct Trait<Reference> {
  static constexpr Type type = Type::reference;
};
template <>
struct Trait<std::int64_t> {
  static constexpr Type type = Type::integer;
};
template <>
struct Trait<bool> {
  static constexpr Type type = Type::boolean;
};
template <>
struct Trait<Date> {
  static constexpr Type type = Type::date;
};
template <>
struct Trait<LocalTime> {
  static constexpr Type type = Type::local_time;
};
template <>
struct Trait<Moment> {
  static constexpr Type type = Type::moment;
};
template <>
struct Trait<Texts> {
  static constexpr Type type = Type::texts;
};
template <>
struct Trait<References> {
  static constexpr Type type = Type::references;
};
template <>
struct Trait<Dates> {
  static constexpr Type type = Type::dates;
};
template <Word E>
struct Trait<E> {
  static constexpr Type type = Type::word;
  static constexpr std::span<const std::string_view> words = Vocabulary<E>::words;
};
template <Word E>
struct Trait<std::vector<E>> {
  static constexpr Type type = Type::words;
  static constexpr std::span<const std::string_view> words = Vocabulary<E>::words;
};
template <class T>
struct Trait<std::optional<T>> : Trait<T> {};

// get() returns the value of a member, or nothing if it is not set; an empty text or list counts as not set.
inline std::optional<Value> get(const std::string& m) { return m.empty() ? std::nullopt : std::optional<Value>(m); }
inline std::optional<Value> get(const Reference& m) { return get(m.id); }
inline std::optional<Value> get(std::int64_t m) { return m; }
inline std::optional<Value> get(bool m) { return m; }
inline std::optional<Value> get(Date m) { return m; }
inline std::optional<Value> get(const LocalTime& m) { return m; }
inline std::optional<Value> get(const Moment& m) { return m; }
inline std::optional<Value> get(const Texts& m) { return m.empty() ? std::nullopt : std::optional<Value>(m); }
inline std::optional<Value> get(const Dates& m) { return m.empty() ? std::nullopt : std::optional<Value>(m); }
inline std::optional<Value> get(const References& m) {
  Texts ids;
  for (const auto& r : m) ids.push_back(r.id);
  return get(ids);
}
template <Word E>
std::optional<Value> get(E m) {
  return std::string(word(m));
}
template <Word E>
std::optional<Value> get(const std::vector<E>& m) {
  Texts texts;
  for (const E e : m) texts.emplace_back(word(e));
  return get(texts);
}
template <class T>
std::optional<Value> get(const std::optional<T>& m) {
  return m ? get(*m) : std::nullopt;
}

/// Return the message for a value that the field cannot take: it has another type, or is no word of the vocabulary.
Message wrong_type(const FieldRow&);
Message wrong_word(const FieldRow&, std::string_view given);
/// Returns the message for a whole number outside the field's limits; put() takes such a number all the same.
std::optional<Message> out_of_range(const FieldRow&, const Value&);

/// The types that a Value holds as they are.
template <class T>
concept Plain = std::same_as<T, std::string> || std::same_as<T, std::int64_t> || std::same_as<T, bool> ||
    std::same_as<T, Date> || std::same_as<T, LocalTime> || std::same_as<T, Moment> || std::same_as<T, Texts>;

// put() sets a member. If the value does not fit, it returns what is wrong and leaves the member as it was.
template <Plain T>
std::optional<Message> put(const FieldRow& row, const Value& v, T& m) {
  const T* given = std::get_if<T>(&v);
  if (!given) return wrong_type(row);
  m = *given;
  return std::nullopt;
}
inline std::optional<Message> put(const FieldRow& row, const Value& v, Dates& m) {
  const auto* given = std::get_if<Dates>(&v);
  const auto* nothing = std::get_if<Texts>(&v);  // an empty list is read as one of texts
  if (!given && !(nothing && nothing->empty())) return wrong_type(row);
  m = given ? *given : Dates{};
  return std::nullopt;
}
inline std::optional<Message> put(const FieldRow& row, const Value& v, Reference& m) { return put(row, v, m.id); }
inline std::optional<Message> put(const FieldRow& row, const Value& v, References& m) {
  Texts ids;
  if (auto wrong = put(row, v, ids)) return wrong;
  m.clear();
  for (auto& id : ids) m.push_back({std::move(id)});
  return std::nullopt;
}
template <Word E>
std::optional<Message> put(const FieldRow& row, const Value& v, E& m) {
  std::string text;
  if (auto wrong = put(row, v, text)) return wrong;
  const auto e = from_word<E>(text);
  if (!e) return wrong_word(row, text);
  m = *e;
  return std::nullopt;
}
template <Word E>
std::optional<Message> put(const FieldRow& row, const Value& v, std::vector<E>& m) {
  Texts texts;
  if (auto wrong = put(row, v, texts)) return wrong;
  std::vector<E> all;
  for (const auto& text : texts) {
    const auto e = from_word<E>(text);
    if (!e) return wrong_word(row, text);
    all.push_back(*e);
  }
  m = std::move(all);
  return std::nullopt;
}
template <class T>
std::optional<Message> put(const FieldRow& row, const Value& v, std::optional<T>& m) {
  T inner{};
  if (auto wrong = put(row, v, inner)) return wrong;
  m = std::move(inner);
  return std::nullopt;
}

template <class M>
FieldRow row(const Field& f) {
  FieldRow r{f};
  r.type = Trait<M>::type;
  if constexpr (requires { Trait<M>::words; }) r.words = Trait<M>::words;
  return r;
}

}  // namespace field

// The templates below take the Description whose fields() they follow, and the object T: mostly they are one type.

/// Returns the table of the fields, in the order in which they are written. It is made once; threads may share it.
template <class Description, class T = Description>
const std::vector<FieldRow>& field_rows() {
  static const std::vector<FieldRow> rows = [] {
    std::vector<FieldRow> all;
    T sample;
    auto collect = [&]<class M>(const Field& f, M&) { all.push_back(field::row<M>(f)); };
    Description::fields(collect, sample);
    return all;
  }();
  return rows;
}

/// Returns the fields of `t` that are set, in the order in which they are written.
template <class Description, class T>
std::vector<NamedValue> field_values_of(const T& t) {
  std::vector<NamedValue> all;
  auto collect = [&](const Field& f, const auto& member) {
    if (auto v = field::get(member)) all.emplace_back(f.name, std::move(*v));
  };
  Description::fields(collect, t);
  return all;
}
template <class T>
std::vector<NamedValue> field_values(const T& t) {
  return field_values_of<T>(t);
}

/// Returns true if all fields of the two have equal values.
template <class Description, class T>
bool same_fields_of(const T& a, const T& b) {
  std::vector<const void*> of_a;
  of_a.reserve(24);
  const auto collect = [&](const Field&, const auto& member) { of_a.push_back(&member); };
  Description::fields(collect, a);
  auto other = of_a.begin();
  bool same = true;
  const auto compare = [&]<class M>(const Field&, const M& member) {
    same = *static_cast<const M*>(*other++) == member && same;
  };
  Description::fields(compare, b);
  return same;
}

/// Returns the word that the field called `name` holds; "" if it is not set, is of another type, or does not exist.
template <class T>
std::string_view word_in(const T& t, std::string_view name) {
  std::string_view found;
  auto look = [&]<class M>(const Field& f, const M& member) {
    if (f.name != name) return;
    if constexpr (Word<M>) found = word(member);
    else if constexpr (requires {
                         requires Word<typename M::value_type>;
                         member.has_value();
                       })
      found = member ? word(*member) : std::string_view();
  };
  T::fields(look, t);
  return found;
}

enum class Put { set, unknown, wrong };

/// Sets the field called `name`. Returns Put::unknown if there is no such field, and Put::wrong if the value does not
/// fit; `why` then says what is wrong, and the field stays as it was.
template <class Description, class T>
Put put_field_of(T& t, std::string_view name, const Value& value, Message& why) {
  Put result = Put::unknown;
  auto assign = [&]<class M>(const Field& f, M& member) {
    if (f.name != name) return;
    auto wrong = field::put(field::row<M>(f), value, member);
    result = wrong ? Put::wrong : Put::set;
    if (wrong) why = std::move(*wrong);
  };
  Description::fields(assign, t);
  return result;
}
template <class T>
Put put_field(T& t, std::string_view name, const Value& value, Message& why) {
  return put_field_of<T>(t, name, value, why);
}

/// Returns the words, separated by ", ".
std::string listed(std::span<const std::string_view> words);

}  // namespace psp
