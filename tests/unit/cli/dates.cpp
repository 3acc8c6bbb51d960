#include "test.h"

#include "cli/dates.h"
#include "i18n/tr.h"

using namespace psp;
using namespace psp::cli;

namespace {

constexpr Date monday{2026, 11, 23};
constexpr LocalTime now{monday, 9, 5, 0};

template <class T>
std::string told(const std::variant<T, Message>& parsed) {
  if (const auto* wrong = std::get_if<Message>(&parsed)) return i18n::tr(Language::en, *wrong);
  return to_text(std::get<T>(parsed));
}
std::string day(std::string_view text, Date today = monday) { return told(parse_day(text, today)); }
std::string time(std::string_view text) { return told(parse_time(text, now)); }

std::string no_day(std::string_view text) {
  return "\"" + std::string(text) +
         "\" is no day: write 2026-11-25, 25.11.2026, today, yesterday, tue, next tue or +2w";
}

}  // namespace

TEST_CASE("days as numbers") {
  CHECK(day("2026-11-25") == "2026-11-25");
  CHECK(day("25.11.2026") == "2026-11-25");
  CHECK(day("1.2.2026") == "2026-02-01");
  CHECK(day("  25.11.2026 ") == "2026-11-25");
  CHECK(day("25. 11. 2026") == "2026-11-25");
  CHECK(day("25.11.2026.") == "2026-11-25");
  CHECK(day("29.02.2028") == "2028-02-29");
  CHECK(day("2026-02-29") == "there is no day 2026-02-29");
  CHECK(day("29.2.2026") == "there is no day 29.2.2026");
  CHECK(day("2026-13-01") == "there is no day 2026-13-01");
  CHECK(day("31.11.2026") == "there is no day 31.11.2026");
}

TEST_CASE("what is ambiguous is refused") {
  CHECK(day("25.11.") == "\"25.11.\" has no year: write it as 25.11.2026 or 2026-11-25");
  CHECK(day("25.11") == "\"25.11\" has no year: write it as 25.11.2026 or 2026-11-25");
  CHECK(day("25.11.26") == "\"25.11.26\": write the year with four digits");
  CHECK(day("11/12/2026") == "\"11/12/2026\" can be read in two ways: write 25.11.2026 or 2026-11-25");
  for (const auto* text : {"",
                           " ",
                           "x",
                           "25",
                           "2026",
                           "2026-11",
                           "20261125",
                           "-25.11.2026",
                           "2026-11-25x",
                           "25.11.2026x",
                           "25-11-2026",
                           "tues",
                           "next",
                           "next week",
                           "next next tue",
                           "soon tue",
                           "tue wed",
                           "+w",
                           "+",
                           "+2",
                           "+2x",
                           "2w",
                           "+-2d",
                           "+ 2d",
                           "+99999d",
                           "today 10:00",
                           "š"}) {
    INFO(text);
    CHECK(day(text) == no_day(text));
  }
}

TEST_CASE("words for days in three languages") {
  for (const auto* text : {"today", "Today", "TODAY", "danes", "šodien", "ŠODIEN", "sodien"})
    CHECK(day(text) == "2026-11-23");
  for (const auto* text : {"yesterday", "včeraj", "vceraj", "vakar"}) CHECK(day(text) == "2026-11-22");
  for (const auto* text : {"tomorrow", "jutri", "rīt", "RĪT", "rit"}) CHECK(day(text) == "2026-11-24");
}

TEST_CASE("a weekday is the next one to come, and never today") {
  struct Row {
    std::string_view english, slovenian, latvian, date;
  };
  for (const auto& row :
       {Row{"tue", "torek", "otrdiena", "2026-11-24"}, Row{"wednesday", "sreda", "trešdiena", "2026-11-25"},
        Row{"thu", "četrtek", "ceturtdien", "2026-11-26"}, Row{"friday", "petek", "piektdien", "2026-11-27"},
        Row{"sat", "soboto", "sestdiena", "2026-11-28"}, Row{"Sunday", "NEDELJA", "svētdiena", "2026-11-29"}}) {
    CHECK(day(row.english) == row.date);
    CHECK(day(row.slovenian) == row.date);
    CHECK(day(row.latvian) == row.date);
  }
  CHECK(day("mon", monday + 1) == "2026-11-30");
  CHECK(day("pirmdiena", monday + 6) == "2026-11-30");
  CHECK(day("ponedeljek") == "\"ponedeljek\" is today: say today, next ponedeljek or last ponedeljek");
  CHECK(day("mon") == "\"mon\" is today: say today, next mon or last mon");
}

TEST_CASE("next is of the week after this one, last is the one that was") {
  CHECK(day("next mon") == "2026-11-30");
  CHECK(day("next tue") == "2026-12-01");
  CHECK(day("next sun") == "2026-12-06");
  CHECK(day("naslednji torek") == "2026-12-01");
  CHECK(day("naslednjo sredo") == "2026-12-02");
  CHECK(day("nākamā otrdiena") == "2026-12-01");
  CHECK(day("next mon", monday + 6) == "2026-11-30");  // on a Sunday it is tomorrow
  CHECK(day("next sun", monday + 6) == "2026-12-06");
  CHECK(day("last mon") == "2026-11-16");
  CHECK(day("last tue") == "2026-11-17");
  CHECK(day("last sun") == "2026-11-22");
  CHECK(day("prejšnjo nedeljo") == "2026-11-22");
  CHECK(day("pagājušā svētdiena") == "2026-11-22");
  CHECK(day("last mon", monday + 1) == "2026-11-23");
  CHECK(day("last tue", monday + 1) == "2026-11-17");
}

TEST_CASE("days from today on") {
  CHECK(day("+0d") == "2026-11-23");
  CHECK(day("+1d") == "2026-11-24");
  CHECK(day("-3d") == "2026-11-20");
  CHECK(day("+2w") == "2026-12-07");
  CHECK(day("-1w") == "2026-11-16");
  CHECK(day("+1m") == "2026-12-23");
  CHECK(day("+3m", {2026, 11, 30}) == "2027-02-28");
  CHECK(day("+1y", {2028, 2, 29}) == "2029-02-28");
  CHECK(day("-1y") == "2025-11-23");
  CHECK(day("+9000y") == "there is no day +9000y");
  CHECK(day("-36500w", {100, 1, 1}) == "there is no day -36500w");
}

TEST_CASE("times") {
  CHECK(time("2026-11-25 10:00") == "2026-11-25T10:00:00");
  CHECK(time("2026-11-25T10:00") == "2026-11-25T10:00:00");
  CHECK(time("25.11.2026 9:30") == "2026-11-25T09:30:00");
  CHECK(time("10:00") == "2026-11-23T10:00:00");
  CHECK(time("next tue 10:00") == "2026-12-01T10:00:00");
  CHECK(time("naslednji torek 10:00") == "2026-12-01T10:00:00");
  CHECK(time("šodien 00:00") == "2026-11-23T00:00:00");
  CHECK(time("tue 23:59") == "2026-11-24T23:59:00");
  for (const auto* text : {"now", "zdaj", "tagad", "TAGAD"}) CHECK(time(text) == "2026-11-23T09:05:00");
  CHECK(time("tue") == "\"tue\" has no time: write it as \"2026-11-24 10:00\"");
  CHECK(time("2026-11-25 24:00") == "there is no time 24:00");
  CHECK(time("2026-11-25 9:60") == "there is no time 09:60");
  CHECK(time("2026-02-29 10:00").starts_with("there is no day 2026-02-29"));
  for (const auto* text : {"", "10", "10:0", "10:000", "10.00", "2026-11-25 10.0", "10:00 tue", "2026-11-25T",
                           "2026-11-25 -1:00", "2026-11-25 100", "9.11", "10h3"}) {
    INFO(text);
    CHECK_FALSE(std::holds_alternative<LocalTime>(parse_time(text, now)));
  }
}

TEST_CASE("a day as Slovenian and Latvian say it") {
  struct Row {
    std::string_view date;
    std::vector<std::string_view> said;
  };
  const std::vector<Row> rows{
      {"2026-11-23", {"danes", "šodien"}},
      {"2026-11-24", {"jutri", "rīt", "rītdien", "v torek", "otrdien", "ta torek", "šo otrdien", "uz otrdienu"}},
      {"2026-11-25", {"pojutrišnjem", "parīt", "v sredo", "to sredo", "na sredo"}},
      {"2026-11-21", {"predvčerajšnjim", "aizvakar"}},
      {"2026-12-01",
       {"naslednji torek", "prihodnji torek", "v naslednji torek", "nākamotrdien", "nākamo otrdien", "nākošo otrdien",
        "nākamajā otrdienā"}},
      {"2026-12-02", {"naslednjo sredo", "prihodnjo sredo", "nākamtrešdien"}},
      {"2026-11-17", {"prejšnji torek", "pretekli torek", "pagājušo otrdien", "pagājušajā otrdienā"}},
      {"2026-11-18", {"prejšnjo sredo", "preteklo sredo"}},
      {"2026-11-30", {"čez teden", "pēc nedēļas", "in a week", "in 7 days", "čez 7 dni"}},
      {"2026-12-07",
       {"čez 2 tedna", "čez dva tedna", "čez 14 dni", "cez 14 dni", "pēc 2 nedēļām", "pēc divām nedēļām",
        "in two weeks"}},
      {"2026-12-14", {"čez tri tedne", "pēc 21 dienas", "pēc trim nedēļām"}},
      {"2026-12-28", {"čez pet tednov", "pēc piecām nedēļām"}},
      {"2026-12-23", {"čez mesec", "pēc mēneša", "čez en mesec"}},
      {"2027-11-23", {"čez leto", "pēc gada"}},
      {"2026-11-16", {"pred tednom", "pirms nedēļas"}},
      {"2026-11-09", {"pred dvema tednoma", "pirms divām nedēļām", "pirms 2 nedēļām"}},
      {"2026-11-02", {"pred 3 tedni", "pred tremi tedni"}},
      {"2026-11-25", {"dne 25. 11. 2026", "25.11.2026.", "25. 11. 2026", "2026-11-25"}},
  };
  for (const auto& row : rows)
    for (const auto text : row.said) {
      INFO(text);
      CHECK(day(text) == row.date);
    }
  // "V dveh tednih" is within two weeks; Sunday and the week are one letter apart.
  for (const auto* text : {"v dveh tednih", "čez", "pred", "pēc", "čez torek", "čez nič tednov", "nedeļ", "nedel", "ta",
                           "naslednji", "čez teden dni nekoč", "nākam", "nedēļa"}) {
    INFO(text);
    CHECK(day(text) == no_day(text));
  }
}

TEST_CASE("hours as Slovenian and Latvian say them") {
  for (const auto* text : {"v torek ob 10.30", "torek 10.30", "tor 10:30", "torek ob 10h30", "otrdien plkst. 10.30",
                           "otrdien, plkst. 10.30", "24. 11. 2026 ob 10.30", "24.11.2026. plkst. 10.30", "jutri 10h30",
                           "rīt pulksten 10.30"}) {
    INFO(text);
    CHECK(time(text) == "2026-11-24T10:30:00");
  }
  for (const auto* text : {"torek ob 10. uri", "torek 10", "torek 10.", "torek 10h", "v torek, ob 10h",
                           "otrdien plkst. 10", "tomorrow at 10", "24. 11. 2026 10"}) {
    INFO(text);
    CHECK(time(text) == "2026-11-24T10:00:00");
  }
  for (const auto* text : {"10h", "ob 10", "plkst. 10", "ob 10. uri", "ob 10.00", "10h00"}) {
    INFO(text);
    CHECK(time(text) == "2026-11-23T10:00:00");
  }
  CHECK(time("pol enajstih") == "\"pol enajstih\": write the time in digits: 10:30");
  CHECK(time("torek ob pol enajstih") == "\"torek ob pol enajstih\": write the time in digits: 10:30");
  CHECK(time("pusvienpadsmitos") == "\"pusvienpadsmitos\": write the time in digits: 10:30");
  CHECK(time("otrdien pusvienos") == "\"otrdien pusvienos\": write the time in digits: 12:30");
}

TEST_CASE("nothing behind an ISO time is lost in silence") {
  for (const auto* text : {"2026-11-25T10:00x", "2026-11-25T10:00+05:00", "2026-11-25T10:00:61", "2026-11-25T10:000"}) {
    INFO(text);
    CHECK_FALSE(std::holds_alternative<LocalTime>(parse_time(text, now)));
  }
}

TEST_CASE("a day and time in place of an appointment count from it") {
  const LocalTime appointment{{2026, 12, 3}, 10, 30, 0};  // is a Thursday
  const auto instead = [&](std::string_view text) { return told(parse_time_instead(text, appointment, now)); };
  CHECK(instead("+1w") == "2026-12-10T10:30:00");
  CHECK(instead("+2d 9:00") == "2026-12-05T09:00:00");
  CHECK(instead("-1d") == "2026-12-02T10:30:00");
  CHECK(instead("14:15") == "2026-12-03T14:15:00");
  CHECK(instead("fri") == "2026-12-04T10:30:00");
  CHECK(instead("thu 8:00") == "2026-12-10T08:00:00");
  CHECK(instead("četrtek") == "2026-12-10T10:30:00");
  CHECK(instead("tomorrow 8:00") == "2026-11-24T08:00:00");
  CHECK(instead("danes") == "2026-11-23T10:30:00");
  CHECK(instead("25.12.2026") == "2026-12-25T10:30:00");
  CHECK(instead("25. 12. 2026 11:00") == "2026-12-25T11:00:00");
  CHECK(instead("2026-12-25T11:00") == "2026-12-25T11:00:00");
  CHECK(instead("next fri") == "2026-12-11T10:30:00");
  CHECK(instead("25:00") == "there is no time 25:00");
  CHECK(instead("soon") == no_day("soon"));
  CHECK(instead("") == no_day(""));
}

TEST_CASE("a distance is counted from any day, and nothing else is one") {
  const auto from = [](std::string_view text) { return told(parse_distance(text, {2026, 1, 31})); };
  CHECK(from("+1w") == "2026-02-07");
  CHECK(from("1w") == "2026-02-07");
  CHECK(from("-3d") == "2026-01-28");
  CHECK(from("+1m") == "2026-02-28");
  CHECK(from("in 2 weeks") == "2026-02-14");
  CHECK(from("\u010dez teden") == "2026-02-07");
  CHECK(from("p\u0113c div\u0101m ned\u0113\u013c\u0101m") == "2026-02-14");
  for (const std::string_view none :
       {"", "10:00", "+1w 10:00", "tomorrow", "thu", "next thu", "2026-02-07", "7.2.2026", "7", "w"})
    CHECK(from(none) == "\"" + std::string(none) + "\" is no distance: write +1w, -3d or 1m");
  CHECK(from("+9000y") == "there is no day +9000y");
}
