#include "model/record.h"

#include <algorithm>
#include <array>

namespace psp {
namespace {

enum class Day { past, any };

template <class T>
constexpr RecordKind kind(std::string_view name, std::string_view command, Day day, RuleIds sources,
                          std::string_view command_for_several = {}) {
  return {name, command, command_for_several, day == Day::past, sources, +[] { return Body(T{}); }, &field_rows<T, T>};
}

constexpr std::array kinds{
    kind<Document>("document", "document", Day::past, {"L5.1", "L6.3", "L6.5", "S4.2"}),
    kind<Referral>("referral", "referral", Day::any, {"L5.2", "L6.3", "S2.4"}),
    kind<Response>("response", "response", Day::past, {"S2.4"}),
    kind<Session>("session", "session", Day::any, {"S7.1", "S7.2", "L3.1"}),
    kind<Attendance>("attendance", "attendance", Day::any, {"S2", "S5", "S6", "L6.2"}, "absent"),
    kind<Option>("option", "option", Day::any, {"S2.2", "S2.3", "S6.3"}),
    kind<Assessment>("assessment", "assessment", Day::past, {"L3.2", "L3.3", "L3.5"}),
    kind<Plan>("plan", "plan", Day::past, {"L3.4"}),
    kind<Contact>("contact", "contact", Day::past, {}),
    kind<Task>("task", "task", Day::any, {"S5.4", "S7.3"}),
    kind<Completion>("completion", "done", Day::past, {"S5.4"}),
    kind<Review>("review", "review", Day::past, {"L4.2", "L4.3"}),
    kind<Notice>("notice", "notice", Day::past, {"L4.4", "S4.3a"}),
    kind<Agreement>("agreement", "agreement", Day::past, {"S7.3", "S5.4"}),
    kind<Suspension>("suspension", "suspend", Day::any, {}),
    kind<Resumption>("resumption", "resume", Day::any, {}),
    kind<Transfer>("transfer", "transfer", Day::any, {"L7"}, "handover"),
    kind<Closure>("closure", "close", Day::past, {"L6"}),
    kind<Reopening>("reopening", "reopen", Day::any, {"S3.2", "S4"}),
    kind<Remark>("remark", "remark", Day::past, {}),
    kind<Void>("void", "void", Day::any, {}, "refile"),
};
static_assert(kinds.size() == std::variant_size_v<Body>);

}  // namespace

std::span<const RecordKind> record_kinds() { return kinds; }

const RecordKind* find_record_kind(std::string_view name) {
  for (const auto& k : kinds)
    if (!name.empty() && k.name.front() == name.front() && k.name == name) return &k;
  return nullptr;
}

const std::vector<FieldRow>& record_rows(const RecordKind& kind) {
  static const std::vector<std::vector<FieldRow>> all = [] {
    std::vector<std::vector<FieldRow>> tables;
    for (const auto& k : kinds) {
      auto& rows = tables.emplace_back();
      for (const auto& part : {field_rows<RecordHead, Record>(), k.rows(), field_rows<RecordTail, Record>()})
        rows.insert(rows.end(), part.begin(), part.end());
    }
    return tables;
  }();
  return all[static_cast<std::size_t>(&kind - kinds.data())];
}

const FieldRow& note_row() { return field_rows<RecordTail, Record>().front(); }

SetFields set_fields(const Record& r) {
  auto all = set_fields_of<RecordHead>(r);
  for (auto& f : set_fields(r.body)) all.push_back(std::move(f));
  for (auto& f : set_fields_of<RecordTail>(r)) all.push_back(std::move(f));
  return all;
}

SetFields set_fields(const Body& body) {
  return std::visit([](const auto& b) { return set_fields(b); }, body);
}

Put put_record_field(Record& r, std::string_view name, const Value& value, Message& why) {
  Put result = put_field_of<RecordHead>(r, name, value, why);
  if (result == Put::unknown)
    result = std::visit([&](auto& body) { return put_field(body, name, value, why); }, r.body);
  if (result == Put::unknown) result = put_field_of<RecordTail>(r, name, value, why);
  return result;
}

bool Record::same_as(const Record& other) const {
  const auto same_body = [&]<class T>(const T& mine) {
    const auto* theirs = other.as<T>();
    return theirs && same_fields_of<T>(mine, *theirs);
  };
  return same_fields_of<RecordHead>(*this, other) && same_fields_of<RecordTail>(*this, other) &&
         std::visit(same_body, body);
}

Record content_of(const Record& r) {
  Record copy;
  copy.body = r.body;
  copy.note = r.note;
  return copy;
}

Texts references_in(const Body& body) {
  Texts all;
  for (const auto& [row, value] : set_fields(body)) {
    if (row.type == Type::reference) all.push_back(std::get<std::string>(value));
    if (row.type != Type::references) continue;
    const auto& ids = std::get<Texts>(value);
    all.insert(all.end(), ids.begin(), ids.end());
  }
  return all;
}

void change_references(Record& r, const std::function<std::string(const std::string&)>& meant) {
  Message why;
  for (const auto& [row, value] : set_fields(r.body)) {
    if (row.type == Type::reference) put_record_field(r, row.name, meant(std::get<std::string>(value)), why);
    if (row.type != Type::references) continue;
    Texts ids;
    for (const auto& id : std::get<Texts>(value)) ids.push_back(meant(id));
    put_record_field(r, row.name, ids, why);
  }
}

std::optional<Date> own_date(const Record& r) {
  if (r.as<Task>()) return r.recorded ? std::optional(r.recorded->local.date) : std::nullopt;
  return std::visit(
      [](const auto& body) -> std::optional<Date> {
        if constexpr (requires { body.date; }) return body.date;
        if constexpr (requires { body.at; }) return body.at ? std::optional(body.at->date) : std::nullopt;
        return std::nullopt;
      },
      r.body);
}

bool applies(const Field& f, const Body& body) {
  if (f.only.field.empty()) return true;
  std::string_view chosen;
  const auto look = [&](const FieldRow& row, const auto& member) {
    if (row.name == f.only.field) chosen = field::word_of(member);
  };
  std::visit([&]<class T>(const T& b) { each_field_of<T>(b, look); }, body);
  return applies(f, chosen);
}

bool applies(const Field& f, std::string_view chosen) {
  if (f.only.field.empty()) return true;
  return !chosen.empty() && std::find(f.only.words.begin(), f.only.words.end(), chosen) != f.only.words.end();
}

}  // namespace psp
