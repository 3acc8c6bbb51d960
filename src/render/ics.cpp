#include "render/ics.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/utf8.h"
#include "render/printable.h"

namespace psp::render {
namespace {

std::string basic(Date d) { return fmt::format("{:04}{:02}{:02}", d.year, d.month, d.day); }

std::string basic(const LocalTime& t) {
  return fmt::format("{}T{:02}{:02}{:02}", basic(t.date), t.hour, t.minute, t.second);
}

}  // namespace

std::string event_text(const CalendarEvent& e, const Moment& made) {
  std::string out =
      ics_line("BEGIN:VEVENT") + ics_line("UID:" + ics_text(e.uid)) + ics_line("DTSTAMP:" + basic(in_utc(made)) + "Z");
  if (e.at) out += ics_line("DTSTART:" + basic(*e.at));
  else out += ics_line("DTSTART;VALUE=DATE:" + basic(e.day)) + ics_line("TRANSP:TRANSPARENT");
  if (e.at && e.minutes > 0) out += ics_line(fmt::format("DURATION:PT{}M", e.minutes));
  out += ics_line("SUMMARY:" + ics_text(e.summary));
  if (!e.description.empty()) out += ics_line("DESCRIPTION:" + ics_text(e.description));
  return out + ics_line("CLASS:PRIVATE") + ics_line("END:VEVENT");
}

std::string calendar_begin() {
  return ics_line("BEGIN:VCALENDAR") + ics_line("VERSION:2.0") + ics_line("PRODID:-//psp//psp//EN") +
         ics_line("CALSCALE:GREGORIAN");
}

std::string calendar_end() { return ics_line("END:VCALENDAR"); }

std::string ics_text(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\\' || c == ',' || c == ';') out += '\\';
    out += c;
  }
  return out;
}

std::string ics_line(std::string_view line) {
  constexpr std::size_t longest = 75;
  std::string out;
  std::size_t length = 0;
  while (!line.empty()) {
    const auto width = std::max<std::size_t>(decode(line).length, 1);
    if (length + width > longest) {
      out += "\r\n ";
      length = 1;
    }
    out += line.substr(0, width);
    length += width;
    line.remove_prefix(width);
  }
  return out + "\r\n";
}

}  // namespace psp::render
