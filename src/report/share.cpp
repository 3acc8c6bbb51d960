// What one case adds to a report.
#include <algorithm>

#include "report/report.h"
#include "rules/flags.h"

namespace psp::report {
namespace {

/// A turn of a case from open to closed or back, or from hand to hand while it is open.
struct Passage {
  Figure figure;  // opened, reopened, closed, refused, or transferred_in
  Date day;
  std::string worker;      // in whose hands it was, or came
  std::string from = {};   // of a transfer: whose it was
  Date episode_from = {};  // of a closing: when the episode that it ends began
  const Closure* closure = nullptr;
};

/// The life of a case: its passages in order, and in whose hands it was from when on. What changes nothing is left
/// out: a closing of a case that is closed, a reopening of an open one. What is dated before the opening counts from
/// that day.
struct Life {
  std::vector<Passage> passages;
  std::vector<std::pair<Date, std::string>> hands;

  const std::string& worker_on(Date day) const {
    auto found = hands.begin();
    for (auto it = hands.begin(); it != hands.end(); ++it)
      if (it->first <= day) found = it;
    return found->second;
  }
};

Life life_of(const rules::History& history) {
  const auto& header = history.of().header;
  const auto opened = *header.opened;
  Life life{{{Figure::opened, opened, header.worker}}, {{opened, header.worker}}};
  bool open = true;
  auto episode_from = opened;
  for (const auto* r : rules::turns_of(history)) {
    const auto day = std::max(*own_date(*r), opened);
    const auto worker = life.hands.back().second;
    if (const auto* closure = r->as<Closure>()) {
      const bool refused = closure->refused.value_or(false);
      if (open)
        life.passages.push_back({refused ? Figure::refused : Figure::closed, day, worker, {}, episode_from, closure});
      open = false;
    } else if (r->as<Reopening>()) {
      if (!open) life.passages.push_back({Figure::reopened, day, worker});
      open = true;
      episode_from = day;
    } else if (const auto* transfer = r->as<Transfer>(); transfer && !transfer->worker.empty()) {
      if (open && transfer->worker != worker)
        life.passages.push_back({Figure::transferred_in, day, transfer->worker, worker});
      life.hands.emplace_back(day, transfer->worker);
    }
  }
  return life;
}

/// Counts what a case adds to one stretch.
class Counting {
 public:
  Counting(const rules::Standing& standing, const Office& office, const Stretch& stretch, CaseShare::InStretch& into)
      : standing_(standing),
        history_(standing.history),
        office_(office),
        stretch_(stretch),
        into_(into),
        life_(life_of(history_)),
        sessions_(rules::appointments(history_, standing.service)) {}

  void run() {
    count_cases();
    count_sessions();
    if (stretch_.month) return;
    count_records();
    for (const auto& p : life_.passages)
      if (p.figure == Figure::closed && stretch_.period.has(p.day)) count_closing(p);
    for (const auto& raised : rules::raised_flags(standing_, office_)) {
      add(Figure::flags, raised.flag->code, standing_.worker());
      if (raised.flag->code == "review-due") add(Figure::reviews_due, "", standing_.worker());
    }
  }

 private:
  void add(Figure figure, std::string_view key, const std::string& worker, std::int64_t n = 1) {
    into_.additions.push_back({{figure, std::string(key)}, worker, n});
  }

  void count_cases() {
    bool open = false, at_start = true;
    std::string worker;
    const auto close_the_start = [&] {
      if (at_start && open) add(Figure::open_at_start, "", worker);
      at_start = false;
    };
    for (const auto& p : life_.passages) {
      if (p.day >= stretch_.period.from) close_the_start();
      open = p.figure != Figure::closed && p.figure != Figure::refused;
      worker = p.worker;
      if (at_start) continue;
      add(p.figure, "", worker);
      if (p.figure == Figure::transferred_in) add(Figure::transferred_out, "", p.from);
      if (p.figure == Figure::refused) add(Figure::refusals, word(*p.closure->ground), worker);
      if (p.figure == Figure::opened) count_intake(worker);
    }
    close_the_start();
    if (open) add(Figure::open_at_end, "", worker);
  }

  void count_intake(const std::string& worker) {
    const auto& intake = history_.of().intake;
    const auto add_word = [&](Figure figure, const auto& set) { add(figure, set ? word(*set) : "", worker); };
    add_word(Figure::route, intake.route);
    add_word(Figure::eligibility, intake.eligibility);
    add_word(Figure::target, intake.target);
    add_word(Figure::field, intake.field);
    into_.opened_by = worker;
  }

  void count_sessions() {
    for (const auto& s : sessions_) {
      if (!stretch_.period.has(s.day())) continue;
      const auto& worker = life_.worker_on(s.day());
      add(Figure::sessions, word(s.state), worker);
      if (s.state == rules::State::missed) add(Figure::missed, "", worker);
      if (s.state == rules::State::held || s.state == rules::State::turned_away || s.state == rules::State::missed ||
          s.state == rules::State::excused)
        add(Figure::expected, "", worker);
      if (s.state != rules::State::held) continue;
      add(Figure::minutes, "", worker, s.minutes());
      if (const auto usual = standing_.settings.session_minutes; usual > 0) {
        add(Figure::benchmark, "", worker, usual);
        add(Figure::benchmarked, "", worker);
      }
      into_.held_by.insert(worker);
    }
  }

  template <class T>
  void each_dated(void (Counting::*take)(const T&, const std::string& worker)) {
    for (const auto& e : history_.all<T>())
      if (stretch_.period.has(*e.body->date)) (this->*take)(*e.body, life_.worker_on(*e.body->date));
  }

  void count_records() {
    each_dated<Referral>(&Counting::count_referral);
    each_dated<Response>(&Counting::count_response);
    each_dated<Review>(&Counting::count_review);
  }
  void count_referral(const Referral& r, const std::string& worker) {
    if (r.direction == Direction::in) add(Figure::referrals_in, "", worker);
    else add(Figure::referrals_out, r.to, worker);
  }
  void count_response(const Response& r, const std::string& worker) {
    add(Figure::responses, word(*r.outcome), worker);
  }
  void count_review(const Review& r, const std::string& worker) { add(Figure::reviews, word(*r.decision), worker); }

  void count_closing(const Passage& closing) {
    const auto& worker = closing.worker;
    add(Figure::grounds, word(*closing.closure->ground), worker);
    const int days = closing.day - closing.episode_from;
    add(Figure::lengths, row_of(Figure::lengths).keys[days <= 30 ? 0 : days <= 90 ? 1 : days <= 180 ? 2 : 3], worker);
    std::vector<const Attendance*> held;
    for (const auto& s : sessions_)
      if (s.state == rules::State::held && s.day() >= closing.episode_from && s.day() <= closing.day)
        held.push_back(s.attendance);
    const auto n = static_cast<std::int64_t>(held.size());
    add(Figure::held_at_closing, "", worker, n);
    const auto& settings = standing_.settings;
    if (n < settings.review_after) add(Figure::under_review_after, "", worker);
    if (settings.parts.empty() && settings.contents.empty()) return;
    add(Figure::first_aid_closed, "", worker);
    count_reached(Figure::contents, held, &Attendance::contents, worker);
    count_reached(Figure::parts, held, &Attendance::parts, worker);
    count_reached(Figure::goals, held, &Attendance::goals, worker);
  }

  /// Each word of the list that one of the sessions names; and `all`, where the figure has that key, for all of them.
  template <Word E>
  void count_reached(Figure figure, const std::vector<const Attendance*>& held, std::vector<E> Attendance::*list,
                     const std::string& worker) {
    std::set<E> reached;
    for (const auto* a : held) reached.insert((a->*list).begin(), (a->*list).end());
    for (const E e : reached) add(figure, word(e), worker);
    const auto& keys = row_of(figure).keys;
    const bool has_all = std::find(keys.begin(), keys.end(), "all") != keys.end();
    if (has_all && reached.size() == Vocabulary<E>::words.size()) add(figure, "all", worker);
  }

  const rules::Standing& standing_;
  const rules::History& history_;
  const Office& office_;
  const Stretch& stretch_;
  CaseShare::InStretch& into_;
  const Life life_;
  const std::vector<rules::Appointment> sessions_;
};

}  // namespace

CaseShare share_of(const Case& c, const Office& office, const Question& question) {
  CaseShare share;
  share.id = c.header.id;
  share.client = c.header.client;
  share.service = c.header.service;
  share.area = c.intake.area;
  share.field = c.intake.field ? word(*c.intake.field) : "";
  share.opened = c.header.opened.value_or(Date{});
  share.family = c.header.household.value_or(1) > 1;
  for (const auto& stretch : stretches_of(question)) {
    auto& in_stretch = share.stretches.emplace_back();
    const rules::Standing standing(c, office.find_service(c.header.service), stretch.as_of);
    if (!standing.history.there()) continue;
    share.there = true;
    Counting(standing, office, stretch, in_stretch).run();
  }
  return share;
}

std::string told_apart(const std::string& worker, const std::string& name) { return name + "/" + worker; }

CaseShare told_apart(CaseShare share, const std::string& name, const Question& question) {
  share.id = told_apart(share.id, name);
  if (!question.same_clients) share.client = told_apart(share.client, name);
  for (auto& s : share.stretches) {
    for (auto& a : s.additions) a.worker = told_apart(a.worker, name);
    std::set<std::string> held_by;
    for (const auto& worker : s.held_by) held_by.insert(told_apart(worker, name));
    s.held_by = std::move(held_by);
    if (s.opened_by) s.opened_by = told_apart(*s.opened_by, name);
  }
  return share;
}

}  // namespace psp::report
