#include "actions/appointment_doubts.h"

#include <string>
#include <vector>

#include "i18n/tr.h"
#include "ledger.h"

using namespace psp;
using namespace psp::tests;

namespace {

std::string with(std::string text, const std::string& old, const std::string& now) {
  return text.replace(text.find(old), old.size(), now);
}

std::string appointment(const std::string& id, const std::string& at) {
  return "\n[[session]]\nid = \"" + id + "\"\nat = " + at +
         "\nminutes = 50\nby = \"ana\"\nrecorded = 2026-03-02T09:14:05+02:00\n";
}

/// Returns what may be a slip in one appointment of the case 2026-0001, a line each.
std::string doubts(const LedgerDirectory& at, const LocalTime& when, std::optional<std::int64_t> minutes = 50) {
  store::Ledger ledger(at.path());
  const auto found = actions::doubts_about_appointments(occasion_at(ledger), "2026-0001", {{when, minutes}}, {},
                                                        [](const std::string& reference) { return reference; });
  std::string lines;
  for (const auto& m : found.doubts) lines += i18n::tr(Language::en, m) + "\n";
  for (const auto& d : found.unread) lines += d.file + "\n";
  return lines;
}

}  // namespace

TEST_CASE("an appointment at a strange time is doubted, one on a working day is not") {
  const LedgerDirectory at(std::string(small_office) + "\n");
  at.write(first_case, case_text("2026-0001"));
  CHECK(doubts(at, {{2026, 3, 25}, 10, 0, 0}) == "");
  CHECK(doubts(at, {{2026, 3, 25}, 6, 0, 0}) == "");
  CHECK(doubts(at, {{2026, 3, 25}, 5, 59, 0}) == "05:59 is an unusual hour\n");
  CHECK(doubts(at, {{2026, 3, 25}, 21, 59, 0}) == "");
  CHECK(doubts(at, {{2026, 3, 25}, 22, 0, 0}) == "22:00 is an unusual hour\n");
  CHECK(doubts(at, {{2026, 3, 22}, 10, 0, 0}) == "2026-03-22 is a Sunday\n");
  CHECK(doubts(at, {{2026, 3, 20}, 11, 0, 0}) == "2026-03-20 11:00 has passed already\n");
  CHECK(doubts(at, {{2027, 3, 20}, 11, 0, 0}) == "");
  CHECK(doubts(at, {{2027, 3, 22}, 11, 0, 0}) == "2027-03-22 lies over a year ahead\n");
  CHECK(doubts(at, {{2026, 3, 25}, 10, 0, 0}, 240) == "");
  CHECK(doubts(at, {{2026, 3, 25}, 10, 0, 0}, 241) == "241 minutes are long for a session\n");
}

TEST_CASE("an appointment on a day off of the office is doubted") {
  auto office = with(std::string(small_office), "name = \"Centre\"", "name = \"Centre\"\ndays_off = [2026-03-25]");
  const LedgerDirectory at(office);
  at.write(first_case, case_text("2026-0001"));
  CHECK(doubts(at, {{2026, 3, 25}, 10, 0, 0}) == "Wednesday 2026-03-25 is a day off\n");
}

TEST_CASE("an appointment is doubted that meets another one of its worker, client or household") {
  const LedgerDirectory at;
  at.write(first_case, with(case_text("2026-0001", appointment("aaaaaa", "2026-03-26T10:00:00")), "client = \"K-0117\"",
                            "client = \"K-0117\"\nfamily = \"F-1\""));
  const auto other = [&](const std::string& id, const std::string& client, const std::string& worker,
                         const std::string& when) {
    auto text = with(case_text(id, appointment("bbbbbb", when)), "K-0117", client);
    at.write("cases/2026/" + id + ".toml", with(text, "worker = \"ana\"", "worker = \"" + worker + "\""));
  };
  other("2026-0002", "K-0200", "ana", "2026-03-25T10:00:00");
  other("2026-0003", "K-0300", "janis", "2026-03-25T12:00:00");
  other("2026-0004", "k-0117", "janis", "2026-03-25T14:00:00");
  other("2026-0005", "K-0500\"\nfamily = \"F-1", "janis", "2026-03-25T16:00:00");
  const std::string anas = "ana has an appointment then: 2026-0002 K-0200, Wed 2026-03-25 10:00\n";
  CHECK(doubts(at, {{2026, 3, 25}, 9, 10, 0}) == "");  // it ends when the other begins
  CHECK(doubts(at, {{2026, 3, 25}, 9, 11, 0}) == anas);
  CHECK(doubts(at, {{2026, 3, 25}, 10, 49, 0}) == anas);
  CHECK(doubts(at, {{2026, 3, 25}, 10, 50, 0}) == "");
  CHECK(doubts(at, {{2026, 3, 25}, 12, 0, 0}) == "");  // another worker's
  CHECK(doubts(at, {{2026, 3, 25}, 14, 0, 0}) ==
        "the same client or household has an appointment then: 2026-0004 k-0117, Wed 2026-03-25 14:00\n");
  CHECK(doubts(at, {{2026, 3, 25}, 16, 0, 0}) ==
        "the same client or household has an appointment then: 2026-0005 K-0500, Wed 2026-03-25 16:00\n");
  CHECK(doubts(at, {{2026, 3, 26}, 10, 30, 0}) ==
        "the same client or household has an appointment then: 2026-0001 K-0117, Thu 2026-03-26 10:00\n");
  at.write("cases/2026/2026-0006.toml", "at = 2026-03-25T18:00:00 [");
  CHECK(doubts(at, {{2026, 3, 25}, 12, 0, 0}) == "cases/2026/2026-0006.toml\n");
}
