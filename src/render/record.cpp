#include "render/record.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "render/printable.h"

namespace psp::render {

std::string plain(const Value& v, std::string_view between) {
  struct AsText {
    std::string_view between;
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(std::int64_t n) const { return std::to_string(n); }
    std::string operator()(bool b) const { return b ? "yes" : "no"; }
    std::string operator()(Date d) const { return to_text(d); }
    std::string operator()(const LocalTime& t) const { return short_text(t); }
    std::string operator()(const Moment& m) const { return to_text(m); }
    std::string operator()(const Texts& texts) const {
      std::string all;
      for (const auto& t : texts) all += (all.empty() ? "" : std::string(between)) + t;
      return all;
    }
    std::string operator()(const Dates& dates) const {
      std::string all;
      for (const auto d : dates) all += (all.empty() ? "" : std::string(between)) + to_text(d);
      return all;
    }
  };
  return std::visit(AsText{between}, v);
}

std::string plain(const FieldRow& row, const Value& v) { return plain(v, row.sentences ? "; " : ", "); }

std::string record_line(const Record& r) {
  constexpr auto left_out =
      std::to_array<std::string_view>({"id", "date", "at", "by", "recorded", "write", "imported"});
  std::string line;
  bool worded = false;
  for (const auto& [row, value] : set_fields(r)) {
    if (std::find(left_out.begin(), left_out.end(), row.name) != left_out.end()) continue;
    line += line.empty() ? "" : "; ";
    // The first word says what the record is: missed, moved, continue. It needs no name before it.
    if (row.type == Type::word && !worded) line += plain(value);
    else line += fmt::format("{}: {}", row.name, plain(row, value));
    worded = worded || row.type == Type::word;
  }
  return printable_line(line);
}

void write_fields(Json& json, const SetFields& fields) {
  for (const auto& [row, value] : fields) json.member(row.name, value);
}

void write_record(Json& json, const Record& r) {
  json.member("record", r.kind().name);
  write_fields(json, set_fields(r));
}

std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }

}  // namespace psp::render
