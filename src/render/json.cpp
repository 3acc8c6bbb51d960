#include "render/json.h"

#include <cstdint>

#include <fmt/format.h>

#include "i18n/tr.h"
#include "model/utf8.h"
#include "render/printable.h"

namespace psp::render {

namespace {

/// Returns a character as JSON writes any in ASCII: one beyond the first plane as two surrogates.
std::string escaped(char32_t code) {
  const auto c = static_cast<std::uint32_t>(code);
  if (c < 0x10000) return fmt::format("\\u{:04x}", c);
  return fmt::format("\\u{:04x}\\u{:04x}", 0xd800 + ((c - 0x10000) >> 10), 0xdc00 + ((c - 0x10000) & 0x3ff));
}

}  // namespace

void Json::part() {
  if (!first_ && !after_key_) out_ += ", ";
  first_ = after_key_ = false;
}

Json& Json::open(char bracket) {
  part();
  out_ += bracket;
  first_ = true;
  return *this;
}

Json& Json::close(char bracket) {
  out_ += bracket;
  first_ = false;
  return *this;
}

Json& Json::key(std::string_view name) {
  value(name);
  out_ += ": ";
  after_key_ = true;
  return *this;
}

Json& Json::value(std::string_view text) {
  part();
  out_ += '"';
  while (!text.empty()) {
    std::size_t plain = 0;  // ASCII characters that stand for themselves
    while (plain < text.size() && text[plain] >= ' ' && text[plain] <= '~' && text[plain] != '"' && text[plain] != '\\')
      ++plain;
    out_ += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const char c = text.front();
    const auto [code, length] = decode(text);
    if (length == 0) out_ += "\xef\xbf\xbd";
    else if (c == '"' || c == '\\') out_ += {'\\', c};
    else if (c == '\n') out_ += "\\n";
    else if (c == '\t') out_ += "\\t";
    else if (is_hidden(code)) out_ += escaped(code);
    else out_ += text.substr(0, length);
    text.remove_prefix(length == 0 ? 1 : length);
  }
  out_ += '"';
  return *this;
}

Json& Json::value(std::int64_t number) {
  part();
  out_ += std::to_string(number);
  return *this;
}

Json& Json::value(bool b) {
  part();
  out_ += b ? "true" : "false";
  return *this;
}

Json& Json::value(Date d) { return value(to_text(d)); }

Json& Json::value(const Message& m) { return value(i18n::tr(Language::en, m)); }

Json& Json::written(std::string_view value) {
  part();
  out_ += value;
  return *this;
}

Json& Json::null() {
  part();
  out_ += "null";
  return *this;
}

Json& Json::number(std::string_view digits) {
  part();
  out_ += digits;
  return *this;
}

Json& Json::value(const Value& v) {
  struct AsJson {
    Json& json;
    void operator()(const std::string& text) const { json.value(std::string_view(text)); }
    void operator()(std::int64_t number) const { json.value(number); }
    void operator()(bool b) const { json.value(b); }
    void operator()(Date d) const { json.value(d); }
    void operator()(const LocalTime& t) const { json.value(std::string_view(to_text(t))); }
    void operator()(const Moment& m) const { json.value(std::string_view(to_text(m))); }
    void operator()(const Texts& texts) const {
      json.begin_array();
      for (const auto& text : texts) json.value(std::string_view(text));
      json.end_array();
    }
    void operator()(const Dates& dates) const {
      json.begin_array();
      for (const auto d : dates) json.value(d);
      json.end_array();
    }
  };
  std::visit(AsJson{*this}, v);
  return *this;
}

}  // namespace psp::render
