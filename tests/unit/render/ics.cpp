#include "test.h"

#include "model/utf8.h"
#include "render/ics.h"

using namespace psp;
using namespace psp::render;

namespace {

/// Returns what a reader makes of a folded line: RFC 5545, 3.1.
std::string unfolded(std::string text) {
  for (std::size_t at; (at = text.find("\r\n ")) != std::string::npos;) text.erase(at, 3);
  return text;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto length = decode(text).length;
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

}  // namespace

TEST_CASE("a line of 75 octets stays whole, one more is folded") {
  CHECK(ics_line("") == "\r\n");
  CHECK(ics_line(std::string(75, 'x')) == std::string(75, 'x') + "\r\n");
  CHECK(ics_line(std::string(76, 'x')) == std::string(75, 'x') + "\r\n x\r\n");
  // The blank of a continuation counts: 74 of the text fit behind it.
  CHECK(ics_line(std::string(75 + 74, 'x')) == std::string(75, 'x') + "\r\n " + std::string(74, 'x') + "\r\n");
  CHECK(ics_line(std::string(75 + 75, 'x')) == std::string(75, 'x') + "\r\n " + std::string(74, 'x') + "\r\n x\r\n");
}

TEST_CASE("folding cuts no character, wherever it falls, and loses nothing") {
  for (const std::string character : {"x", "č", "ā", "€", "\xf0\x9f\x99\x82"})
    for (std::size_t shift = 0; shift < 5; ++shift) {
      auto line = std::string(shift, 'a');
      for (int i = 0; i < 200; ++i) line += character;
      const auto folded = ics_line(line);
      INFO(character << " behind " << shift);
      CHECK(unfolded(folded) == line + "\r\n");
      for (std::size_t start = 0; start < folded.size();) {
        const auto end = folded.find("\r\n", start);
        const auto piece = std::string_view(folded).substr(start, end - start);
        CHECK(piece.size() <= 75);
        CHECK(piece.size() > 70 - (end + 2 == folded.size() ? 70 : 0));
        CHECK(is_utf8(piece));
        start = end + 2;
      }
    }
}

TEST_CASE("bytes that are no UTF-8 do not stop the folding") {
  CHECK(unfolded(ics_line(std::string(200, '\xff'))) == std::string(200, '\xff') + "\r\n");
}

TEST_CASE("in a text commas, semicolons, backslashes and line breaks are escaped") {
  CHECK(ics_text("a, b; c\\d") == "a\\, b\\; c\\\\d");
  CHECK(ics_text("one\ntwo") == "one\\ntwo");
  CHECK(ics_text("K-0117: \"č\"") == "K-0117: \"č\"");
}

TEST_CASE("no text can end its line or hide anything in it") {
  CHECK(ics_text("K-1\r\nDESCRIPTION:x") == "K-1\\\\u{d}\\nDESCRIPTION:x");
  CHECK(ics_text("\xe2\x80\xa8\xe2\x80\xae") == "\\\\u{2028}\\\\u{202e}");
  CHECK(ics_text("\xff") == "\\\\x{ff}");
}

TEST_CASE("a session has its time and length, anything else its day") {
  const std::vector<CalendarEvent> events{
      {"a@psp", "session: 2026-0042", "psp show 2026-0042", {2026, 11, 25}, LocalTime{{2026, 11, 25}, 9, 5, 0}, 50},
      {"b@psp", "session", "", {2026, 11, 25}, LocalTime{{2026, 11, 25}, 10, 0, 0}},
      {"c@psp", "review", "", {2026, 11, 26}}};
  const Moment made{{{2026, 11, 23}, 0, 30, 0}, 60};
  auto calendar = calendar_begin();
  for (const auto& event : events) calendar += event_text(event, made);
  CHECK(calendar + calendar_end() ==
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//psp//psp//EN\r\nCALSCALE:GREGORIAN\r\n"
        "BEGIN:VEVENT\r\nUID:a@psp\r\nDTSTAMP:20261122T233000Z\r\nDTSTART:20261125T090500\r\nDURATION:PT50M\r\n"
        "SUMMARY:session: 2026-0042\r\nDESCRIPTION:psp show 2026-0042\r\nCLASS:PRIVATE\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:b@psp\r\nDTSTAMP:20261122T233000Z\r\nDTSTART:20261125T100000\r\n"
        "SUMMARY:session\r\nCLASS:PRIVATE\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:c@psp\r\nDTSTAMP:20261122T233000Z\r\nDTSTART;VALUE=DATE:20261126\r\n"
        "TRANSP:TRANSPARENT\r\nSUMMARY:review\r\nCLASS:PRIVATE\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
}
