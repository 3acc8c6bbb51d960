#include "format/canonical.h"

#include <algorithm>
#include <array>

#include "format/reader.h"
#include "format/toml.h"
#include "model/text.h"
#include "model/utf8.h"

namespace psp::format {
namespace {

/// What a byte is between quotes.
enum class Within : unsigned char { plain, ends, beyond_ascii, refused };

constexpr auto within_quotes = [] {
  std::array<Within, 256> table{};
  for (std::size_t byte = 0; byte < table.size(); ++byte) {
    if (byte >= 0x80) table[byte] = Within::beyond_ascii;
    else if (byte == '"' || byte == '\\' || byte == '\n') table[byte] = Within::ends;
    else if ((byte < 0x20 && byte != '\t') || byte == 0x7f) table[byte] = Within::refused;
    else table[byte] = Within::plain;
  }
  return table;
}();

/// Goes through a text and takes off it what it is asked for. A function that returns false may have gone part of the
/// way: nothing more is to be asked then.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  int line() const { return line_; }
  bool at_end() const { return rest_.empty(); }

  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool take(std::string_view words) {
    if (!rest_.starts_with(words)) return false;
    rest_.remove_prefix(words.size());
    return true;
  }

  bool take_line_end() {
    if (!take('\n')) return false;
    ++line_;
    return true;
  }
  void pass_empty_lines() {
    while (take_line_end()) {
    }
  }

  /// Takes `name = `, the beginning of a line.
  bool take_key(std::string_view name) { return begins_like(name) && take_key_that_may_be(name); }

  /// Takes `[[kind]]`, and returns the kind; "" if there is none.
  std::string_view take_record_header() {
    if (!take("[[")) return {};
    const auto end = rest_.find(']');
    if (end == std::string_view::npos) return {};
    const auto kind = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return take("]]") && take_line_end() ? kind : std::string_view();
  }

  // Each takes a value as write_value() writes it.

  bool take_value(std::string& text) {
    if (!take('"')) return false;
    if (const auto length = length_of_word(); length > 0) {
      text.assign(rest_.data(), length);
      return take_off(length + 1);
    }
    return take("\"\"\n") ? take_paragraph(text) : take_characters(text) && take('"') && !blank(text);
  }
  bool take_value(Reference& reference) { return take_value(reference.id); }

  bool take_value(std::int64_t& number) {
    const bool negative = take('-');
    std::size_t digits = 0;
    number = 0;
    while (digits < rest_.size() && digits < 18 && is_digit(rest_[digits]))
      number = number * 10 + rest_[digits++] - '0';
    if (digits == 0 || (rest_[0] == '0' && (digits > 1 || negative))) return false;
    rest_.remove_prefix(digits);
    if (negative) number = -number;
    return true;
  }

  bool take_value(bool& truth) {
    truth = take("true");
    return truth || take("false");
  }

  bool take_value(Date& date) {
    Digits digits(rest_, 10);
    date = {100 * digits.pair(0) + digits.pair(2), digits.pair(5), digits.pair(8)};
    return digits.with('-', 4) && digits.with('-', 7) && take_off(10) && exists(date);
  }
  bool take_value(LocalTime& time) {
    if (!take_value(time.date)) return false;
    Digits digits(rest_, 9);
    time.hour = digits.pair(1);
    time.minute = digits.pair(4);
    time.second = digits.pair(7);
    return digits.with('T', 0) && digits.with(':', 3) && digits.with(':', 6) && take_off(9) && exists(time);
  }
  bool take_value(Moment& moment) {
    if (!take_value(moment.local)) return false;
    const bool west = take('-');
    if (!west && !take('+')) return false;
    Digits digits(rest_, 5);
    const auto hours = digits.pair(0), minutes = digits.pair(3);
    if (!digits.with(':', 2) || !take_off(5)) return false;
    moment.offset = 60 * hours + minutes;
    if (hours > 23 || minutes > 59 || (west && moment.offset == 0)) return false;
    if (west) moment.offset = -moment.offset;
    return true;
  }

  template <Word E>
  bool take_value(E& e) {
    if (!take('"')) return false;
    const auto length = length_of_word();
    const auto known = from_word<E>(rest_.substr(0, length));
    if (!known) return false;
    e = *known;
    return take_off(length + 1);
  }

  template <class T>
  bool take_value(std::optional<T>& value) {
    return take_value(value.emplace());
  }

  template <class T>
  bool take_value(std::vector<T>& list) {
    constexpr std::size_t most = 1000;  // the library's way counts those of the whole file
    if (!take('[')) return false;
    do {
      if (list.size() == most || !take_element(list.emplace_back())) return false;
    } while (take(", "));
    return take(']');
  }

 private:
  bool begins_like(std::string_view name) const {
    return rest_.size() > name.size() && rest_.front() == name.front() && rest_[name.size()] == ' ';
  }
  bool take_key_that_may_be(std::string_view name) {
    const auto size = name.size();
    if (rest_.size() < size + 3 || rest_[size + 1] != '=' || rest_[size + 2] != ' ') return false;
    if (!std::equal(name.begin(), name.end(), rest_.begin())) return false;
    return take_off(size + 3);
  }

  /// Reads numbers of two digits at fixed places of so many characters, and remembers if something else stood there.
  class Digits {
   public:
    Digits(std::string_view text, std::size_t size) : at_(text.size() < size ? "....................." : text.data()) {}
    int pair(std::size_t i) {
      const auto tens = static_cast<unsigned>(at_[i] - '0'), ones = static_cast<unsigned>(at_[i + 1] - '0');
      only_digits_ = only_digits_ && tens < 10 && ones < 10;
      return static_cast<int>(10 * tens + ones);
    }
    /// Returns true if there were only digits, and this character stands here.
    bool with(char c, std::size_t i) const { return only_digits_ && at_[i] == c; }

   private:
    const char* at_;
    bool only_digits_ = true;
  };

  bool take_off(std::size_t length) {
    rest_.remove_prefix(length);
    return true;
  }

  /// Returns the number of characters up to a `"` if they are all visible ASCII characters, and none is an escape; else
  /// 0.
  std::size_t length_of_word() const {
    std::size_t length = 0;
    while (length < rest_.size() && rest_[length] > ' ' && rest_[length] < 0x7f && rest_[length] != '"' &&
           rest_[length] != '\\')
      ++length;
    return length < rest_.size() && rest_[length] == '"' ? length : 0;
  }

  /// Takes characters and escapes up to a `"` or the end of the line.
  bool take_characters(std::string& text) {
    for (;;) {
      std::size_t length = 0;
      while (length < rest_.size()) {
        const auto kind = within_quotes[static_cast<unsigned char>(rest_[length])];
        if (kind == Within::plain) {
          ++length;
        } else if (kind == Within::beyond_ascii) {
          const auto character = decode(rest_.substr(length)).length;
          if (character == 0) return false;
          length += character;
        } else if (kind == Within::refused) {
          return false;
        } else {
          break;
        }
      }
      text += rest_.substr(0, length);
      rest_.remove_prefix(length);
      if (!take('\\')) return !rest_.empty();
      if (!take_escape(text)) return false;
    }
  }

  bool take_escape(std::string& text) {
    constexpr std::string_view escapes = "\"\\bnfr", meant = "\"\\\b\n\f\r";
    if (rest_.empty()) return false;
    const auto at = escapes.find(rest_.front());
    if (at != std::string_view::npos) {
      text += meant[at];
      rest_.remove_prefix(1);
      return true;
    }
    constexpr std::string_view digits = "0123456789ABCDEF";
    if (!take("u00") || rest_.size() < 2) return false;
    const auto high = digits.find(rest_[0]), low = digits.find(rest_[1]);
    const auto code = 16 * high + low;
    if (high > 7 || low > 15 || !(code < 0x20 || code == 0x7f)) return false;
    text += static_cast<char>(code);
    rest_.remove_prefix(2);
    return true;
  }

  /// Takes a text of several lines and the three quotes that end it.
  bool take_paragraph(std::string& text) {
    ++line_;
    while (take_characters(text)) {
      if (take_line_end()) {
        text += '\n';
      } else if (take("\"\"\"")) {
        return !blank(text);
      } else if (rest_.starts_with("\"\"")) {
        return false;  // psp escapes quotes that follow each other
      } else {
        take('"');
        text += '"';
      }
    }
    return false;
  }

  /// In a list each text stands on one line, and may be empty.
  bool take_element(std::string& text) { return take('"') && take_characters(text) && take('"'); }
  bool take_element(Reference& reference) { return take_element(reference.id); }
  template <class T>
  bool take_element(T& other) {
    return take_value(other);
  }

  std::string_view rest_;
  int line_ = 1;
};

/// Takes the fields that fields() hands out, in their order, each on a line of its own, and notes the places of their
/// keys.
class FieldTaker {
 public:
  FieldTaker(Scanner& scanner, std::vector<KeyPlace>& keys, bool texts_too)
      : scanner_(scanner), keys_(keys), texts_too_(texts_too) {}

  /// Returns true if each field that is there could be read, and each that has to be is there.
  bool whole() const { return whole_; }

  template <class M>
  void operator()(const Field& field, M& member) {
    if (!whole_) return;
    if (!scanner_.take_key(field.name)) {
      whole_ = !is_missed(field, field::type_of<M>(), texts_too_);
    } else {
      keys_.push_back({field.name, scanner_.line(), 1});
      whole_ = scanner_.take_value(member) && scanner_.take_line_end();
    }
  }

 private:
  Scanner& scanner_;
  std::vector<KeyPlace>& keys_;
  const bool texts_too_;
  bool whole_ = true;
};

bool take_record(Scanner& scanner, Record& r) {
  r.line = scanner.line();
  const auto* kind = find_record_kind(scanner.take_record_header());
  if (!kind) return false;
  r.body = kind->make();
  r.keys.reserve(8);
  FieldTaker take(scanner, r.keys, false);
  RecordHead::fields(take, r);
  std::visit([&]<class T>(T& body) { T::fields(take, body); }, r.body);
  RecordTail::fields(take, r);
  return take.whole() && is_record_id(r.id);
}

/// Returns at least the number of records in the text, and never more than there is room for in it.
std::size_t most_records_in(std::string_view text) {
  std::size_t count = 0;
  for (auto at = text.find("[["); at != std::string_view::npos; at = text.find("[[", at + 2)) ++count;
  constexpr std::size_t least_bytes_of_a_record = 48;
  return std::min(count, text.size() / least_bytes_of_a_record);
}

/// Takes the header, and the empty lines below it.
bool take_header(Scanner& scanner, Header& header, std::vector<KeyPlace>& keys) {
  FieldTaker take(scanner, keys, true);
  Header::fields(take, header);
  const auto line = scanner.line();
  scanner.pass_empty_lines();
  return take.whole() && header.format == format_number && (scanner.at_end() || scanner.line() > line);
}

}  // namespace

std::optional<Header> read_canonical_header(std::string_view text) {
  Scanner scanner(text);
  Header header;
  std::vector<KeyPlace> keys;
  return take_header(scanner, header, keys) ? std::optional(std::move(header)) : std::nullopt;
}

std::optional<Case> read_canonical_case(std::string_view text, std::string_view file) {
  if (text.size() > largest_file) return std::nullopt;
  std::optional<Case> read(std::in_place);
  read->file = file;
  Scanner scanner(text);
  if (!take_header(scanner, read->header, read->keys)) return std::nullopt;
  if (scanner.take("[intake]")) {
    if (!scanner.take_line_end()) return std::nullopt;
    FieldTaker take(scanner, read->keys, true);
    Intake::fields(take, read->intake);
    if (!take.whole()) return std::nullopt;
    scanner.pass_empty_lines();
  }
  read->records.reserve(most_records_in(text));
  while (!scanner.at_end()) {
    if (!take_record(scanner, read->records.emplace_back())) return std::nullopt;
    scanner.pass_empty_lines();
  }
  return read;
}

}  // namespace psp::format
