#include "format/write.h"

#include <algorithm>

#include <fmt/format.h>

#include "format/parse.h"

namespace psp::format {
namespace {

void write_escaped(std::string& out, char c) {
  switch (c) {
    case '"': out += "\\\""; break;
    case '\\': out += "\\\\"; break;
    case '\b': out += "\\b"; break;
    case '\t': out += '\t'; break;
    case '\n': out += "\\n"; break;
    case '\f': out += "\\f"; break;
    case '\r': out += "\\r"; break;
    default: {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x20 || byte == 0x7f) out += fmt::format("\\u{:04X}", byte);
      else out += c;
    }
  }
}

std::string write_line(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) write_escaped(out, c);
  return out + '"';
}

/// Between `"""`: line breaks and single quotes stay as they are; what could end the string is escaped. The line
/// break after the opening quotes is no part of the text.
std::string write_paragraph(std::string_view text) {
  std::string out = "\"\"\"\n";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool lone_quote =
        text[i] == '"' && i + 1 < text.size() && text[i + 1] != '"' && (i == 0 || text[i - 1] != '"');
    if (text[i] == '\n' || lone_quote) out += text[i];
    else write_escaped(out, text[i]);
  }
  return out + "\"\"\"";
}

std::string write_text(const std::string& text) {
  return text.find('\n') == std::string::npos ? write_line(text) : write_paragraph(text);
}

void write_fields(std::string& out, const SetFields& fields) {
  for (const auto& [row, value] : fields) out += fmt::format("{} = {}\n", row.name, write_value(value));
}

/// Returns the 64-bit FNV-1a hash.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t h = 14695981039346656037u;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return h;
}

/// Returns 30 bits of a hash in Crockford base32.
std::string six_characters(std::string_view bytes) {
  auto h = hash_of(bytes);
  h ^= h >> 32;  // the low bits of FNV-1a alone are the weaker ones
  std::string text;
  for (int i = 0; i < 6; ++i, h >>= 5) text += id_alphabet[h & 31];
  return text;
}

}  // namespace

std::string_view line_end_of(std::string_view text) {
  const auto at = text.find('\n');
  return at != std::string_view::npos && at > 0 && text[at - 1] == '\r' ? "\r\n" : "\n";
}

std::string with_line_ends(std::string text, std::string_view line_end) {
  if (line_end == "\n") return text;
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += line_end;
    else out += c;
  }
  return out;
}

std::string write_value(const Value& value) {
  struct AsToml {
    std::string operator()(const std::string& v) const { return write_text(v); }
    std::string operator()(std::int64_t v) const { return std::to_string(v); }
    std::string operator()(bool v) const { return v ? "true" : "false"; }
    std::string operator()(Date v) const { return to_text(v); }
    std::string operator()(const LocalTime& v) const { return to_text(v); }
    std::string operator()(const Moment& v) const { return to_text(v); }
    std::string operator()(const Texts& v) const {
      std::string out = "[";
      for (const auto& text : v) out += (out.size() > 1 ? ", " : "") + write_line(text);
      return out + "]";
    }
    std::string operator()(const Dates& v) const {
      std::string out = "[";
      for (const auto date : v) out += (out.size() > 1 ? ", " : "") + to_text(date);
      return out + "]";
    }
  };
  return std::visit(AsToml{}, value);
}

std::string write_fields(const SetFields& fields) {
  std::string out;
  write_fields(out, fields);
  return out;
}

std::string write_record(const Record& r) {
  std::string out = fmt::format("\n[[{}]]\n", r.kind().name);
  write_fields(out, set_fields(r));
  return out;
}

std::string write_case(const Case& c) {
  std::string out;
  write_fields(out, set_fields(c.header));
  if (const auto intake = set_fields(c.intake); !intake.empty()) {
    out += "\n[intake]\n";
    write_fields(out, intake);
  }
  for (const auto& r : c.records) out += write_record(r);
  return out;
}

std::string new_record_id(std::string_view case_id, const Record& record, const std::set<std::string>& taken) {
  Record nameless = record;
  nameless.id.clear();
  const auto bytes = fmt::format("{}{}", case_id, write_record(nameless));
  for (int counter = 0;; ++counter) {
    auto id = six_characters(counter == 0 ? bytes : fmt::format("{}{}", bytes, counter));
    if (!taken.contains(id)) return id;
  }
}

std::set<std::string> record_ids(const Case& c) {
  std::set<std::string> ids;
  for (const auto& r : c.records) ids.insert(r.id);
  return ids;
}

std::string new_write_id(std::string_view by, const Moment& recorded, std::span<const std::string> cases) {
  auto bytes = fmt::format("{} {}", by, to_text(recorded));
  for (const auto& id : cases) bytes += " " + id;
  return six_characters(bytes);
}

std::variant<Appended, Message> append_records(std::string_view old_text, const Case& old,
                                               std::span<const Record> added) {
  const auto line_end = line_end_of(old_text);
  std::string text(old_text);
  if (!text.empty() && text.back() != '\n') text += line_end;
  for (const auto& r : added) text += with_line_ends(write_record(r), line_end);

  auto again = parse_case(text, old.file);
  const auto& records = again.value.records;
  const bool same =
      again.readable() && same_fields_of<Header>(again.value.header, old.header) &&
      same_fields_of<Intake>(again.value.intake, old.intake) && records.size() == old.records.size() + added.size() &&
      std::equal(old.records.begin(), old.records.end(), records.begin(),
                 [](const Record& a, const Record& b) { return a.same_as(b); }) &&
      std::equal(added.begin(), added.end(), records.begin() + static_cast<std::ptrdiff_t>(old.records.size()),
                 [](const Record& a, const Record& b) { return a.same_as(b); });
  if (same) return Appended{std::move(text), std::move(again.value)};
  return msg(
      "{}: nothing can be added at the end of this file without changing what it says; records must be "
      "written as [[kind]] tables, and the file must end outside of any other table",
      old.file);
}

}  // namespace psp::format
