// A writer of JSON (RFC 8259) that sets commas, and makes every string valid.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "model/message.h"
#include "model/value.h"

namespace psp::render {

/// Writes in the order of the calls, which must nest as JSON does, with a key before each member of an object.
class Json {
 public:
  Json& begin_object() { return open('{'); }
  Json& end_object() { return close('}'); }
  Json& begin_array() { return open('['); }
  Json& end_array() { return close(']'); }
  Json& key(std::string_view);

  Json& value(std::string_view);  ///< bytes that are no UTF-8 become U+FFFD
  Json& value(const std::string& text) { return value(std::string_view(text)); }
  Json& value(const char* text) { return value(std::string_view(text)); }
  Json& value(std::int64_t);
  Json& value(bool);
  Json& value(Date);
  Json& value(const Value&);
  Json& value(const Message&);  ///< in English: what is for programs is the same in every language
  Json& null();
  Json& written(std::string_view value);  ///< a value that another Json wrote
  Json& number(std::string_view digits);  ///< a number as it is to be written
  template <class T>
  Json& value(const std::optional<T>& v) {
    return v ? value(*v) : null();
  }
  /// Writes a key with its value.
  template <class T>
  Json& member(std::string_view name, const T& v) {
    return key(name).value(v);
  }

  /// Returns what was written since it was last asked, and goes on. Of one value it is what written() takes.
  std::string taken() { return std::exchange(out_, {}); }

  /// Returns the text, with a line break at its end. Nothing is to be written after that.
  std::string text() {
    out_ += '\n';
    return std::move(out_);
  }

 private:
  Json& open(char);
  Json& close(char);
  void part();  // writes a comma if one belongs here

  std::string out_;
  bool first_ = true, after_key_ = false;
};

}  // namespace psp::render
