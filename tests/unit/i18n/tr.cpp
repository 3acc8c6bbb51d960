#include "i18n/tr.h"

#include <stdexcept>

#include "test.h"

using namespace psp;
using i18n::tr;

namespace {

constexpr auto en = Language::en, sl = Language::sl, lv = Language::lv;

}  // namespace

TEST_CASE("messages are filled and counted") {
  CHECK(tr(en, msg("{} of {}", "a{}b", std::int64_t{3})) == "a{}b of 3");
  CHECK(tr(en, msg("no places")) == "no places");
  CHECK(tr(en, msg("a {} on {}", msg_count(2, "{} session", "{} sessions"), msg("{}", "{}"))) == "a 2 sessions on {}");
  const auto counted = [](std::int64_t n) {
    return tr(en, msg_count(n, "{} session of {}", "{} sessions of {}", "ana"));
  };
  CHECK(counted(1) == "1 session of ana");
  CHECK(counted(0) == "0 sessions of ana");
  CHECK(counted(2) == "2 sessions of ana");
}

TEST_CASE("places have numbers where their order is another, and braces are doubled") {
  CHECK(tr(en, msg("{1} before {0}", "a", "b")) == "b before a");
  CHECK(tr(en, msg("{{{}}}", "a")) == "{a}");
  CHECK_THROWS_AS(tr(en, msg("{} {}", "a")), std::logic_error);
  CHECK_THROWS_AS(tr(en, msg("{2}", "a")), std::logic_error);
  CHECK_THROWS_AS(tr(en, msg("{", "a")), std::logic_error);
  CHECK_THROWS_AS(tr(en, msg("{} }", "a")), std::logic_error);
  CHECK_THROWS_AS(tr(en, msg("{:long}", "a")), std::logic_error);
  CHECK_THROWS_AS(tr(en, msg("{:short}", Date{2026, 3, 9})), std::logic_error);
}

TEST_CASE("each language writes days in its own way") {
  const Date day{2026, 3, 9};
  CHECK(tr(en, msg("on {}", day)) == "on 2026-03-09");
  CHECK(tr(en, msg("on {:long}", day)) == "on 9 March 2026");
  CHECK(tr(en, msg("{:weekday}", day)) == "Monday 2026-03-09");
  CHECK(tr(sl, msg("{}", day)) == "9. 3. 2026");
  CHECK(tr(sl, msg("{:long}", day)) == "9. marec 2026");
  CHECK(tr(sl, msg("{:of}", day)) == "9. marca 2026");
  CHECK(tr(sl, msg("{:on-weekday}", day)) == "v ponedeljek, 9. 3. 2026");
  CHECK(tr(lv, msg("{}", day)) == "09.03.2026.");
  CHECK(tr(lv, msg("{:long}", day)) == "2026. gada 9. marts");
  CHECK(tr(lv, msg("{:on}", day)) == "2026. gada 9. martā");
  CHECK(tr(lv, msg("{:of}", Date{2026, 4, 1})) == "2026. gada 1. aprīļa");
  CHECK(tr(lv, msg("{:until}", Date{2026, 1, 31})) == "2026. gada 31. janvārim");
  CHECK(tr(lv, msg("{:to}", day)) == "2026. gada 9. martu");
  CHECK(tr(lv, msg("{:on-weekday}", day)) == "pirmdien, 09.03.2026.");
}

TEST_CASE("a day that ends with a full stop ends the sentence too") {
  const Date day{2026, 3, 9};
  CHECK(tr(lv, msg("{}.", day)) == "09.03.2026.");
  CHECK(tr(lv, msg("{}. {}", day, "x")) == "09.03.2026. x");
  CHECK(tr(sl, msg("{}.", day)) == "9. 3. 2026.");
  CHECK(tr(lv, msg("{}.", "a.")) == "a..");
}

TEST_CASE("each language writes times in its own way") {
  const LocalTime at{{2026, 11, 25}, 9, 5, 0}, to_the_second{{2026, 11, 25}, 9, 5, 7};
  CHECK(tr(en, msg("{}", at)) == "2026-11-25 09:05");
  CHECK(tr(en, msg("{:clock}", at)) == "09:05");
  CHECK(tr(en, msg("{:clock}", to_the_second)) == "09:05:07");
  CHECK(tr(en, msg("{:second}", at)) == "09:05:00");
  CHECK(tr(en, msg("{:long}", at)) == "25 November 2026");
  CHECK(tr(sl, msg("{}", at)) == "25. 11. 2026 ob 9.05");
  CHECK(tr(sl, msg("{:clock}", at)) == "9.05");
  CHECK(tr(lv, msg("{}", at)) == "25.11.2026. plkst. 9.05");
  CHECK(tr(lv, msg("{:second}", to_the_second)) == "9.05.07");
}

TEST_CASE("long numbers have groups where the language has them") {
  const auto all = [](std::int64_t n) {
    return tr(en, msg("{}", n)) + " " + tr(sl, msg("{}", n)) + " " + tr(lv, msg("{}", n));
  };
  CHECK(all(1234) == "1234 1234 1234");
  CHECK(all(12345) == "12345 12.345 12 345");
  CHECK(all(-1234567) == "-1234567 -1.234.567 -1 234 567");
}
