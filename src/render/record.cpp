#include "render/record.h"

#include <algorithm>

#include <fmt/format.h>

#include "render/printable.h"

namespace psp::render {

std::string plain(const Value& v) {
  struct Writer {
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(std::int64_t n) const { return std::to_string(n); }
    std::string operator()(bool b) const { return b ? "yes" : "no"; }
    std::string operator()(Date d) const { return to_text(d); }
    std::string operator()(const LocalTime& t) const { return short_text(t); }
    std::string operator()(const Moment& m) const { return to_text(m); }
    std::string operator()(const Texts& texts) const {
      std::string all;
      for (const auto& t : texts) all += (all.empty() ? "" : ", ") + t;
      return all;
    }
    std::string operator()(const Dates& dates) const {
      std::string all;
      for (const auto d : dates) all += (all.empty() ? "" : ", ") + to_text(d);
      return all;
    }
  };
  return std::visit(Writer{}, v);
}

std::string record_line(const Record& r) {
  std::string line;
  bool worded = false;
  const auto& rows = record_rows(r.kind());
  for (const auto& [name, value] : record_values(r)) {
    const auto row = std::find_if(rows.begin(), rows.end(), [&, n = name](const FieldRow& f) { return f.name == n; });
    if (name == "id" || name == "by" || name == "recorded" || name == "write" || name == "imported" || row->type == Type::date || row->type == Type::local_time)
      continue;
    line += line.empty() ? "" : "; ";
    // The first word says what the record is: missed, moved, continue. It needs no name before it.
    if (row->type == Type::word && !worded) line += plain(value);
    else line += fmt::format("{}: {}", name, plain(value));
    worded = worded || row->type == Type::word;
  }
  return printable_line(line);
}

void write_values(Json& json, const std::vector<NamedValue>& values) {
  for (const auto& [name, value] : values) json.member(name, value);
}

void write_record(Json& json, const Record& r) {
  json.member("record", r.kind().name);
  write_values(json, record_values(r));
}

std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }

}  // namespace psp::render
