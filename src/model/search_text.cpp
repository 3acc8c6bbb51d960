#include "model/search_text.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "model/unicode.h"
#include "model/utf8.h"

namespace psp {
namespace {

/// Returns what an escape at the front of the text stands for, with the escape's length in bytes; nothing without one.
std::optional<CodePoint> escape_at(std::string_view text) {
  if (text.size() < 2 || text.front() != '\\') return std::nullopt;
  const auto hex = [&](std::size_t digits) -> std::optional<CodePoint> {
    if (text.size() < 2 + digits) return std::nullopt;
    std::uint32_t code = 0;
    const auto* begin = text.data() + 2;
    const auto read = std::from_chars(begin, begin + digits, code, 16);
    if (read.ec != std::errc{} || read.ptr != begin + digits) return std::nullopt;
    return CodePoint{code, 2 + digits};
  };
  switch (text[1]) {
    case 'u': return hex(4);
    case 'U': return hex(8);
    case 'n': return CodePoint{'\n', 2};
    case 'b':
    case 't':
    case 'f':
    case 'r': return CodePoint{' ', 2};
    case '"': return CodePoint{'"', 2};
    case '\\': return CodePoint{'\\', 2};
    case '\n': return CodePoint{' ', 2};  // the text goes on in the next line
    default: return std::nullopt;
  }
}

bool is_ascii_as_it_is(std::string_view text, Escapes escapes) {
  return std::all_of(text.begin(), text.end(), [&](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x7f && (byte >= 0x20 || c == '\n' || c == '\t' || c == '\r') &&
           !(c == '\\' && escapes == Escapes::read);
  });
}

}  // namespace

Reading::Reading(std::string_view text, Escapes escapes) : text_(text) {
  letters_.reserve(text.size());
  if (is_ascii_as_it_is(text, escapes)) {
    read_ascii(text);
    return;
  }
  places_.reserve(text.size() + 1);
  for (std::size_t at = 0; at < text.size();) {
    const auto rest = text.substr(at);
    auto point = escapes == Escapes::read ? escape_at(rest) : std::nullopt;
    if (!point) point = decode(rest);
    const auto length = std::max<std::size_t>(point->length, 1);
    if (point->length == 0) {
      add(rest.substr(0, 1), at, at + 1, false);
    } else {
      const auto p = plain(point->code);
      add(p.letters, at, at + length, p.capital);
    }
    at += length;
  }
  const auto end = static_cast<std::uint32_t>(text.size());
  places_.push_back({end, end, false});
}

void Reading::read_ascii(std::string_view text) {
  as_it_is_ = true;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') letters_ += static_cast<char>(c - 'A' + 'a');
    else letters_ += c == '\t' || c == '\r' ? ' ' : c;
  }
}

void Reading::add(std::string_view letters, std::size_t begin, std::size_t end, bool capital) {
  letters_ += letters;
  places_.insert(places_.end(), letters.size(),
                 {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), capital});
}

bool Reading::capital(std::size_t at) const {
  if (!as_it_is_) return places_[at].capital;
  return at < text_.size() && text_[at] >= 'A' && text_[at] <= 'Z';
}

}  // namespace psp
