// The agenda against the flags, over every case of the examples and on many days: what a flag tells has its item, what
// an item foretells its flag will tell.
#include "test.h"

#include <algorithm>
#include <set>

#include "rules/agenda.h"
#include "store/ledger.h"

using namespace psp;
using namespace psp::rules;

namespace {

struct Example {
  Office office;
  std::vector<Case> cases;
};

const std::vector<Example>& examples() {
  static const auto all = [] {
    std::vector<Example> read;
    for (const auto* name : {"csd", "saldus"}) {
      const store::Ledger ledger(std::string(PSP_SOURCE_DIR) + "/examples/" + name);
      Example e{ledger.office(), {}};
      for (const auto& id : ledger.case_ids()) e.cases.push_back(ledger.read_case(id).value);
      REQUIRE(e.cases.size() > 20);
      read.push_back(std::move(e));
    }
    return read;
  }();
  return all;
}

/// Calls `check` with every case and every fifth day of 2026.
template <class Check>
void on_many_days(Check check) {
  for (const auto& example : examples())
    for (const auto& c : example.cases)
      for (Date day{2026, 1, 2}; day.year == 2026; day = day + 5)
        if (day >= *c.header.opened) check(example.office, c, day);
}

/// Returns what was written down by the end of a day, seen from another day.
AsOf frozen(Date known, Date seen_from) { return {seen_from, KnownAt{{known, 23, 59, 59}, std::nullopt}}; }

std::vector<AgendaItem> items_of(const CaseAgenda& agenda, std::string_view code) {
  std::vector<AgendaItem> found;
  std::copy_if(agenda.items.begin(), agenda.items.end(), std::back_inserter(found),
               [&](const AgendaItem& item) { return item.kind->code == code; });
  return found;
}

const StatusFlag* raised(const CaseStatus& status, std::string_view code) {
  for (const auto& f : status.flags)
    if (f.flag->code == code) return &f;
  return nullptr;
}

}  // namespace

TEST_CASE(
    "each kind but the session and the end of a plan belongs to a flag, and each flag to which one can see to has a kind") {
  std::set<std::string_view> kinds;
  for (const auto& kind : agenda_kinds()) {
    INFO(kind.code);
    CHECK(kinds.insert(kind.code).second);
    CHECK((kind.code == "session" || kind.code == "plan" || find_flag(kind.code)));
    CHECK_FALSE(kind.title.empty());
  }
  for (const auto& flag : flags()) {
    INFO(flag.code);
    CHECK(kinds.contains(flag.code) == (flag.code != "review-soon"));  // the review itself stands for that
  }
}

TEST_CASE("a flag of level action or warn has its items, and what is overdue has its flag") {
  std::set<std::string_view> met;
  on_many_days([&](const Office& office, const Case& c, Date day) {
    const auto status = case_status(c, office, {day});
    const auto agenda = case_agenda(History(c, {day}), office);
    REQUIRE(status.has_value() == agenda.has_value());
    if (!status) return;
    for (const auto& flag : status->flags) {
      if (flag.level == Level::info) continue;
      met.insert(flag.flag->code);
      std::set<std::string> told;
      const auto items = items_of(*agenda, flag.flag->code);
      for (const auto& item : items)
        for (const auto& e : item.evidence) told.insert(e.id);
      INFO(c.header.id << " on " << to_text(day) << ": " << flag.flag->code);
      REQUIRE_FALSE(items.empty());
      for (const auto& e : flag.evidence) REQUIRE(told.contains(e.id));
    }
    for (const auto& item : agenda->items) {
      INFO(c.header.id << " on " << to_text(day) << ": " << item.uid);
      if (item.day < day) REQUIRE(raised(*status, item.kind->code));
      if (item.at) REQUIRE(item.day >= day);
    }
  });
  CHECK(met.size() > 15);  // the examples have most of them
}

TEST_CASE("where a term runs out, the item's day is the last on which its flag does not hold") {
  std::set<std::string_view> met;
  on_many_days([&](const Office& office, const Case& c, Date day) {
    const auto* service = office.find_service(c.header.service);
    const Standing now(c, service, frozen(day, day));
    const auto agenda = case_agenda(History(c, frozen(day, day)), office);
    if (!agenda || now.next_planned()) return;  // a session that nobody records starts terms of its own
    auto before = *case_status(c, office, frozen(day, day));
    for (int ahead = 1; ahead <= 15; ++ahead) {
      const auto later = frozen(day, day + ahead);
      const Standing then(c, service, later);
      if (then.state() != now.state() || &then.settings != &now.settings) return;  // it may be suspended ahead
      auto after = *case_status(c, office, later);
      for (const auto* code : {"no-next-session", "referral-unanswered", "agreement-missing", "manager-uninformed"}) {
        const auto holds = [&](const CaseStatus& status) {
          const auto* flag = raised(status, code);
          return flag && (flag->level == Level::action || std::string_view(code) != "manager-uninformed");
        };
        const auto items = items_of(*agenda, code);
        const bool foretold = std::any_of(items.begin(), items.end(),
                                          [&](const AgendaItem& item) { return item.day == day + (ahead - 1); });
        INFO(c.header.id << " known on " << to_text(day) << ", seen from " << to_text(later.day) << ": " << code);
        if (!holds(before) && holds(after)) REQUIRE(foretold);
        if (foretold) REQUIRE(holds(after));
        if (foretold) met.insert(code);
      }
      before = std::move(after);
    }
  });
  CHECK(met.size() == 4);
}

TEST_CASE("a review that comes near is due on its day, if the sessions until then are held") {
  int met = 0;
  on_many_days([&](const Office& office, const Case& c, Date day) {
    const auto agenda = case_agenda(History(c, frozen(day, day)), office);
    if (!agenda) return;
    for (const auto& item : items_of(*agenda, "review-due")) {
      const auto status = *case_status(c, office, frozen(day, day));
      const auto then = frozen(day, item.day);
      if (raised(status, "review-due") || case_status(c, office, then)->state != status.state) continue;
      auto held = c;
      for (const auto& e : item.evidence) {
        if (*e.date < day) continue;
        Record r;
        r.id = "z" + e.id.substr(1);
        Attendance attended;
        attended.session.id = e.id;
        attended.outcome = Outcome::attended;
        r.body = std::move(attended);
        r.by = "ana";
        r.recorded = Moment{{day, 0, 0, 0}, 0};
        held.records.push_back(std::move(r));
      }
      INFO(c.header.id << " on " << to_text(day) << ": " << to_text(item.day));
      REQUIRE(raised(*case_status(held, office, then), "review-due"));
      const auto items = items_of(*case_agenda(History(held, then), office), "review-due");
      REQUIRE(items.size() == 1);
      REQUIRE(items.front().day == item.day);
      REQUIRE(items.front().uid == item.uid);
      ++met;
    }
  });
  CHECK(met > 5);
}

TEST_CASE("no two items of a ledger have the same uid") {
  for (const auto& example : examples())
    for (Date day{2026, 1, 2}; day.year == 2026; day = day + 7) {
      std::set<std::string> uids;
      for (const auto& c : example.cases)
        if (const auto agenda = case_agenda(History(c, {day}), example.office))
          for (const auto& item : agenda->items)
            if (!uids.insert(item.uid).second) FAIL(item.uid << " on " << to_text(day));
    }
}

TEST_CASE("an agenda of one worker has tasks that are theirs in another's case, and their own cases without any") {
  const auto item = [](const std::string& worker) {
    AgendaItem i;
    i.worker = worker;
    return i;
  };
  const std::vector<CaseAgenda> all{{"1", "", "counselling", "", "ana", "", {item("ana"), item("janis")}},
                                    {"2", "", "counselling", "", "ana", "", {}},
                                    {"3", "", "counselling", "", "janis", "", {item("janis")}},
                                    {"4", "", "first-aid", "", "janis", "", {item("ana")}}};
  const auto kept = [&](const AgendaFilter& filter) {
    std::string told;
    for (auto c : all)
      if (narrow(c, filter)) told += c.id + std::string(c.items.size(), '.');
    return told;
  };
  CHECK(kept({}) == "1..23.4.");
  CHECK(kept({.worker = "ana"}) == "1.24.");
  CHECK(kept({.service = "first-aid"}) == "4.");
  CHECK(kept({.worker = "ana", .service = "counselling"}) == "1.2");
}
