#include "report/client_file.h"

#include <algorithm>
#include <array>

namespace psp::report {
namespace {

/// A part of the file that tells some kinds of records in full; the chronology has only their first sentences.
struct Division {
  Message title;
  std::vector<std::string_view> kinds;
};

const std::vector<Division>& parts() {
  static const std::vector<Division> all{
      {msg("Papers"), {"document"}},
      {msg("Assessments"), {"assessment"}},
      {msg("Plans"), {"plan"}},
      {msg("Reviews, and who was told"), {"review", "notice"}},
      {msg("What was put before the client"), {"option"}},
      {msg("Referrals and answers"), {"referral", "response"}},
      {msg("Contacts besides the sessions"), {"contact"}},
      {msg("What was promised"), {"task", "completion"}},
      {msg("Agreements and decisions"), {"agreement", "suspension", "resumption", "transfer", "closure", "reopening"}},
  };
  return all;
}

bool has_part(std::string_view kind) {
  return std::any_of(parts().begin(), parts().end(), [&](const Division& p) {
    return std::find(p.kinds.begin(), p.kinds.end(), kind) != p.kinds.end();
  });
}

ChronologyEntry whole(std::optional<Date> day, Telling t) {
  ChronologyEntry entry{day, std::move(t.lead), std::move(t.quotes)};
  entry.sentences.insert(entry.sentences.end(), t.more.begin(), t.more.end());
  return entry;
}

bool says_something(const ChronologyEntry& e) { return !e.sentences.empty() || !e.quotes.empty(); }

/// An empty cell of a table.
const Message nothing{};

/// Returns the table without the columns that are empty in all rows.
FileTable without_empty_columns(FileTable t) {
  for (std::size_t i = t.columns.size(); i-- > 0;) {
    if (std::any_of(t.rows.begin(), t.rows.end(), [&](const auto& row) { return !row[i].text.empty(); })) continue;
    const auto erase = [&](std::vector<Message>& cells) {
      cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(i));
    };
    erase(t.columns);
    for (auto& row : t.rows) erase(row);
    if (!t.sums.empty()) erase(t.sums);
    if (i < t.numbers_from) --t.numbers_from;
  }
  return t;
}

class FileMaker {
 public:
  explicit FileMaker(const ClientFileInput& s)
      : subject_(s),
        history_(s.file, s.as_of),
        service_(s.office.find_service(s.file.header.service)),
        sessions_(rules::appointments(history_, service_)),
        happenings_(rules::as_it_stands(history_, service_)),
        teller_(history_, sessions_, s.office) {}

  ClientFile make() const;

 private:
  std::vector<std::pair<Message, Message>> head() const;
  FileSection intake() const;
  FileSection day_by_day() const;
  FileSection sessions() const;
  FileSection part(const Division&) const;
  FileSection records() const;
  Message worker_words(std::string_view key) const;
  bool is_shown(const Record&) const;
  std::vector<Message> record_row(const Record&) const;

  const ClientFileInput& subject_;
  const rules::History history_;
  const Service* service_;
  const std::vector<rules::SessionStanding> sessions_;
  const std::vector<rules::Happening> happenings_;
  const Teller teller_;
};

Message FileMaker::worker_words(std::string_view key) const {
  if (key == rules::in_place_of_a_name) return msg("the worker");
  return as_written(worker_name(subject_.office, key));
}

std::vector<std::pair<Message, Message>> FileMaker::head() const {
  const auto& h = subject_.file.header;
  const auto& s = subject_.status;
  std::vector<std::pair<Message, Message>> head;
  const auto add = [&](const Message& what, const Message& answer) { head.emplace_back(what, answer); };
  add(msg("Case"), as_written(h.id));
  add(msg("Service"), service_words(h.service));
  add(msg("Client"), as_written(h.client));
  if (h.household) add(msg("Household"), msg_count(*h.household, "{} person", "{} persons"));
  if (!h.family.empty()) add(msg("Family"), as_written(h.family));
  add(msg("Opened"), msg("{:long}", *h.opened));
  if (s.episode_from != s.opened) add(msg("Opened again"), msg("{:long}", s.episode_from));
  add(msg("State on {:long}", subject_.as_of.day),
      s.closed ? msg("{}, {:long}", in_words(s.state), *s.closed) : in_words(s.state));
  const auto person = [&](const Message& what, const std::string& key, const Message& role) {
    if (!key.empty()) add(what, key == rules::in_place_of_a_name ? role : worker_words(key));
  };
  person(msg("Worker"), s.worker, msg("the worker (no name is given here)"));
  person(msg("Case manager"), s.manager, msg("the case manager (no name is given here)"));
  add(msg("Made on"), msg("{:long}, by psp {} (format {})", subject_.made_on, subject_.version, *h.format));
  return head;
}

FileSection FileMaker::intake() const {
  FileSection section{msg("How the case came about"), {}, {}};
  const auto entry = whole(std::nullopt, teller_.tell(subject_.file.intake));
  if (says_something(entry)) section.entries.push_back(entry);
  return section;
}

FileSection FileMaker::day_by_day() const {
  FileSection section{msg("Day by day"), {}, {}};
  section.entries.push_back(whole(*subject_.file.header.opened, teller_.tell(subject_.file.header)));
  for (const auto& h : happenings_) {
    auto told = teller_.tell(*h.record);
    const auto entry =
        has_part(h.record->kind().name) ? ChronologyEntry{h.date, std::move(told.lead), {}} : whole(h.date, told);
    if (says_something(entry)) section.entries.push_back(entry);
  }
  std::stable_sort(section.entries.begin(), section.entries.end(),
                   [](const ChronologyEntry& a, const ChronologyEntry& b) { return *a.day < *b.day; });
  if (std::any_of(happenings_.begin(), happenings_.end(),
                  [](const auto& h) { return has_part(h.record->kind().name); }))
    section.entries.insert(
        section.entries.begin(),
        {std::nullopt, {msg("What stands here in a sentence is told in full in the parts below.")}, {}});
  return section;
}

FileSection FileMaker::part(const Division& p) const {
  FileSection section{p.title, {}, {}};
  for (const auto& h : happenings_)
    if (std::find(p.kinds.begin(), p.kinds.end(), h.record->kind().name) != p.kinds.end())
      section.entries.push_back(whole(h.date, teller_.tell(*h.record)));
  return section;
}

/// Returns what became of a session, for a table.
Message outcome_words(const rules::SessionStanding& a) {
  const auto* attendance = a.attendance;
  switch (a.state) {
    case rules::SessionState::held: return attendance->outcome == Outcome::late ? msg("held, came late") : msg("held");
    case rules::SessionState::turned_away: return msg("came too late");
    case rules::SessionState::missed: return msg("missed");
    case rules::SessionState::excused: return msg("missed, excused");
    case rules::SessionState::cancelled:
      return attendance->cancelled_by == CancelledBy::provider ? msg("called off by the office")
                                                               : msg("called off by the client");
    case rules::SessionState::rescheduled: return msg("moved");
    case rules::SessionState::planned: return msg("lies ahead");
    case rules::SessionState::unrecorded: break;
  }
  return msg("not written down yet");
}

/// Returns how many sessions there are of each state.
Message outcome_sums(const std::vector<rules::SessionStanding>& sessions) {
  const std::array<CountedText, rules::state_count> texts{{
      counted("{} held", "{} held"),
      counted("{} too late", "{} too late"),
      counted("{} missed", "{} missed"),
      counted("{} excused", "{} excused"),
      counted("{} called off", "{} called off"),
      counted("{} moved", "{} moved"),
      counted("{} ahead", "{} ahead"),
      counted("{} not written down yet", "{} not written down yet"),
  }};
  std::vector<Message> sums;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto n = std::count_if(sessions.begin(), sessions.end(),
                                 [&](const auto& a) { return a.state == static_cast<rules::SessionState>(i); });
    if (n > 0) sums.push_back(msg_count(n, texts[i]));
  }
  return enumerated(sums);
}

FileSection FileMaker::sessions() const {
  FileSection section{msg("Sessions"), {}, {}};
  if (sessions_.empty()) return section;
  FileTable table{
      msg("All sessions and what became of them"),
      {msg("Day"), msg("Time"), msg("Where"), msg("What became of it"), msg("Planned (min)"), msg("Held (min)")},
      4,
      {},
      {}};
  std::int64_t minutes = 0, unknown = 0;
  const auto number = [&](const std::optional<std::int64_t>& n) { return n ? msg("{}", *n) : nothing; };
  for (const auto& a : sessions_) {
    const auto& s = *a.session.body;
    const bool held = a.state == rules::SessionState::held;
    table.rows.push_back({msg("{:long}", s.at->date), msg("{:clock}", *s.at), s.mode ? in_words(*s.mode) : nothing,
                          outcome_words(a), number(s.minutes),
                          !held         ? nothing
                          : a.minutes() ? msg("{}", *a.minutes())
                                        : msg("not recorded")});
    if (!held) continue;
    minutes += a.minutes().value_or(0);
    unknown += !a.minutes();
  }
  table.sums = {msg("Together"), nothing,
                nothing,         outcome_sums(sessions_),
                nothing,         unknown > 0 ? msg("{}, and {} not recorded", minutes, unknown) : msg("{}", minutes)};
  section.table = without_empty_columns(std::move(table));
  return section;
}

/// Returns sentences on how many records were corrected and struck.
std::vector<Message> correction_words(const rules::Corrections& c) {
  const auto corrected = static_cast<std::int64_t>(c.corrected), struck = static_cast<std::int64_t>(c.struck);
  std::vector<Message> sentences;
  if (corrected > 0)
    sentences.push_back(msg_count(corrected, "{} record was corrected; the file has the corrected one.",
                                  "{} records were corrected; the file has the corrected ones."));
  if (struck > 0)
    sentences.push_back(msg_count(struck, "{} record was struck as a mistake; it is not in the file.",
                                  "{} records were struck as mistakes; they are not in the file."));
  if (sentences.empty()) sentences.push_back(msg("No record was corrected or struck."));
  return sentences;
}

/// Returns what a record corrects and why, the reason of a strike, and where the record came from.
Message origin_of(const Record& r) {
  std::vector<Message> all;
  if (!r.replaces.id.empty()) all.push_back(msg("takes the place of {}", r.replaces.id));
  if (!r.correction.empty()) all.push_back(as_written(r.correction));
  if (const auto* v = r.as<Void>()) {
    if (!v->reason.empty()) all.push_back(as_written(v->reason));
    if (!r.note.empty()) all.push_back(msg("note: {}", r.note));
  }
  if (!r.write.empty()) all.push_back(msg("written into several cases at once ({})", r.write));
  if (!r.imported.empty()) all.push_back(msg("imported ({})", r.imported));
  return all.empty() ? nothing : enumerated(all);
}

/// Returns a row of the table of records: what it is, its id, when and by whom it was written down, origin_of() it.
std::vector<Message> FileMaker::record_row(const Record& r) const {
  return {record_words(r, history_, subject_.office), as_written(r.id), moment_words(*r.recorded), worker_words(r.by),
          origin_of(r)};
}

/// Returns true for a record that the file tells, and for a strike of one that it would tell.
bool FileMaker::is_shown(const Record& r) const {
  return rules::strikes(r, history_) ||
         std::any_of(happenings_.begin(), happenings_.end(), [&](const auto& h) { return h.record == &r; });
}

FileSection FileMaker::records() const {
  const auto& h = subject_.file.header;
  FileSection section{msg("How this file was written"), {}, {}};
  ChronologyEntry closing{std::nullopt, {msg("The file is shown as it stands on {:long}.", subject_.as_of.day)}, {}};
  for (const auto& sentence : correction_words(subject_.corrections)) closing.sentences.push_back(sentence);
  section.entries.push_back(std::move(closing));
  FileTable table{msg("Every record of this file: when it was written down, and by whom"),
                  {msg("What"), msg("Record"), msg("Written down"), msg("By"),
                   msg("What it corrects, and why; where it came from")},
                  5,
                  {},
                  {}};
  table.rows.push_back({msg("opening of the case"), nothing, moment_words(*h.recorded), worker_words(h.by), nothing});
  for (const auto& r : subject_.file.records)
    if (is_shown(r)) table.rows.push_back(record_row(r));
  section.table = without_empty_columns(std::move(table));
  return section;
}

ClientFile FileMaker::make() const {
  ClientFile file{msg("Client file {}", subject_.file.header.id),
                  subject_.office.settings.name,
                  head(),
                  subject_.left_out ? std::optional(rules::left_out_words(*subject_.left_out)) : std::nullopt,
                  {}};
  const auto add = [&](FileSection section) {
    if (!section.entries.empty() || section.table) file.sections.push_back(std::move(section));
  };
  add(intake());
  add(day_by_day());
  add(sessions());
  for (const auto& p : parts()) add(part(p));
  add(records());
  return file;
}

}  // namespace

ClientFile client_file(const ClientFileInput& subject) { return FileMaker(subject).make(); }

}  // namespace psp::report
