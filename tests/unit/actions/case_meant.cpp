#include "actions/case_meant.h"

#include <array>
#include <initializer_list>
#include <utility>

#include "ledger.h"

using namespace psp;
using namespace psp::tests;

namespace {

constexpr Date today{2026, 3, 20};

std::string closed(const std::string& id) {
  return case_text(id,
                   "\n[[closure]]\nid = \"c00001\"\ndate = 2026-03-10\nground = \"other\"\nnote = \"work "
                   "done\"\nby = \"ana\"\nrecorded = 2026-03-10T09:14:05+02:00\n");
}

/// Returns the case that is meant; nobody's name is known.
std::string case_meant(const store::Ledger& ledger, std::string_view given, Date day) {
  static const People nobody;
  const auto meant =
      actions::cases_meant(ledger, {given, day, actions::Prefer::open, []() -> const People& { return nobody; }});
  std::string ids;
  for (const auto& c : meant.cases) ids += (ids.empty() ? "" : " ") + c.id;
  return ids;
}

std::string client_case(const std::string& id, const std::string& client) {
  auto text = case_text(id);
  return text.replace(text.find("K-0117"), 6, client);
}

/// Knows these clients, by reference and name.
People people_of(std::initializer_list<std::pair<std::string, std::string>> clients) {
  People people;
  for (const auto& [reference, name] : clients) {
    people.known[reference].client = reference;
    people.known[reference].name = name;
    people.spellings.add(reference);
  }
  return people;
}

/// Returns the ids of the cases that are meant, and by what they were named.
std::string who(const LedgerDirectory& at, std::string_view given, const People& people,
                actions::Prefer prefer = actions::Prefer::open) {
  const store::Ledger ledger(at.path());
  const auto meant =
      actions::cases_meant(ledger, {given, today, prefer, [&]() -> const People& { return people; }, true});
  static constexpr std::array by{"id", "number", "reference", "name"};
  std::string ids = by[static_cast<std::size_t>(meant.by)];
  for (const auto& c : meant.cases) ids += " " + c.id;
  return ids;
}

}  // namespace

TEST_CASE("a case is meant by its id, in small letters too, or by its number") {
  const LedgerDirectory at;
  at.write("cases/2026/KR-2026-0007.toml", case_text("KR-2026-0007"));
  at.write("cases/2026/2026-0012.toml", case_text("2026-0012"));
  const store::Ledger ledger(at.path());
  CHECK(case_meant(ledger, "KR-2026-0007", today) == "KR-2026-0007");
  CHECK(case_meant(ledger, "kr-2026-0007", today) == "KR-2026-0007");
  CHECK(case_meant(ledger, "12", today) == "2026-0012");
  CHECK(case_meant(ledger, "007", today) == "KR-2026-0007");
  CHECK(refusal([&] { case_meant(ledger, "2026-0013", today); }) ==
        "there is no case 2026-0013; did you mean 2026-0012? psp list shows all");
  CHECK(refusal([&] { case_meant(ledger, "13", today); }) == "there is no case with the number 13; psp list shows all");
  CHECK(refusal([&] { case_meant(ledger, "", today); }) == "which case? Its id or number, or who the client is");
}

TEST_CASE("a case meant by its whole id, or by year and number, is found without listing any") {
  const LedgerDirectory at;
  at.write("cases/2025/2025-0012.toml", case_text("2025-0012"));
  at.write("cases/2026/2026-0012.toml", case_text("2026-0012"));
  const store::Ledger ledger(at.path());
  CHECK(case_meant(ledger, "2025-0012", today) == "2025-0012");
  CHECK(case_meant(ledger, "2026-12", today) == "2026-0012");
  CHECK_FALSE(ledger.is_listed());
}

TEST_CASE("of several cases with one number the one that is not closed is meant; one that cannot be read may be it") {
  const LedgerDirectory at;
  at.write("cases/2025/2025-0012.toml", closed("2025-0012"));
  at.write("cases/2026/2026-0012.toml", case_text("2026-0012"));
  CHECK(case_meant(store::Ledger(at.path()), "12", today) == "2026-0012");

  at.write("cases/2024/2024-0012.toml", "format = \n");
  CHECK(case_meant(store::Ledger(at.path()), "12", today) == "2024-0012 2025-0012 2026-0012");
}

TEST_CASE("a file that only lacks its name is told with what is not there") {
  const LedgerDirectory at;
  at.write("cases/2026/2026-0012 (copy).toml", case_text("2026-0012"));
  const store::Ledger ledger(at.path());
  for (const auto* given : {"2026-0012", "12"}) try {
      case_meant(ledger, given, today);
      FAIL("it was found");
    } catch (const Failure& failure) {
      REQUIRE(failure.diagnostics.size() == 1);
      CHECK(failure.diagnostics[0].file == "cases/2026/2026-0012 (copy).toml");
    }
}

TEST_CASE("a case is meant by its client's reference, in either case of letters, or by a part of the name") {
  const LedgerDirectory at;
  at.write("cases/2026/2026-0001.toml", client_case("2026-0001", "K-0120"));
  at.write("cases/2026/2026-0002.toml", client_case("2026-0002", "K-0141"));
  const auto people = people_of({{"K-0120", "Irena Oblak"}, {"K-0141", "Janez Čehova"}, {"K-0150", "Nova Stranka"}});
  CHECK(who(at, "K-0120", people) == "reference 2026-0001");
  CHECK(who(at, "k-0141", people) == "reference 2026-0002");
  CHECK(who(at, "oblak", people) == "name 2026-0001");
  CHECK(who(at, "OBLAK irena", people) == "name 2026-0001");
  CHECK(who(at, "cehova", people) == "name 2026-0002");
  CHECK(who(at, "čeh", people) == "name 2026-0002");
  CHECK(who(at, "hov", people) == "name 2026-0002");
  CHECK(refusal([&] { who(at, "oblok", people); }) ==
        "no case, reference or client is called \"oblok\"; did you mean K-0120 (Irena Oblak)?");
  CHECK(refusal([&] { who(at, "K-0999", people_of({})); }) ==
        "no case, reference or client is called \"K-0999\"; psp list shows all cases");
  CHECK(refusal([&] { who(at, "stranka", people); }) ==
        "client K-0150 (Nova Stranka) has no case yet: psp open --client K-0150");
}

TEST_CASE("only the best kind of match of a name counts") {
  const auto people = people_of({{"K-1", "Ana Oblak"}, {"K-2", "Bor Oblakova"}, {"K-3", "Cene Podoblaka"}});
  using References = std::vector<std::string>;
  CHECK(people.named("oblak") == References{"K-1"});
  CHECK(people.named("obl") == References{"K-1", "K-2"});
  CHECK(people.named("bla") == References{"K-1", "K-2", "K-3"});
  CHECK(people.named("cene obl").empty() == false);
  CHECK(people.named("ana podob").empty());
  CHECK(people.named(" ").empty());
}

TEST_CASE("a number goes before a reference, and a reference before a name") {
  const LedgerDirectory at;
  at.write("cases/2026/2026-0012.toml", client_case("2026-0012", "K-0120"));
  at.write("cases/2026/2026-0013.toml", client_case("2026-0013", "12"));
  at.write("cases/2026/2026-0014.toml", client_case("2026-0014", "oblak"));
  at.write("cases/2026/2026-0015.toml", client_case("2026-0015", "77"));
  const auto people = people_of({{"K-0120", "Irena Oblak"}});
  CHECK(who(at, "12", people) == "number 2026-0012");
  CHECK(who(at, "77", people) == "reference 2026-0015");
  CHECK(who(at, "oblak", people) == "reference 2026-0014");
}

TEST_CASE("of a client's cases the one that is open is meant, to reopen the one that is closed, else all") {
  const LedgerDirectory at;
  at.write("cases/2025/2025-0001.toml", closed("2025-0001"));
  at.write("cases/2026/2026-0001.toml", case_text("2026-0001"));
  const auto people = people_of({{"K-0117", "Irena Oblak"}});
  CHECK(who(at, "oblak", people) == "name 2026-0001");
  CHECK(who(at, "oblak", people, actions::Prefer::closed) == "name 2025-0001");
  CHECK(who(at, "k-0117", people, actions::Prefer::closed) == "reference 2025-0001");
  at.write("cases/2026/2026-0002.toml", case_text("2026-0002"));
  CHECK(who(at, "oblak", people) == "name 2025-0001 2026-0001 2026-0002");
}

TEST_CASE("a file that cannot be read is told with the cases of a client, for it may be one of them") {
  const LedgerDirectory at;
  at.write("cases/2026/2026-0001.toml", case_text("2026-0001"));
  at.write("cases/2026/2026-0002.toml", "format = \n");
  const store::Ledger ledger(at.path());
  static const People nobody;
  const auto meant =
      actions::cases_meant(ledger, {"K-0117", today, actions::Prefer::open, []() -> const People& { return nobody; }});
  CHECK(meant.cases.size() == 1);
  REQUIRE(meant.unread.size() == 1);
  CHECK(meant.unread.front().file == "cases/2026/2026-0002.toml");
}
