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

/// Holds the words of an enumeration, in the order of its enumerators, and the name of the enumeration as the context
/// of its words' translations. It is specialised beside each enumeration.
template <class E>
struct Vocabulary;

#define PSP_WORDS(E, ...)                                                         \
  template <>                                                                     \
  struct Vocabulary<E> {                                                          \
    static constexpr auto words = std::to_array<std::string_view>({__VA_ARGS__}); \
    static constexpr auto name = without_namespaces(#E);                          \
  }

constexpr std::string_view without_namespaces(std::string_view name) {
  return name.substr(name.rfind(':') == name.npos ? 0 : name.rfind(':') + 1);
}

template <class E>
concept Word = std::is_enum_v<E> && requires {
  Vocabulary<E>::words;
};

template <Word E>
constexpr std::string_view word(E e) {
  return Vocabulary<E>::words[static_cast<std::size_t>(e)];
}

/// Returns the word for people: a message in the context of its vocabulary.
template <Word E>
Message label(E e) {
  return msg_in(Vocabulary<E>::name, word(e));
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
  bool ahead = false;      ///< days and times that lie ahead: one that is not said in full is the nearest to come
  bool with_year = false;  ///< days far from today: none is said without its year
};

/// A field with its type: a row of the tables from which options, checks and man pages are made.
struct FieldRow : Field {
  Type type = Type::text;
  std::span<const std::string_view> words = {};  ///< the vocabulary of a word or a list of words
  std::string_view vocabulary = {};              ///< its name
};

/// Returns a field's name for people: a message in the context `field`.
inline Message label(const Field& f) { return msg_in("field", f.name); }

/// Returns one of the words that the field takes, for people; any other text as it is.
inline Message label(const FieldRow& row, const std::string& word) {
  for (const auto w : row.words)
    if (w == word) return msg_in(row.vocabulary, w);
  return msg("{}", word);
}

/// Returns a field's name as an option has it: `notice-waived` for `notice_waived`.
std::string option_name(std::string_view field);

using NamedValue = std::pair<std::string_view, Value>;

/// A field that is set.
struct SetField {
  const FieldRow& row;
  Value value;
  bool operator==(const SetField& other) const { return row.name == other.row.name && value == other.value; }
};
using SetFields = std::vector<SetField>;

/// Returns the value of the field called `name`; nothing if it is not set.
std::optional<Value> value_of(const SetFields&, std::string_view name);

namespace field {

/// Returns the type of a member of this C++ type, be it optional or not.
template <class M>
constexpr Type type_of() {
  if constexpr (Word<M>) return Type::word;
  else if constexpr (std::same_as<M, std::string>) return Type::text;
  else if constexpr (std::same_as<M, Reference>) return Type::reference;
  else if constexpr (std::same_as<M, std::int64_t>) return Type::integer;
  else if constexpr (std::same_as<M, bool>) return Type::boolean;
  else if constexpr (std::same_as<M, Date>) return Type::date;
  else if constexpr (std::same_as<M, LocalTime>) return Type::local_time;
  else if constexpr (std::same_as<M, Moment>) return Type::moment;
  else if constexpr (std::same_as<M, Texts>) return Type::texts;
  else if constexpr (std::same_as<M, References>) return Type::references;
  else if constexpr (std::same_as<M, Dates>) return Type::dates;
  else if constexpr (std::same_as<M, std::vector<typename M::value_type>>) return Type::words;
  else return type_of<typename M::value_type>();
}

/// Returns the words of an enumeration, also for an optional or a list of it; none for any other type.
template <class M>
constexpr std::span<const std::string_view> vocabulary() {
  if constexpr (Word<M>) return Vocabulary<M>::words;
  else if constexpr (requires { typename M::value_type; }) return vocabulary<typename M::value_type>();
  else return {};
}

/// Returns the name of that vocabulary; "" for any other type.
template <class M>
constexpr std::string_view vocabulary_name() {
  if constexpr (Word<M>) return Vocabulary<M>::name;
  else if constexpr (requires { typename M::value_type; }) return vocabulary_name<typename M::value_type>();
  else return {};
}

/// Returns true if the member is set; an empty text or list counts as not set.
template <class M>
bool is_set(const M& m) {
  if constexpr (requires { m.has_value(); }) return m.has_value();
  else if constexpr (requires { m.empty(); }) return !m.empty();
  else if constexpr (std::same_as<M, Reference>) return !m.id.empty();
  else return true;
}

inline std::string text_of(const Reference& reference) { return reference.id; }
template <Word E>
std::string text_of(E e) {
  return std::string(word(e));
}

/// Returns the value of a member; nothing if it is not set.
template <class M>
std::optional<Value> get(const M& m) {
  if (!is_set(m)) return std::nullopt;
  if constexpr (requires { m.has_value(); }) return get(*m);
  else if constexpr (requires { text_of(m); }) return text_of(m);
  else if constexpr (requires { text_of(m.front()); }) {
    Texts texts;
    for (const auto& one : m) texts.push_back(text_of(one));
    return texts;
  } else return m;
}

/// Returns the word that the member holds; "" if it is of another type, or not set.
template <class M>
std::string_view word_of(const M& m) {
  if constexpr (Word<M>) return word(m);
  else if constexpr (requires { m.has_value(); }) return m ? word_of(*m) : std::string_view();
  else return {};
}

/// Return the message for a value that the field cannot take: it has another type, or is no word of the vocabulary.
Message wrong_type(const FieldRow&);
Message wrong_word(const FieldRow&, std::string_view given);
/// Returns that message for a field of this name and these words; `near` is the one that may be meant, or "".
Message wrong_word(std::string_view name, std::span<const std::string_view> words, std::string_view given,
                   std::string_view near);
/// Returns the message for a whole number outside the field's limits; put() takes such a number all the same.
std::optional<Message> out_of_range(const FieldRow&, const Value&);

/// The types that a Value holds as they are.
template <class T>
concept HeldAsIs = std::same_as<T, std::string> || std::same_as<T, std::int64_t> || std::same_as<T, bool> ||
    std::same_as<T, Date> || std::same_as<T, LocalTime> || std::same_as<T, Moment> || std::same_as<T, Texts>;

// put() sets a member. If the value does not fit, it returns what is wrong and leaves the member as it was.
template <HeldAsIs T>
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
  return {f, type_of<M>(), vocabulary<M>(), vocabulary_name<M>()};
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

/// Returns the row of the field of this name, which there must be.
template <class Description, class T = Description>
const FieldRow& field_row(std::string_view name) {
  const auto& rows = field_rows<Description, T>();
  for (const auto& row : rows)
    if (row.name == name) return row;
  return rows.front();
}

/// Calls `look(row, member)` for each field of `t`, set or not, in the order in which they are written.
template <class Description, class T, class Look>
void each_field_of(const T& t, const Look& look) {
  const auto* row = field_rows<Description, T>().data();
  auto hand_on = [&](const Field&, const auto& member) { look(*row++, member); };
  Description::fields(hand_on, t);
}

/// Returns the fields of `t` that are set, in the order in which they are written.
template <class Description, class T>
SetFields set_fields_of(const T& t) {
  SetFields all;
  each_field_of<Description>(t, [&](const FieldRow& row, const auto& member) {
    if (auto v = field::get(member)) all.push_back({row, std::move(*v)});
  });
  return all;
}
template <class T>
SetFields set_fields(const T& t) {
  return set_fields_of<T>(t);
}

/// Returns true if all fields of the two have equal values.
template <class Description, class T>
bool same_fields_of(const T& a, const T& b) {
  std::vector<const void*> of_a;
  of_a.reserve(24);
  each_field_of<Description>(a, [&](const FieldRow&, const auto& member) { of_a.push_back(&member); });
  auto other = of_a.begin();
  bool same = true;
  each_field_of<Description>(
      b, [&]<class M>(const FieldRow&, const M& member) { same = *static_cast<const M*>(*other++) == member && same; });
  return same;
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
