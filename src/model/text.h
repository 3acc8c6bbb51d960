// Plain pieces of a text: lines, words, blanks, ASCII letters and digits.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace psp {

/// What some programs put before a text in UTF-8 (U+FEFF).
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Returns the text without the byte order mark that it may begin with.
std::string_view without_mark(std::string_view text);

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_capital_letter(char c) { return c >= 'A' && c <= 'Z'; }
/// True for a letter of English.
constexpr bool is_letter(char c) { return is_capital_letter(c) || (c >= 'a' && c <= 'z'); }

/// Returns true if each byte is a character of ASCII that shows, or a blank.
constexpr bool is_plain_ascii(std::string_view text) {
  for (const char c : text)
    if (c < 0x20 || c > 0x7e) return false;
  return true;
}

/// What is passed over at the ends of a line: blanks, tabs and line breaks.
inline constexpr std::string_view white_space = " \t\r\n";

/// True where a text is empty or has only blanks, tabs and line breaks.
bool blank(std::string_view text);

/// Returns a text without the blanks, tabs and line breaks at both its ends, or behind it.
std::string_view trimmed(std::string_view text);
std::string_view trimmed_behind(std::string_view text);

/// Returns what stands before the first line break: all of a text without one.
std::string_view first_line(std::string_view text);

/// Takes the first line off a text and returns it, without its `\n`. A `\r` before that stays.
std::string_view take_line(std::string_view& text);

/// Returns the lines of a text, each without its `\n`. Behind a `\n` at the end there is no line more.
std::vector<std::string_view> lines_of(std::string_view text);
/// Returns the same lines, each with its `\n`, which the last one may lack.
std::vector<std::string_view> whole_lines_of(std::string_view text);

/// Returns what blanks, tabs and line breaks part.
std::vector<std::string_view> words_of(std::string_view text);

/// Returns the parts one behind the other, with the separator between them.
std::string joined(std::span<const std::string> parts, std::string_view separator);
std::string joined(std::span<const std::string_view> parts, std::string_view separator);

/// Returns the candidate nearest to `given` by edit distance in bytes (insertions, deletions, replacements and swaps of
/// neighbours); "" if more than a third of `given` (at least one byte) would have to change, or it is longer than 64.
std::string_view nearest(std::string_view given, std::span<const std::string_view> candidates);

}  // namespace psp
