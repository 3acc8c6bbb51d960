#include "render/printable.h"

#include <cstdint>

#include <fmt/format.h>

#include "model/text.h"
#include "model/utf8.h"

namespace psp::render {
bool is_hidden(char32_t c) {
  if (c == '\n' || c == '\t') return false;
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x61c || c == 0x180e ||
         (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
         (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe0fff);
}

std::string printable(std::string_view text) {
  if (is_plain_ascii(text)) return std::string(text);
  std::string out;
  while (!text.empty()) {
    const auto [code, length] = decode(text);
    if (length == 0) {
      out += fmt::format("\\x{{{:02x}}}", static_cast<unsigned char>(text.front()));
      text.remove_prefix(1);
      continue;
    }
    if (is_hidden(code)) out += fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(code));
    else out += text.substr(0, length);
    text.remove_prefix(length);
  }
  return out;
}

std::string printable_line(std::string_view text) {
  auto out = printable(text);
  for (char& c : out)
    if (c == '\n' || c == '\t') c = ' ';
  return out;
}

}  // namespace psp::render
