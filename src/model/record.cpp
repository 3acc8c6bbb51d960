#include "model/record.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace psp {
namespace {

template <class T>
constexpr RecordKind kind(std::string_view name, std::string_view command, std::string_view help, RuleIds sources) {
  return {name, command, help, sources, +[] { return Body(T{}); }, &field_rows<T, T>};
}

constexpr std::array kinds{
    kind<Document>("document", "document", "a paper", {"L5.1", "L6.3", "L6.5", "S4.2"}),
    kind<Referral>("referral", "referral", "a referral into the service, or onward", {"L5.2", "L6.3", "S2.4"}),
    kind<Response>("response", "response", "what a provider answered to an onward referral", {"S2.4"}),
    kind<Session>("session", "session", "an appointment", {"S7.1", "S7.2", "L3.1"}),
    kind<Attendance>("attendance", "attendance", "what became of a session", {"S2", "S5", "S6", "L6.2"}),
    kind<Option>("option", "option", "a service, benefit, right or obligation put before the client",
                 {"S2.2", "S2.3", "S6.3"}),
    kind<Assessment>("assessment", "assessment", "an assessment of needs, an exploration, an evaluation of change",
                     {"L3.2", "L3.3", "L3.5"}),
    kind<Plan>("plan", "plan", "what is to be worked at, and towards what", {"L3.4"}),
    kind<Contact>("contact", "contact", "a talk, letter or visit that is no session", {}),
    kind<Task>("task", "task", "a promise with a day", {"S5.4", "S7.3"}),
    kind<Completion>("completion", "done", "what became of a task", {"S5.4"}),
    kind<Review>("review", "review", "the situation evaluated again, and what was agreed", {"L4.2", "L4.3"}),
    kind<Notice>("notice", "notice", "that the case manager or the client was told", {"L4.4", "S4.3a"}),
    kind<Agreement>("agreement", "agreement", "the agreement on the further form of cooperation", {"S7.3", "S5.4"}),
    kind<Suspension>("suspension", "suspend", "a pause of the service", {}),
    kind<Resumption>("resumption", "resume", "the end of a pause", {}),
    kind<Transfer>("transfer", "transfer", "another worker or case manager", {"L7"}),
    kind<Closure>("closure", "close", "the end of the service, or its refusal", {"L6"}),
    kind<Reopening>("reopening", "reopen", "a new episode of a closed case, with what it has of an intake of its own",
                    {"S3.2", "S4"}),
    kind<Remark>("remark", "remark", "anything else worth keeping", {}),
    kind<Void>("void", "void", "a record struck as a mistake", {}),
};
static_assert(kinds.size() == std::variant_size_v<Body>);

}  // namespace

std::span<const RecordKind> record_kinds() { return kinds; }

const RecordKind* find_record_kind(std::string_view name) {
  for (const auto& k : kinds)
    if (k.name == name) return &k;
  return nullptr;
}

const std::vector<FieldRow>& record_rows(const RecordKind& kind) {
  static const std::vector<std::vector<FieldRow>> all = [] {
    std::vector<std::vector<FieldRow>> tables;
    for (const auto& k : kinds) {
      auto rows = field_rows<RecordHead, Record>();
      rows.insert(rows.end(), k.rows().begin(), k.rows().end());
      const auto& tail = field_rows<RecordTail, Record>();
      rows.insert(rows.end(), tail.begin(), tail.end());
      tables.push_back(std::move(rows));
    }
    return tables;
  }();
  return all[static_cast<std::size_t>(&kind - kinds.data())];
}

const FieldRow& note_row() {
  static const FieldRow row = [] {
    const auto& rows = field_rows<RecordTail, Record>();
    return *std::find_if(rows.begin(), rows.end(), [](const FieldRow& r) { return r.name == "note"; });
  }();
  return row;
}

std::vector<NamedValue> record_values(const Record& r) {
  auto all = field_values_of<RecordHead>(r);
  auto own = std::visit([](const auto& body) { return field_values(body); }, r.body);
  auto tail = field_values_of<RecordTail>(r);
  std::move(own.begin(), own.end(), std::back_inserter(all));
  std::move(tail.begin(), tail.end(), std::back_inserter(all));
  return all;
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
  const auto chosen = std::visit([&](const auto& b) { return word_in(b, f.only.field); }, body);
  return !chosen.empty() && std::find(f.only.words.begin(), f.only.words.end(), chosen) != f.only.words.end();
}

}  // namespace psp
