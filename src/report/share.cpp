// What one case adds to a report.
#include <algorithm>
#include <set>
#include <utility>

#include "model/person.h"
#include "report/report.h"
#include "rules/flags.h"

namespace psp::report {
namespace {

/// A change of a case from open to closed or back, or from one worker to another while it is open.
struct CaseTurn {
  Figure figure;  // opened, reopened, closed, refused, or transferred_in
  Date day;
  Belonging to;            // the groups in which it then was
  std::string from = {};   // for a transfer, the worker before
  Date episode_from = {};  // for a closing, the first day of the episode that it ends
  const Closure* closure = nullptr;
};

/// The passages of a case in order, and the groups in which it was from each day on. What changes nothing is left out:
/// a closing of a closed case, a reopening of an open one. What is dated before the opening counts on that day.
struct Life {
  std::vector<CaseTurn> passages;
  std::vector<std::pair<Date, Belonging>> belongings;

  const Belonging& on(Date day) const {
    auto found = belongings.begin();
    for (auto it = belongings.begin(); it != belongings.end(); ++it)
      if (it->first <= day) found = it;
    return found->second;
  }
};

Belonging belonging(std::string worker, const Intake& intake) {
  return {std::move(worker), intake.area, intake.field ? std::string(word(*intake.field)) : std::string()};
}

Life life_of(const rules::History& history) {
  const auto& header = history.of().header;
  const auto opened = *header.opened;
  auto intake = history.of().intake;
  const auto first = belonging(header.worker, intake);
  Life life{{{Figure::opened, opened, first}}, {{opened, first}}};
  bool open = true;
  auto episode_from = opened;
  for (const auto* r : rules::turns_of(history)) {
    const auto day = std::max(*own_date(*r), opened);
    auto now = life.belongings.back().second;
    if (const auto* closure = r->as<Closure>()) {
      const bool refused = closure->refused.value_or(false);
      if (open)
        life.passages.push_back({refused ? Figure::refused : Figure::closed, day, now, {}, episode_from, closure});
      open = false;
    } else if (const auto* reopening = r->as<Reopening>()) {
      intake = rules::intake_after(intake, *reopening);
      if (!open) {
        now = belonging(now.worker, intake);
        life.belongings.emplace_back(day, now);
        life.passages.push_back({Figure::reopened, day, now});
      }
      open = true;
      episode_from = day;
    } else if (const auto* transfer = r->as<Transfer>(); transfer && !transfer->worker.empty()) {
      const auto from = std::exchange(now.worker, transfer->worker);
      if (open && transfer->worker != from) life.passages.push_back({Figure::transferred_in, day, now, from});
      life.belongings.emplace_back(day, now);
    }
  }
  return life;
}

/// Counts what a case adds to one stretch.
class Counting {
 public:
  Counting(const rules::History& history, const Service* service, const Stretch& stretch, CaseShare& share,
           CaseShare::InStretch& into)
      : history_(history),
        settings_(settings_on(service, history.day())),
        stretch_(stretch),
        share_(share),
        into_(into),
        life_(life_of(history)) {}

  void count_in_month(const Service* service) {
    count_cases();
    const auto sessions = history_.all<Session>();
    if (std::any_of(sessions.begin(), sessions.end(),
                    [&](const auto& s) { return stretch_.period.has(s.body->at->date); }))
      count_sessions(rules::appointments(history_, service));
  }

  void count_all(const rules::Standing& standing, const Office& office) {
    count_cases();
    count_sessions(standing.all_sessions);
    count_records();
    for (const auto& p : life_.passages)
      if (p.figure == Figure::closed && stretch_.period.has(p.day)) count_closing(p, standing.all_sessions);
    for (const auto& raised : rules::raised_flags(standing, office)) {
      const auto to = belonging(standing.worker(), standing.intake());
      add(Figure::flags, raised.flag->code, to);
      if (raised.flag->code == "review-due") add(Figure::reviews_due, "", to);
    }
  }

 private:
  void add(Figure figure, std::string_view key, const Belonging& to, std::int64_t n = 1) {
    into_.additions.push_back({{figure, std::string(key)}, place_of(to), n});
  }

  /// Returns the place of these groups among those of the case.
  std::size_t place_of(const Belonging& to) {
    auto& all = share_.belongings;
    const auto found = std::find(all.begin(), all.end(), to);
    const auto place = static_cast<std::size_t>(found - all.begin());
    if (found == all.end()) all.push_back(to);
    return place;
  }

  void count_cases() {
    bool open = false, at_start = true;
    const Belonging* last = nullptr;
    const auto close_the_start = [&] {
      if (at_start && open) add(Figure::open_at_start, "", *last);
      at_start = false;
    };
    for (const auto& p : life_.passages) {
      if (p.day >= stretch_.period.from) close_the_start();
      open = p.figure != Figure::closed && p.figure != Figure::refused;
      last = &p.to;
      if (at_start) continue;
      add(p.figure, "", p.to);
      if (p.figure == Figure::transferred_in) add(Figure::transferred_out, "", {p.from, p.to.area, p.to.field});
      if (p.figure == Figure::refused) add(Figure::refusals, word(*p.closure->ground), p.to);
      if (p.figure == Figure::opened) count_intake(p.to);
    }
    close_the_start();
    if (open) add(Figure::open_at_end, "", *last);
  }

  void count_intake(const Belonging& to) {
    const auto& intake = history_.of().intake;
    const auto add_word = [&](Figure figure, const auto& set) { add(figure, set ? word(*set) : "", to); };
    add_word(Figure::route, intake.route);
    add_word(Figure::eligibility, intake.eligibility);
    add_word(Figure::target, intake.target);
    add_word(Figure::field, intake.field);
    into_.opened_by = place_of(to);
  }

  void count_sessions(const std::vector<rules::SessionStanding>& sessions) {
    for (const auto& s : sessions) {
      if (!stretch_.period.has(s.day())) continue;
      const auto& to = life_.on(s.day());
      add(Figure::sessions, word(s.state), to);
      if (s.state == rules::SessionState::missed) add(Figure::missed, "", to);
      if (s.state == rules::SessionState::held || s.state == rules::SessionState::turned_away ||
          s.state == rules::SessionState::missed || s.state == rules::SessionState::excused)
        add(Figure::expected, "", to);
      if (s.state == rules::SessionState::held) count_held(s, to);
    }
  }

  void count_held(const rules::SessionStanding& s, const Belonging& to) {
    if (const auto minutes = s.minutes()) add(Figure::minutes, "", to, *minutes);
    else add(Figure::minutes_unknown, "", to);
    if (const auto usual = settings_.session_minutes; usual > 0) {
      add(Figure::benchmark, "", to, usual);
      add(Figure::benchmarked, "", to);
    }
    const auto mode = s.session.body->mode;
    add(Figure::modes, mode ? word(*mode) : "", to);
    into_.held_by.insert(place_of(to));
  }

  /// Takes the records of a kind that count, each with the groups in which the case was on the day from which it
  /// counts.
  template <class T>
  void each_dated(void (Counting::*take)(const T&, const Belonging&)) {
    for (const auto& e : history_.all<T>())
      if (const auto day = history_.counting_day(*e.record); day && stretch_.period.has(*day))
        (this->*take)(*e.body, life_.on(*day));
  }

  void count_records() {
    each_dated<Contact>(&Counting::count_contact);
    each_dated<Option>(&Counting::count_option);
    each_dated<Referral>(&Counting::count_referral);
    each_dated<Response>(&Counting::count_response);
    each_dated<Review>(&Counting::count_review);
  }
  void count_contact(const Contact& c, const Belonging& to) {
    add(Figure::contacts, word(*c.how), to);
    if (c.minutes) add(Figure::contact_minutes, word(*c.how), to, *c.minutes);
  }
  void count_option(const Option& o, const Belonging& to) {
    add(Figure::options, word(*o.kind), to);
    if (o.chosen.value_or(false)) add(Figure::options_chosen, word(*o.kind), to);
  }
  void count_referral(const Referral& r, const Belonging& to) {
    if (r.direction == Direction::in) add(Figure::referrals_in, "", to);
    else add(Figure::referrals_out, r.to, to);
  }
  void count_response(const Response& r, const Belonging& to) { add(Figure::responses, word(*r.outcome), to); }
  void count_review(const Review& r, const Belonging& to) { add(Figure::reviews, word(*r.decision), to); }

  void count_closing(const CaseTurn& closing, const std::vector<rules::SessionStanding>& sessions) {
    const auto& to = closing.to;
    add(Figure::grounds, word(*closing.closure->ground), to);
    const int days = closing.day - closing.episode_from;
    add(Figure::lengths, row_of(Figure::lengths).keys[days <= 30 ? 0 : days <= 90 ? 1 : days <= 180 ? 2 : 3], to);
    std::vector<const Attendance*> held;
    for (const auto& s : sessions)
      if (s.state == rules::SessionState::held && s.day() >= closing.episode_from && s.day() <= closing.day)
        held.push_back(s.attendance);
    const auto n = static_cast<std::int64_t>(held.size());
    add(Figure::held_at_closing, "", to, n);
    if (n < settings_.review_after) add(Figure::under_review_after, "", to);
    if (settings_.parts.empty() && settings_.contents.empty()) return;
    add(Figure::first_aid_closed, "", to);
    count_reached(Figure::contents, held, &Attendance::contents, to);
    count_reached(Figure::parts, held, &Attendance::parts, to);
    count_reached(Figure::goals, held, &Attendance::goals, to);
  }

  /// Counts each word of the list that one of the sessions names; and, if the figure has the key `all`, all of them.
  template <Word E>
  void count_reached(Figure figure, const std::vector<const Attendance*>& held, std::vector<E> Attendance::*list,
                     const Belonging& to) {
    std::set<E> reached;
    for (const auto* a : held) reached.insert((a->*list).begin(), (a->*list).end());
    for (const E e : reached) add(figure, word(e), to);
    const auto& keys = row_of(figure).keys;
    const bool has_all = std::find(keys.begin(), keys.end(), "all") != keys.end();
    if (has_all && reached.size() == Vocabulary<E>::words.size()) add(figure, "all", to);
  }

  const rules::History& history_;
  const Settings& settings_;  ///< in force on the last day
  const Stretch& stretch_;
  CaseShare& share_;
  CaseShare::InStretch& into_;
  const Life life_;
};

}  // namespace

CaseShare share_of(const rules::History& whole, const Office& office, const Question& question) {
  const auto& c = whole.of();
  CaseShare share;
  share.id = c.header.id;
  share.client = reference_key(c.header.client);
  share.service = c.header.service;
  share.opened = c.header.opened.value_or(Date{});
  share.family = c.header.household.value_or(1) > 1;
  const auto* service = office.find_service(c.header.service);
  for (const auto& stretch : stretches_of(question)) {
    auto& in_stretch = share.stretches.emplace_back();
    const auto history = whole.on(stretch.as_of);
    if (!history.there()) continue;
    share.there = true;
    Counting counting(history, service, stretch, share, in_stretch);
    if (stretch.month) counting.count_in_month(service);
    else counting.count_all(rules::Standing(history, service), office);
  }
  return share;
}

std::string name_in_sum(const std::string& worker, const std::string& name) { return name + "/" + worker; }

CaseShare share_in_sum(CaseShare share, const std::string& name, const Question& question) {
  share.id = name_in_sum(share.id, name);
  if (!question.same_clients) share.client = name_in_sum(share.client, name);
  for (auto& to : share.belongings) to.worker = name_in_sum(to.worker, name);
  return share;
}

}  // namespace psp::report
