#include "render/record.h"

#include <algorithm>
#include <array>

#include "i18n/tr.h"
#include "model/text.h"
#include "render/printable.h"

namespace psp::render {

namespace {

/// Returns the texts as one, parted so.
std::string joined_by(std::string_view between, const auto& all, const auto& text_of) {
  std::string out;
  for (const auto& one : all) {
    if (!out.empty()) out += between;
    out += text_of(one);
  }
  return out;
}

struct Plain {
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(std::int64_t n) const { return std::to_string(n); }
  std::string operator()(bool b) const { return b ? "yes" : "no"; }
  std::string operator()(Date d) const { return to_text(d); }
  std::string operator()(const LocalTime& t) const { return short_text(t); }
  std::string operator()(const Moment& m) const { return to_text(m); }
  std::string operator()(const Texts& all) const { return joined(all, ", "); }
  std::string operator()(const Dates& dates) const {
    return joined_by(", ", dates, [](Date d) { return to_text(d); });
  }
};

struct Writer {
  Language language;
  const FieldRow& row;

  std::string word(const std::string& text) const { return i18n::tr(language, label(row, text)); }

  std::string operator()(const std::string& text) const { return word(text); }
  std::string operator()(std::int64_t n) const { return i18n::shown(language, n); }
  std::string operator()(bool b) const { return i18n::tr(language, b ? msg("yes") : msg("no")); }
  std::string operator()(Date d) const { return i18n::shown(language, d); }
  std::string operator()(const LocalTime& t) const { return i18n::shown(language, t); }
  std::string operator()(const Moment& m) const { return to_text(m); }
  std::string operator()(const Texts& all) const {
    return joined_by(row.sentences ? "; " : ", ", all, [&](const auto& text) { return word(text); });
  }
  std::string operator()(const Dates& dates) const {
    return joined_by(", ", dates, [&](Date d) { return i18n::shown(language, d); });
  }
};

}  // namespace

std::string plain(const Value& v) { return std::visit(Plain{}, v); }

std::string shown_value(Language language, const FieldRow& row, const Value& v) {
  return std::visit(Writer{language, row}, v);
}

std::string record_line(const Record& r, Language language) {
  constexpr auto left_out =
      std::to_array<std::string_view>({"id", "date", "at", "by", "recorded", "write", "imported"});
  std::string line;
  bool worded = false;
  for (const auto& [row, value] : set_fields(r)) {
    if (std::find(left_out.begin(), left_out.end(), row.name) != left_out.end()) continue;
    line += line.empty() ? "" : "; ";
    // The first word says what the record is: missed, moved, continue. It needs no name before it.
    const bool named = row.type != Type::word || worded;
    if (named) line += i18n::tr(language, label(row)) + ": ";
    line += shown_value(language, row, value);
    worded = worded || row.type == Type::word;
  }
  return printable_line(line);
}

std::string own_time_or_date(const Record& r, Language language) {
  if (const auto* s = r.as<Session>()) return i18n::shown(language, *s->at);
  if (const auto* c = r.as<Contact>()) return i18n::shown(language, *c->at);
  const auto day = own_date(r);
  return day ? i18n::shown(language, *day) : "";
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
