#include "actions/appointment_doubts.h"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <tuple>
#include <utility>

#include "actions/read.h"
#include "actions/read_cases.h"
#include "model/person.h"
#include "rules/standing.h"

namespace psp::actions {
namespace {

constexpr int first_hour = 6, last_hour = 22;
constexpr std::int64_t longest_usual = 4 * 60;

/// Returns minutes since the beginning of a time that all days share.
std::int64_t minute_of(const LocalTime& t) {
  return std::int64_t{t.date - Date{2000, 1, 1}} * 1440 + t.hour * 60 + t.minute;
}

/// A stretch of time, in minutes; the end is not in it.
struct Stretch {
  std::int64_t from, to;
  bool overlaps(const Stretch& other) const { return from < other.to && other.from < to; }
};

/// An unknown length is the service's usual one.
Stretch stretch(const AppointmentMeant& a, std::int64_t usual) {
  const auto from = minute_of(a.at);
  return {from, from + std::max<std::int64_t>(a.minutes.value_or(usual), 1)};
}

std::int64_t usual_minutes(const Occasion& on, const Case& c, Date day) {
  return settings_on(on.service_of(c), day).session_minutes;
}

std::vector<Message> doubts_about_hour(const AppointmentMeant& a) {
  std::vector<Message> doubts;
  if (a.at.hour < first_hour || a.at.hour >= last_hour) doubts.push_back(msg("{:clock} is an unusual hour", a.at));
  for (auto& m : doubts_about_length(a.minutes)) doubts.push_back(std::move(m));
  return doubts;
}

std::vector<Message> doubts_about_day(const Occasion& on, const AppointmentMeant& a) {
  std::vector<Message> doubts;
  const auto day = a.at.date;
  const auto& off = on.ledger.office().settings.days_off;
  if (a.at <= on.now.local && !a.has_passed) doubts.push_back(msg("{} has passed already", a.at));
  if (day > plus_years(on.today(), 1)) doubts.push_back(msg("{} lies over a year ahead", day));
  if (std::find(off.begin(), off.end(), day) != off.end()) doubts.push_back(msg("{:weekday} is a day off", day));
  else if (weekday(day) == 7) doubts.push_back(msg("{} is a Sunday", day));
  return doubts;
}

/// Whose appointments must not meet: those of a worker, of a client, of a household.
struct Whose {
  std::string worker, client, family;
};

Whose whose(const rules::Standing& s, Date day) {
  return {rules::worker_on(s.course, day), reference_key(s.header().client), reference_key(s.header().family)};
}

/// A session of another case that stands at a time that is wanted.
struct Other {
  std::string case_id, client, worker;
  LocalTime at;
  bool same_household;
};

Message meets(const Other& o, const ClientShown& shown) {
  const auto client = shown(o.client);
  return o.same_household
             ? msg("the same client or household has an appointment then: {} {}, {:said}", o.case_id, client, o.at)
             : msg("{} has an appointment then: {} {}, {:said}", o.worker, o.case_id, client, o.at);
}

bool is_there(rules::SessionState state) {
  return state != rules::SessionState::cancelled && state != rules::SessionState::rescheduled;
}

/// Looks for appointments of a case that meet those that are wanted.
class Meetings {
 public:
  Meetings(const Occasion& on, const Case& c, const std::vector<AppointmentMeant>& wanted, std::string_view instead_of)
      : on_(on), instead_of_(instead_of) {
    const rules::Standing standing(c, on.service_of(c), {on.today(), std::nullopt});
    for (const auto& a : wanted)
      wanted_.push_back({stretch(a, usual_minutes(on, c, a.at.date)), whose(standing, a.at.date)});
    for (const auto& a : wanted) days_.push_back(to_text(a.at.date));
    std::sort(days_.begin(), days_.end());
    days_.erase(std::unique(days_.begin(), days_.end()), days_.end());
  }

  bool may_be_in(std::string_view text) const {
    return std::any_of(days_.begin(), days_.end(), [&](const auto& day) { return text.find(day) != text.npos; });
  }

  /// May be called from several threads.
  void look_into(const rules::History& whole) {
    const auto& c = whole.of();
    const rules::Standing s(whole.on({on_.today(), std::nullopt}), on_.service_of(c));
    if (!s.history.there() || s.closed()) return;
    for (const auto& session : s.all_sessions) {
      if (!is_there(session.state) || session.session.record->id == instead_of_) continue;
      const AppointmentMeant other{*session.session.body->at, session.minutes()};
      if (const auto found = met(s, other)) {
        const std::lock_guard lock(one_at_a_time_);
        found_.push_back(*found);
      }
    }
  }

  std::vector<Message> doubts(const ClientShown& shown) {
    std::sort(found_.begin(), found_.end(),
              [](const Other& a, const Other& b) { return std::tie(a.at, a.case_id) < std::tie(b.at, b.case_id); });
    std::vector<Message> all;
    for (const auto& o : found_) all.push_back(meets(o, shown));
    return all;
  }

 private:
  std::optional<Other> met(const rules::Standing& s, const AppointmentMeant& other) const {
    const auto its = whose(s, other.at.date);
    const auto when = stretch(other, usual_minutes(on_, s.history.of(), other.at.date));
    for (const auto& [wanted, who] : wanted_) {
      if (!wanted.overlaps(when)) continue;
      const bool household = its.client == who.client || (!who.family.empty() && its.family == who.family);
      if (household || (!who.worker.empty() && its.worker == who.worker))
        return Other{s.header().id, s.header().client, its.worker, other.at, household};
    }
    return std::nullopt;
  }

  const Occasion& on_;
  std::string_view instead_of_;
  std::vector<std::pair<Stretch, Whose>> wanted_;
  std::vector<std::string> days_;
  std::mutex one_at_a_time_;
  std::vector<Other> found_;
};

}  // namespace

AppointmentDoubts doubts_about_appointments(const Occasion& on, const std::string& case_id,
                                            const std::vector<AppointmentMeant>& wanted, std::string_view instead_of,
                                            const ClientShown& shown) {
  AppointmentDoubts found;
  for (const auto& a : wanted) {
    for (auto& m : doubts_about_day(on, a)) found.doubts.push_back(std::move(m));
    for (auto& m : doubts_about_hour(a)) found.doubts.push_back(std::move(m));
  }
  const auto c = readable_case(on, case_id);
  Meetings meetings(on, c, wanted, instead_of);
  auto read = read_cases(
      on.ledger, on.ledger.case_ids(), [&](std::size_t, const rules::History& whole) { meetings.look_into(whole); },
      [](std::size_t, const std::string&) {}, [&](std::string_view text) { return meetings.may_be_in(text); });
  for (auto& m : meetings.doubts(shown)) found.doubts.push_back(std::move(m));
  found.unread = std::move(read.errors);
  return found;
}

std::vector<Message> doubts_about_length(std::optional<std::int64_t> minutes) {
  if (!minutes || *minutes <= longest_usual) return {};
  return {msg_count(*minutes, "{} minute is long for a session", "{} minutes are long for a session")};
}

std::vector<Message> doubts_about_talk(const AppointmentMeant& a) { return doubts_about_hour(a); }

}  // namespace psp::actions
