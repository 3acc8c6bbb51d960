#include "model/unicode.h"

#include <cstdlib>
#include <memory>

#include <utf8proc.h>

#include "model/utf8.h"

namespace psp {

std::size_t columns(std::string_view text) {
  int n = 0;
  while (!text.empty()) {
    const auto [code, length] = decode(text);
    n += length == 0 ? 1 : utf8proc_charwidth(static_cast<utf8proc_int32_t>(code));
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return static_cast<std::size_t>(n);
}

std::string composed(std::string_view text) {
  utf8proc_uint8_t* out = nullptr;
  const auto length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &out, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(out, &std::free);
  return length < 0 ? std::string(text)
                    : std::string(reinterpret_cast<const char*>(out), static_cast<std::size_t>(length));
}

}  // namespace psp
