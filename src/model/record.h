// The records of a case file. Each kind is a struct that lists its fields in fields(), in the order in which they are
// written, and a row of record_kinds(); reading, writing, JSON, options, checks and psp-case(5) follow from these.
// The rule ids (S for first social aid, L for psychosocial counselling) are those of psp-rules(7).
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/few.h"
#include "model/fields.h"
#include "model/intake.h"

namespace psp {

enum class DocumentKind { application, contract, consent, conclusion, withdrawal, decision, other };
PSP_WORDS(DocumentKind, "application", "contract", "consent", "conclusion", "withdrawal", "decision", "other");
enum class Conclusion { not_needed, not_suitable };
PSP_WORDS(Conclusion, "not-needed", "not-suitable");
enum class Direction { in, out };
PSP_WORDS(Direction, "in", "out");
enum class ProviderAnswer { accepted, waitlisted, rejected, completed, no_answer, withdrawn };
PSP_WORDS(ProviderAnswer, "accepted", "waitlisted", "rejected", "completed", "no-answer", "withdrawn");
enum class Mode { office, home, phone, online, field };
PSP_WORDS(Mode, "office", "home", "phone", "online", "field");
enum class Outcome { attended, late, turned_away, missed, cancelled, rescheduled };
PSP_WORDS(Outcome, "attended", "late", "turned-away", "missed", "cancelled", "rescheduled");
enum class CancelledBy { client, provider };
PSP_WORDS(CancelledBy, "client", "provider");
enum class Part { introduction, support, options };  // S6
PSP_WORDS(Part, "introduction", "support", "options");
enum class Content { distress, solutions, entitlements, providers };  // S2
PSP_WORDS(Content, "distress", "solutions", "entitlements", "providers");
enum class Goal { voiced, resources, rights, next_step, active_role };  // S5
PSP_WORDS(Goal, "voiced", "resources", "rights", "next-step", "active-role");
enum class OptionKind { service, benefit, right, obligation };
PSP_WORDS(OptionKind, "service", "benefit", "right", "obligation");
enum class AssessmentKind { needs, exploration, change };
PSP_WORDS(AssessmentKind, "needs", "exploration", "change");
enum class With { client, family, manager, provider, authority, other };
PSP_WORDS(With, "client", "family", "manager", "provider", "authority", "other");
enum class How { phone, message, mail, visit, meeting };
PSP_WORDS(How, "phone", "message", "mail", "visit", "meeting");
enum class TaskOutcome { done, dropped };
PSP_WORDS(TaskOutcome, "done", "dropped");
enum class Decision { continue_, end };
PSP_WORDS(Decision, "continue", "end");
enum class Recipient { manager, client };
PSP_WORDS(Recipient, "manager", "client");
enum class Ground {
  rules_breach,
  contract_breach,
  missed_sessions,
  not_needed,
  not_suitable,
  moved,
  client_request,
  completed,
  agreement,
  died,
  other
};
PSP_WORDS(Ground, "rules-breach", "contract-breach", "missed-sessions", "not-needed", "not-suitable", "moved",
          "client-request", "completed", "agreement", "died", "other");

struct Document {
  std::optional<DocumentKind> kind;
  std::optional<Date> date;
  std::string from, file;
  std::optional<bool> oral;
  std::optional<Conclusion> finding;
  std::string reason;

  static void fields(auto& v, auto& r) {
    v(Field{"kind", "what paper it is", Need::required}, r.kind);
    v(Field{"date", "its day", Need::required}, r.date);
    v(Field{"from", "who wrote it"}, r.from);
    v(Field{"file", "where it is kept, a path inside the ledger"}, r.file);
    v(Field{"oral", "said, not written (S4.2)", Need::optional, {"kind", {"consent"}}}, r.oral);
    v(Field{"finding", "what the conclusion finds (L6.3)", Need::optional, {"kind", {"conclusion"}}}, r.finding);
    v(Field{"reason", "the reason that the client gives in writing (L6.5)", Need::optional, {"kind", {"withdrawal"}}},
      r.reason);
  }
};

struct Referral {
  std::optional<Direction> direction;
  std::optional<Date> date;
  std::string from, situation, to, service, reason;

  static void fields(auto& v, auto& r) {
    v(Field{"direction", "into the service or onward", Need::required}, r.direction);
    v(Field{"date", "its day", Need::required}, r.date);
    v(Field{"from", "who referred the client here", Need::required, {"direction", {"in"}}}, r.from);
    v(Field{"situation", "the description of the situation (L5.2)", Need::required, {"direction", {"in"}}},
      r.situation);
    v(Field{"to", "where to: a key of [providers], or text", Need::required, {"direction", {"out"}}, {}, "provider"},
      r.to);
    v(Field{"service", "which service there", Need::optional, {"direction", {"out"}}}, r.service);
    v(Field{"reason", "why", Need::required, {"direction", {"out"}}}, r.reason);
  }
};

struct Response {
  Reference referral;
  std::optional<Date> date;
  std::optional<ProviderAnswer> outcome;
  std::string reason;

  static void fields(auto& v, auto& r) {
    v(Field{"referral", "the onward referral that it answers", Need::required, {}, {}, "referral"}, r.referral);
    v(Field{"date", "its day", Need::required}, r.date);
    v(Field{"outcome", "what the provider answered", Need::required}, r.outcome);
    v(Field{"reason", "why"}, r.reason);
  }
};

constexpr std::int64_t longest_session = 1440;  // minutes

/// An appointment. What became of it is an Attendance.
struct Session {
  std::optional<LocalTime> at;
  std::optional<std::int64_t> minutes;
  std::optional<Mode> mode;

  static void fields(auto& v, auto& r) {
    v(Field{.name = "at", .help = "day and time", .need = Need::required, .ahead = true}, r.at);
    v(Field{"minutes", "planned length in minutes", Need::optional, {}, {}, {}, 1, longest_session}, r.minutes);
    v(Field{"mode", "where or how"}, r.mode);
  }
};

/// What became of a session.
struct Attendance {
  Reference session;
  std::optional<Outcome> outcome;
  std::optional<std::int64_t> minutes;
  std::optional<bool> notice, justified, notice_waived;
  std::string reason;
  std::optional<CancelledBy> cancelled_by;
  Reference moved_to;
  std::vector<Part> parts;
  std::vector<Content> contents;
  std::vector<Goal> goals;
  Texts present;

  bool held() const { return outcome == Outcome::attended || outcome == Outcome::late; }

  static void fields(auto& v, auto& r) {
    constexpr Only missed{"outcome", {"missed"}};
    constexpr Only held{"outcome", {"attended", "late"}};
    v(Field{"session", "the session that it tells of", Need::required, {}, {}, "session"}, r.session);
    v(Field{"outcome", "what became of the session", Need::required}, r.outcome);
    v(Field{"minutes", "actual length in minutes", Need::optional, held, {}, {}, 1, longest_session}, r.minutes);
    v(Field{"notice", "the client told the reason beforehand (L6.2)", Need::optional, missed}, r.notice);
    v(Field{"justified", "the reason is a justified one (L6.2)", Need::optional, missed}, r.justified);
    v(Field{"notice_waived", "notice was impossible, an emergency", Need::optional, missed}, r.notice_waived);
    v(Field{"reason", "the reason given"}, r.reason);
    v(Field{"cancelled_by", "who cancelled it", Need::required, {"outcome", {"cancelled"}}}, r.cancelled_by);
    v(Field{"moved_to",
            "the session that takes its place",
            Need::optional,
            {"outcome", {"rescheduled"}},
            {},
            "session"},
      r.moved_to);
    v(Field{"parts", "parts of the talk that were gone through (S6)", Need::optional, held}, r.parts);
    v(Field{"contents", "contents that were covered (S2)", Need::optional, held}, r.contents);
    v(Field{"goals", "goals that the client reached (S5)", Need::optional, held}, r.goals);
    v(Field{"present", "who was there, by role", Need::optional, held}, r.present);
  }
};

/// A service, benefit, right or obligation that was put before the client.
struct Option {
  std::optional<OptionKind> kind;
  std::string name, provider, conditions, consequence;
  std::optional<bool> chosen;
  Reference session;

  static void fields(auto& v, auto& r) {
    v(Field{"kind", "what it is (S2.3)", Need::required}, r.kind);
    v(Field{"name", "its name", Need::required}, r.name);
    v(Field{"provider", "who provides it: a key of [providers], or text", Need::optional, {}, {}, "provider"},
      r.provider);
    v(Field{"conditions", "on what conditions (S6.3)"}, r.conditions);
    v(Field{"consequence", "what follows from choosing it"}, r.consequence);
    v(Field{"chosen", "the client chose it"}, r.chosen);
    v(Field{"session", "the session in which it was put forward", Need::optional, {}, {}, "session"}, r.session);
  }
};

struct Assessment {
  std::optional<AssessmentKind> kind;
  std::optional<Date> date;
  std::string text;

  static void fields(auto& v, auto& r) {
    v(Field{"kind", "needs (L3.2), exploration (L3.3) or change (L3.5)", Need::required}, r.kind);
    v(Field{"date", "its day", Need::required}, r.date);
    v(Field{"text", "what was found", Need::required}, r.text);
  }
};

/// What is to be worked at and what is to be reached (L3.4).
struct Plan {
  std::optional<Date> date;
  std::string text;
  Texts goals;
  std::optional<Date> until;

  static void fields(auto& v, auto& r) {
    v(Field{"date", "its day", Need::required}, r.date);
    v(Field{"text", "what is to be worked at", Need::required}, r.text);
    v(Field{.name = "goals", .help = "what is to be reached, one by one", .sentences = true}, r.goals);
    v(Field{.name = "until", .help = "the last day for which it is made", .ahead = true}, r.until);
  }
};

/// A talk, letter or visit that is no session: it counts for no run of missed sessions, no review and no contents.
struct Contact {
  std::optional<LocalTime> at;
  std::optional<With> with;
  std::optional<How> how;
  std::optional<std::int64_t> minutes;
  std::string text;

  static void fields(auto& v, auto& r) {
    v(Field{"at", "day and time", Need::required}, r.at);
    v(Field{"with", "with whom", Need::required}, r.with);
    v(Field{"how", "by what way", Need::required}, r.how);
    v(Field{"minutes", "length in minutes", Need::optional, {}, {}, {}, 1, longest_session}, r.minutes);
    v(Field{"text", "what it was about"}, r.text);
  }
};

/// A promise with a day by which it is to be kept. What became of it is a Completion.
struct Task {
  std::string text;
  std::optional<Date> due;
  std::string for_;

  static void fields(auto& v, auto& r) {
    v(Field{"text", "what is to be done", Need::required}, r.text);
    v(Field{.name = "due", .help = "the day by which it is to be done", .need = Need::required, .ahead = true}, r.due);
    v(Field{"for", "the worker who does it, a key of [workers]; else the case's", Need::optional, {}, {}, "worker"},
      r.for_);
  }
};

struct Completion {
  Reference task;
  std::optional<Date> date;
  std::optional<TaskOutcome> outcome;
  std::string text;

  static void fields(auto& v, auto& r) {
    v(Field{"task", "the task that it ends", Need::required, {}, {}, "task"}, r.task);
    v(Field{"date", "its day", Need::required}, r.date);
    v(Field{"outcome", "done, or dropped", Need::required}, r.outcome);
    v(Field{"text", "what came of it"}, r.text);
  }
};

struct Review {
  std::optional<Date> date;
  std::optional<Decision> decision;
  std::optional<bool> agreed;
  std::string text;

  static void fields(auto& v, auto& r) {
    v(Field{"date", "its day", Need::required}, r.date);
    v(Field{"decision", "continue the service or end it (L4.3)", Need::required}, r.decision);
    v(Field{"agreed", "agreed with the client (L4.3)", Need::required}, r.agreed);
    v(Field{"text", "the situation as evaluated again (L4.2)"}, r.text);
  }
};

struct Notice {
  std::optional<Recipient> to;
  std::optional<Date> date;
  Reference about;

  static void fields(auto& v, auto& r) {
    v(Field{"to", "who was told", Need::required}, r.to);
    v(Field{"date", "its day", Need::required}, r.date);
    v(Field{"about", "the record it tells of, or intake (L4.4, S4.3a)", Need::required, {}, "intake"}, r.about);
  }
};

struct Agreement {
  std::optional<Date> date;
  std::string next_step;

  static void fields(auto& v, auto& r) {
    v(Field{"date", "its day", Need::required}, r.date);
    v(Field{"next_step", "the further form of cooperation, or none (S7.3)", Need::required}, r.next_step);
  }
};

struct Suspension {
  std::optional<Date> date;
  std::string reason;

  static void fields(auto& v, auto& r) {
    v(Field{"date", "first day of the pause", Need::required}, r.date);
    v(Field{"reason", "why"}, r.reason);
  }
};

struct Resumption {
  std::optional<Date> date;
  std::string reason;

  static void fields(auto& v, auto& r) {
    v(Field{"date", "the day on which the service goes on", Need::required}, r.date);
    v(Field{"reason", "why"}, r.reason);
  }
};

struct Transfer {
  std::optional<Date> date;
  std::string worker, manager;

  static void fields(auto& v, auto& r) {
    v(Field{"date", "from this day on", Need::required}, r.date);
    v(Field{"worker", "the new worker, a key of [workers]", Need::optional, {}, {}, "worker"}, r.worker);
    v(Field{"manager", "the new case manager, a key of [workers] (L7)", Need::optional, {}, {}, "worker"}, r.manager);
  }
};

struct Closure {
  std::optional<Date> date;
  std::optional<Ground> ground;
  std::optional<bool> refused;
  std::string reason;
  References evidence;
  std::string override_;

  static void fields(auto& v, auto& r) {
    v(Field{"date", "its day", Need::required}, r.date);
    v(Field{"ground", "on what ground (L6, L4.3, S7.3)", Need::required}, r.ground);
    v(Field{"refused", "the service was refused, not ended"}, r.refused);
    v(Field{"reason", "why"}, r.reason);
    v(Field{"evidence", "the records that the ground rests on"}, r.evidence);
    v(Field{"override", "why it is closed without the evidence that the ground needs"}, r.override_);
  }
};

/// The start of a new episode, and what it changes of the intake (S3.2): see rules::intake_after().
struct Reopening {
  std::optional<Date> date;
  std::string reason;
  Intake intake;

  static void fields(auto& v, auto& r) {
    v(Field{"date", "first day of the new episode", Need::required}, r.date);
    v(Field{"reason", "why"}, r.reason);
    Intake::fields(v, r.intake);
  }
};

struct Remark {
  std::optional<Date> date;
  std::string text;

  static void fields(auto& v, auto& r) {
    v(Field{"date", "its day", Need::required}, r.date);
    v(Field{"text", "what is to be remembered", Need::required}, r.text);
  }
};

struct Void {
  Reference entry;
  std::string reason;

  static void fields(auto& v, auto& r) {
    v(Field{"entry", "the record that is struck, or case for a case opened by mistake", Need::required, {}, "case"},
      r.entry);
    v(Field{"reason", "why", Need::required}, r.reason);
  }
};

using Body =
    std::variant<Document, Referral, Response, Session, Attendance, Option, Assessment, Plan, Contact, Task, Completion,
                 Review, Notice, Agreement, Suspension, Resumption, Transfer, Closure, Reopening, Remark, Void>;

/// The place of a kind of record among those of Body.
template <class T>
constexpr std::size_t kind_index = []<class... Kinds>(const std::variant<Kinds...>*) {
  constexpr bool same[] = {std::same_as<T, Kinds>...};
  std::size_t place = 0;
  while (!same[place]) ++place;
  return place;
}(static_cast<const Body*>(nullptr));

/// Ids of rules of the two services: L6.2, or L5 for L5.1 and L5.2; none for what is psp's own.
using RuleIds = Few<std::string_view, 4>;

/// One kind of record, a row of the table of kinds.
struct RecordKind {
  std::string_view name;                 ///< as in `[[name]]`
  std::string_view command;              ///< the command of psp that records it
  std::string_view command_for_several;  ///< the one that records it in several cases at once; "" if there is none
  bool of_the_past;  ///< tells of what has been: its day lies not after the day on which it is written down
  RuleIds sources;
  Body (*make)();  ///< returns an empty record of the kind
  const std::vector<FieldRow>& (*rows)();
};

/// Returns a kind's name for people: a message in the context `record`.
inline Message label(const RecordKind& kind) { return msg_in("record", kind.name); }

/// Returns all kinds, in the order of Body's alternatives.
std::span<const RecordKind> record_kinds();
/// Returns the kind of this name; null if there is none.
const RecordKind* find_record_kind(std::string_view name);

/// Returns the name of the kind that `[[name]]` means, for people; the name itself if there is no such kind.
inline Message kind_label(std::string_view name) {
  const auto* kind = find_record_kind(name);
  return kind ? label(*kind) : msg("{}", name);
}

/// The place of a field's key in its file, for messages.
struct KeyPlace {
  std::string_view key;  ///< the name in the field's row, which outlives every file
  int line = 1, column = 1;
};

struct Record {
  std::string id;
  Body body;
  std::string note;
  Reference replaces;
  std::string correction;
  std::string by;
  std::optional<Moment> recorded;
  std::string write = {}, imported = {};
  int line = 0;  ///< of the record's header in its file, from 1; 0 for a record not yet written
  std::vector<KeyPlace> keys = {};

  const RecordKind& kind() const { return record_kinds()[body.index()]; }
  template <class T>
  const T* as() const {
    return std::get_if<T>(&body);
  }
  /// Returns true if the two have the same kind and equal fields; their places in the file may differ.
  bool same_as(const Record&) const;
};

// The fields that every record has, before and after those of its kind.
struct RecordHead {
  static void fields(auto& v, auto& r) { v(Field{"id", "six characters that name the record", Need::required}, r.id); }
};
/// The note comes first: see note_row().
struct RecordTail {
  static void fields(auto& v, auto& r) {
    v(Field{"note", "anything worth keeping"}, r.note);
    v(Field{"replaces", "the record that this one corrects; that one counts as struck"}, r.replaces);
    v(Field{"correction", "why it was corrected"}, r.correction);
    v(Field{"by", "who wrote it down, a key of [workers]", Need::required, {}, {}, "worker"}, r.by);
    v(Field{"recorded", "when it was written down", Need::required}, r.recorded);
    v(Field{"write", "six characters that the records of one write to several cases share"}, r.write);
    v(Field{"imported", "a digest of the row that it was imported from"}, r.imported);
  }
};

/// Returns all fields in the order in which they are written: id, the kind's own, the rest. The kind must be a row of
/// record_kinds(). The tables are made once; threads may share them.
const std::vector<FieldRow>& record_rows(const RecordKind&);
const FieldRow& note_row();
/// Calls `look(row, member)` for each field, set or not, in the order of record_rows().
template <class Look>
void each_field(const Record& r, const Look& look) {
  each_field_of<RecordHead>(r, look);
  std::visit([&]<class T>(const T& body) { each_field_of<T>(body, look); }, r.body);
  each_field_of<RecordTail>(r, look);
}
/// Return the fields that are set, in the order of record_rows(): all of them, or the kind's own.
SetFields set_fields(const Record&);
SetFields set_fields(const Body&);
/// Sets one field by its name, as put_field() does.
Put put_record_field(Record&, std::string_view name, const Value&, Message& why);

/// Returns the day that the record is about: for a session or contact that of `at`, for a task that of `recorded`, for
/// any other kind `date`; nothing if the kind has no day or it is not set.
std::optional<Date> own_date(const Record&);

/// Returns a record with only the kind's own fields and the note of this one.
Record content_of(const Record&);

/// Returns what the kind's own fields refer to, in their order: ids, and words such as `intake` that stand for one.
Texts references_in(const Body&);
/// Puts what `meant` returns for each of these in its place.
void change_references(Record&, const std::function<std::string(const std::string&)>& meant);

/// Returns true if the field may be set in `body` as it is: a field for one outcome, direction … not in another.
bool applies(const Field&, const Body& body);
/// Returns the same, where the field that Field::only names holds the word `chosen`.
bool applies(const Field&, std::string_view chosen);

}  // namespace psp
