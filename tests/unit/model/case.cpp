#include "test.h"

#include <set>

#include "model/office.h"

using namespace psp;

TEST_CASE("a case id is [PREFIX-]YYYY-NNNN") {
  for (const auto* id :
       {"2026-0042", "2026-123456789", "SAL-2026-0042", "A-B-2026-0042", "7-2026-0042", "ABCDEFGHIJKLMNOP-2026-0042"}) {
    INFO(id);
    CHECK(is_case_id(id));
    CHECK(case_path(id) == "cases/2026/" + std::string(id) + ".toml");
    CHECK(case_year(id) == 2026);
  }
  for (const auto* id : {"",
                         "-",
                         "2026",
                         "2026-",
                         "2026-042",
                         "2026-1234567890",
                         "026-0042",
                         "sal-2026-0042",
                         "-2026-0042",
                         "SAL--2026-0042",
                         "-SAL-2026-0042",
                         "SAL2026-0042",
                         "SAL_2026-0042",
                         "2026-0042 ",
                         " 2026-0042",
                         "2026-004a",
                         "2026-0042.toml",
                         "../2026-0042",
                         "A/B-2026-0042",
                         "..-2026-0042",
                         "Č-2026-0042",
                         "x-2026-0042",
                         "ABCDEFGHIJKLMNOPQ-2026-0042",
                         "2026-+042",
                         "2026\n-0042"}) {
    INFO(id);
    CHECK_FALSE(is_case_id(id));
    CHECK_THROWS(case_path(id));
  }
  CHECK_FALSE(is_case_id(std::string_view("2026-0042\0", 10)));
}

TEST_CASE("the parts of a case id are found from the right") {
  CHECK(case_prefix("2026-0042") == "");
  CHECK(case_number("2026-0042") == 42);
  CHECK(case_prefix("A-B-2025-0007") == "A-B");
  CHECK(case_year("A-B-2025-0007") == 2025);
  CHECK(case_number("A-B-2025-12345") == 12345);
  CHECK(case_prefix("2026-2025-0007") == "2026");
  CHECK(case_year("0042-0007") == 42);
}

TEST_CASE("case ids are made with four digits at least") {
  CHECK(make_case_id("", 2026, 42) == "2026-0042");
  CHECK(make_case_id("SAL", 2026, 12345) == "SAL-2026-12345");
  CHECK(make_case_id("", 42, 7) == "0042-0007");
  CHECK(is_case_id(make_case_id("SAL", 1, 1)));
}

TEST_CASE("a record id is six characters of Crockford's base32 in lower case") {
  for (const auto* id : {"7kq2mf", "000000", "zzzzzz", "h3x0pd"}) CHECK(is_record_id(id));
  for (const auto* id :
       {"", "7kq2m", "7kq2mfg", "7KQ2MF", "7kq2mi", "7kq2ml", "7kq2mo", "7kq2mu", "7kq2m ", "7kq-mf", "7kq2č"}) {
    INFO(id);
    CHECK_FALSE(is_record_id(id));
  }
}

TEST_CASE("a record is found by its id, the first of two") {
  Case c;
  c.records = {{"7kq2mf", Remark{}, "one", {}, {}, {}, {}},
               {"h3x0pd", Remark{}, "two", {}, {}, {}, {}},
               {"7kq2mf", Remark{}, "three", {}, {}, {}, {}}};
  REQUIRE(find_record(c, "7kq2mf"));
  CHECK(find_record(c, "7kq2mf")->note == "one");
  CHECK(find_record(c, "h3x0p") == nullptr);
}

TEST_CASE("the built-in services") {
  CHECK(built_in_services().size() == 2);
  CHECK(find_built_in("other") == nullptr);
  const auto& l = find_built_in("counselling")->settings;
  CHECK(l.session_minutes == 60);
  CHECK(l.required == std::vector{Paper::application, Paper::referral});
  CHECK(l.review_after == 10);
  CHECK(l.missed_limit == 3);
  CHECK(l.excused_when == ExcusedWhen::justified_and_notified);
  CHECK(l.excused_effect == ExcusedEffect::breaks);
  CHECK(l.parts.empty());
  CHECK(l.contents.empty());
  CHECK(l.stale_after_days == 30);
  CHECK(l.answer_after_days == 14);
  CHECK(l.inform_after_days == 7);
  CHECK(l.agreement_after_days == 0);
  CHECK((l.needs_assessment && l.needs_manager && l.withdrawal_in_writing));
  CHECK(l.grounds.size() == 10);
  CHECK(l.retention_years == 0);
  const auto& s = find_built_in("first-aid")->settings;
  CHECK(s.session_minutes == 45);
  CHECK(s.required.empty());
  CHECK(s.review_after == 0);
  CHECK(s.missed_limit == 0);
  CHECK(s.parts.size() == 3);
  CHECK(s.contents.size() == 4);
  CHECK(s.stale_after_days == 14);
  CHECK(s.answer_after_days == 14);
  CHECK(s.inform_after_days == 0);
  CHECK(s.agreement_after_days == 14);
  CHECK_FALSE((s.needs_assessment || s.needs_manager || s.withdrawal_in_writing));
  CHECK(s.grounds ==
        std::vector{Ground::agreement, Ground::moved, Ground::client_request, Ground::died, Ground::other});
}

TEST_CASE("an older day is judged by the older settings") {
  Service service;
  service.first.review_after = 10;
  service.later.push_back({{2027, 1, 1}, service.first});
  service.later.back().second.review_after = 12;
  service.later.push_back({{2028, 1, 1}, service.first});
  service.later.back().second.review_after = 8;
  CHECK(service.on({2026, 12, 31}).review_after == 10);
  CHECK(service.on({2027, 1, 1}).review_after == 12);
  CHECK(service.on({2027, 12, 31}).review_after == 12);
  CHECK(service.on({2028, 1, 1}).review_after == 8);
  CHECK(settings_on(nullptr, {2026, 1, 1}).review_after == 0);
  CHECK(settings_on(nullptr, {2026, 1, 1}).grounds.empty());
}

TEST_CASE("workers are found by their e-mail in any case") {
  Office office = plain_office();
  office.workers["ana"].email = "Ana@Example.org";
  office.workers["janis"];
  CHECK(office.worker_by_email("ana@example.ORG") == "ana");
  CHECK(office.worker_by_email("ana@example.or") == "");
  CHECK(office.worker_by_email("") == "");
  CHECK(office.find_service("counselling") != nullptr);
  CHECK(office.find_service("none") == nullptr);
}
