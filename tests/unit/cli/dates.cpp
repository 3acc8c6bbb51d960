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
std::string past(std::string_view text, Date today = monday) { return told(parse_day(text, today, Toward::past)); }
std::string future(std::string_view text, Date today = monday) { return told(parse_day(text, today, Toward::future)); }
/// Returns the day that the text says in either direction.
std::string day(std::string_view text, Date today = monday) {
  CHECK(past(text, today) == future(text, today));
  return future(text, today);
}
std::string time(std::string_view text, Toward toward = Toward::future) { return told(parse_time(text, now, toward)); }

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

TEST_CASE("a day without its year is the nearest in the direction, today counting for both") {
  for (const auto* text :
       {"25.11.", "25.11", "25. 11.", "25. 11", "25. november", "25. novembra", "25. novembris", "25. novembrī",
        "25 Nov", "25 nov.", "November 25", "November 25th", "the 25th of November"}) {
    INFO(text);
    CHECK(past(text) == "2025-11-25");
    CHECK(future(text) == "2026-11-25");
  }
  CHECK(day("23.11.") == "2026-11-23");
  CHECK(past("22.11.") == "2026-11-22");
  CHECK(future("22.11.") == "\"22.11.\" may be 2026-11-22 or 2027-11-22: write the one that is meant");
  CHECK(future("22.11.2027") == "2027-11-22");
  CHECK(future("20.9.") == "2027-09-20");
  CHECK(past("25.12.", {2027, 1, 5}) == "2026-12-25");
  CHECK(future("25.12.", {2027, 1, 5}) == "\"25.12.\" may be 2026-12-25 or 2027-12-25: write the one that is meant");
  CHECK(past("2.1.", {2026, 12, 30}) == "2026-01-02");
  CHECK(future("2.1.", {2026, 12, 30}) == "2027-01-02");
  CHECK(day("31.12.", {2026, 12, 31}) == "2026-12-31");
  CHECK(past("29.2.") == "2024-02-29");
  CHECK(future("29.2.") == "2028-02-29");
  CHECK(day("29. februar", {2028, 2, 29}) == "2028-02-29");
  CHECK(past("29.2.", {2103, 1, 1}) == "2096-02-29");
  CHECK(future("29.2.", {2097, 1, 1}) == "2104-02-29");
  CHECK(day("31.11.") == "there is no day 31.11.");
  CHECK(day("30. februarja") == "there is no day 30. februarja");
  CHECK(future("1.1.", {9999, 12, 31}) == "there is no day 1.1.");
}

TEST_CASE("days by the name of their month") {
  for (const auto* text : {"9 March 2026", "9 mar 2026", "March 9, 2026", "9th of March, 2026", "mar 9 2026",
                           "9. marec 2026", "9. marca 2026", "9. mar. 2026", "9. marcu 2026", "2026. gada 9. marts",
                           "2026. gada 9. martā", "2026. gada 9. martu", "2026. g. 9. marta", "uz 2026. gada 9. martu",
                           "2026 9. martam", "on March 9 2026", "MARCH 9 2026"}) {
    INFO(text);
    CHECK(day(text) == "2026-03-09");
  }
  struct Row {
    int month;
    std::vector<std::string_view> said;
  };
  const std::vector<Row> rows{
      {1, {"jan", "January", "januar", "januarja", "janvāris", "janvāra", "janvārim", "janvāri", "janvārī"}},
      {2, {"feb", "February", "februar", "februarja", "februāris", "februāra", "februārī"}},
      {3, {"mar", "March", "marec", "marca", "marts", "marta", "martā", "martu"}},
      {4, {"apr", "April", "april", "aprila", "aprīlis", "aprīļa", "aprīlī"}},
      {5, {"May", "maj", "maja", "mai", "maijs", "maija", "maijā"}},
      {6, {"jun", "June", "junij", "junija", "jūnijs", "jūnija", "jūnijā"}},
      {7, {"jul", "July", "julij", "julija", "jūlijs", "jūlija", "jūlijā"}},
      {8, {"aug", "avg", "August", "avgust", "avgusta", "augusts", "augusta", "augustā"}},
      {9, {"sep", "sept", "September", "septembra", "septembris", "septembrī"}},
      {10, {"oct", "okt", "October", "oktober", "oktobra", "oktobris", "oktobrī"}},
      {11, {"nov", "November", "novembra", "novembris", "novembrī"}},
      {12, {"dec", "December", "decembra", "decembris", "decembrī"}}};
  for (const auto& row : rows)
    for (const auto text : row.said) {
      INFO(text);
      CHECK(day("9. " + std::string(text) + " 2027") == to_text(Date{2027, row.month, 9}));
    }
  CHECK(day("9 Nov 26") == "\"9 Nov 26\": write the year with four digits");
  CHECK(day("31. november 2026") == "there is no day 31. november 2026");
  for (const auto* text :
       {"november", "november 2026", "9. nove", "novemb 9", "100 november", "9 nov dec", "9 9 nov"}) {
    INFO(text);
    CHECK(day(text) == no_day(text));
  }
}

TEST_CASE("a weekday may stand before its day") {
  for (const auto* text :
       {"Mon 2026-11-09", "ponedeljek, 9. 11. 2026", "v ponedeljek, 9. 11. 2026", "pirmdien, 2026. gada 9. novembrī"}) {
    INFO(text);
    CHECK(day(text) == "2026-11-09");
  }
  CHECK(day("tue 2026-11-09") == "\"tue 2026-11-09\": that day is Monday 2026-11-09");
  CHECK(past("torek, 9.11.") == "\"torek, 9.11.\": that day is Monday 2026-11-09");
}

TEST_CASE("what is ambiguous is refused, with both readings") {
  CHECK(past("9/11") == "\"9/11\" may be 2026-11-09 or 2026-09-11: write the one that is meant");
  CHECK(future("9/11") == "\"9/11\" may be 2027-11-09 or 2027-09-11: write the one that is meant");
  CHECK(day("11/12/2026") == "\"11/12/2026\" may be 2026-12-11 or 2026-11-12: write the one that is meant");
  CHECK(day("25/11/2026") == "\"25/11/2026\": a day with / is read in two ways: write 2026-11-25");
  CHECK(day("11/25/2026") == "\"11/25/2026\": a day with / is read in two ways: write 2026-11-25");
  CHECK(future("25/11") == "\"25/11\": a day with / is read in two ways: write 2026-11-25");
  CHECK(day("5/5/2026") == "\"5/5/2026\": a day with / is read in two ways: write 2026-05-05");
  CHECK(day("2026/11/25") == "\"2026/11/25\": a day with / is read in two ways: write 2026-11-25");
  CHECK(day("31/11") == "there is no day 31/11");
  CHECK(day("9/11/26") == "\"9/11/26\": write the year with four digits");
  CHECK(day("25.11.26") == "\"25.11.26\": write the year with four digits");
  CHECK(day("25. 11. 26") == "\"25. 11. 26\": write the year with four digits");
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
                           
                           "next",
                           "next week",
                           "last week",
                           "next next tue",
                           "soon tue",
                           "tue wed",
                           "+w",
                           "+",
                           "+2",
                           "+2x",
                           "w",
                           "+-2d",
                           "+ 2d",
                           "+99999d",
                           "today 10:00",
                           "š",
                           "10/2026",
                           "10.2026",
                           "25.",
                           "2 weeks",
                           "week ago 2",
                           "ago",
                           "3 ago",
                           "after tomorrow",
                           "day after",
                           "9//11",
                           "/11",
                           "1.x.",
                           ".11."}) {
    INFO(text);
    CHECK(day(text) == no_day(text));
  }
}

TEST_CASE("a day of birth has its year") {
  CHECK(told(parse_day_with_year("9. marec 1980", monday)) == "1980-03-09");
  CHECK(told(parse_day_with_year("9.3.1980", monday)) == "1980-03-09");
  for (const auto* text : {"9.3.", "9. marec", "9/3"})
    CHECK(told(parse_day_with_year(text, monday)).ends_with("has no year: write it as 25.11.2026 or 2026-11-25"));
}

TEST_CASE("words for days in three languages") {
  for (const auto* text : {"today", "Today", "TODAY", "danes", "šodien", "ŠODIEN", "sodien"})
    CHECK(day(text) == "2026-11-23");
  for (const auto* text : {"yesterday", "včeraj", "vceraj", "vakar"}) CHECK(day(text) == "2026-11-22");
  for (const auto* text : {"tomorrow", "jutri", "rīt", "RĪT", "rit"}) CHECK(day(text) == "2026-11-24");
}

TEST_CASE("a weekday is the nearest in the direction, today counting for both") {
  struct Row {
    std::vector<std::string_view> said;
    std::string_view past, future;
  };
  const std::vector<Row> rows{
      {{"mon", "Monday", "pon", "ponedeljek", "v ponedeljek", "pir", "pirmdiena", "pirmdien"},
       "2026-11-23",
       "2026-11-23"},
      {{"tue", "tuesday", "tor", "torek", "v torek", "torka", "otr", "otrdiena", "otrdien", "otrdienas", "otrdienai",
        "otrdienu"},
       "2026-11-17",
       "2026-11-24"},
      {{"wed", "wednesday", "sre", "sreda", "v sredo", "srede", "tre", "trešdiena", "trešdien"},
       "2026-11-18",
       "2026-11-25"},
      {{"thu", "on thursday", "čet", "četrtek", "v četrtek", "CETRTEK", "ceturtdien", "ceturtdienā"},
       "2026-11-19",
       "2026-11-26"},
      {{"fri", "friday", "pet", "petek", "pet.", "pie", "piektdiena", "piektdien", "uz piektdienu"},
       "2026-11-20",
       "2026-11-27"},
      {{"sat", "saturday", "sob", "sobota", "v soboto", "ses", "sestdiena", "sestdien"}, "2026-11-21", "2026-11-28"},
      {{"sun", "Sunday", "ned", "NEDELJA", "v nedeljo", "sve", "svētdiena", "svētdien"}, "2026-11-22", "2026-11-29"}};
  for (const auto& row : rows)
    for (const auto text : row.said) {
      INFO(text);
      CHECK(past(text) == row.past);
      CHECK(future(text) == row.future);
    }
  CHECK(future("mon", monday + 1) == "2026-11-30");
  CHECK(past("mon", monday + 1) == "2026-11-23");
  CHECK(future("pirmdiena", monday + 6) == "2026-11-30");
  CHECK(past("sun", monday + 6) == "2026-11-29");
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

TEST_CASE("next and last in each of their forms") {
  for (const auto* next : {"next", "naslednji", "naslednja", "naslednjo", "prihodnji", "prihodnja", "prihodnjo",
                           "nākamais", "nākamā", "nākamo", "nākamajā", "nākošais", "nākošā", "nākošo", "nākošajā"}) {
    INFO(next);
    CHECK(day(std::string(next) + " wed") == "2026-12-02");
  }
  for (const auto* last : {"last", "prejšnji", "prejšnja", "prejšnjo", "pretekli", "pretekla", "preteklo", "pagājušais",
                           "pagājušā", "pagājušo", "pagājušajā"}) {
    INFO(last);
    CHECK(day(std::string(last) + " wed") == "2026-11-18");
  }
  CHECK(day("nākošotrdien") == "2026-12-01");
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
  CHECK(day("two weeks ago") == "2026-11-09");
  CHECK(past("2w") == "2026-11-09");
  CHECK(future("2w") == "2026-12-07");
  CHECK(past("3d") == "2026-11-20");
  CHECK(future("3d") == "2026-11-26");
  CHECK(past("1m") == "2026-10-23");
  CHECK(future("1m") == "2026-12-23");
  CHECK(past("1y") == "2025-11-23");
  CHECK(future("1Y") == "2027-11-23");
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
  for (const auto* text : {"", "10:0", "10:000", "2026-11-25 10.0", "10:00 tue", "2026-11-25T", "2026-11-25 -1:00",
                           "2026-11-25 100", "10h3", "2w", "november 9", "9 november", "in 2 weeks", "25.", "24"}) {
    INFO(text);
    CHECK_FALSE(std::holds_alternative<LocalTime>(parse_time(text, now, Toward::future)));
  }
  CHECK(time("November 25") == "\"November 25\" has no time: write it as \"2026-11-25 10:00\"");
  CHECK(time("9.11.") == "\"9.11.\" may be 2026-11-09 or 2027-11-09: write the one that is meant");
  CHECK(time("9.12.") == "\"9.12.\" has no time: write it as \"2026-12-09 10:00\"");
  CHECK(time("25.11") == "\"25.11\" has no time: write it as \"2026-11-25 10:00\"");
}

TEST_CASE("a day before a time lies in the direction") {
  CHECK(time("thu 10:00", Toward::past) == "2026-11-19T10:00:00");
  CHECK(time("thu 10:00") == "2026-11-26T10:00:00");
  CHECK(time("mon 8:00") == "2026-11-23T08:00:00");
  CHECK(time("mon 10:00", Toward::past) == "2026-11-23T10:00:00");
  CHECK(time("25.11. 10:00", Toward::past) == "2025-11-25T10:00:00");
  CHECK(time("2w 10:00", Toward::past) == "2026-11-09T10:00:00");
  for (const auto* text :
       {"25.11. 10:00", "25. 11. ob 10h", "25.11. 10", "25. 11. 10", "25.11 10.00", "25. novembra ob 10",
        "25 Nov at 10", "November 25 10:00", "November 25 10", "2026. gada 25. novembrī plkst. 10.00",
        "Wed 2026-11-25 10:00", "v sredo, 25. 11. 2026, ob 10.00", "trešdien, 25.11.2026. plkst. 10.00",
        "the day after tomorrow at 10"}) {
    INFO(text);
    CHECK(time(text) == "2026-11-25T10:00:00");
  }
  CHECK(time("torek 9.11") == "2026-11-24T09:11:00");
  CHECK(time("25.11. 9.11") == "2026-11-25T09:11:00");
}

TEST_CASE("what may be a day or a time is refused, alone") {
  CHECK(time("9.11") == "\"9.11\" may be the day 2027-11-09 or the time 9:11: write \"2027-11-09 10:00\" or \"9:11\"");
  CHECK(time("9.11", Toward::past) ==
        "\"9.11\" may be the day 2026-11-09 or the time 9:11: write \"2026-11-09 10:00\" or \"9:11\"");
  CHECK(time("10.") == "\"10.\" may be the day 2026-12-10 or the time 10:00: write \"2026-12-10 10:00\" or \"10:00\"");
  CHECK(time("9/11 10:00") == "\"9/11\" may be 2027-11-09 or 2027-09-11: write the one that is meant");
  CHECK(time("ob 9.11") == "2026-11-23T09:11:00");
  CHECK(time("9:11") == "2026-11-23T09:11:00");
}

TEST_CASE("a day as Slovenian and Latvian say it") {
  struct Row {
    std::string_view date;
    std::vector<std::string_view> said;
  };
  const std::vector<Row> rows{
      {"2026-11-23", {"danes", "šodien"}},
      {"2026-11-24", {"tomorrow", "jutri", "rīt", "rītdien", "rit"}},
      {"2026-11-25", {"pojutrišnjem", "parīt", "the day after tomorrow", "day after tomorrow"}},
      {"2026-11-21", {"predvčerajšnjim", "aizvakar", "the day before yesterday"}},
      {"2026-12-01",
       {"naslednji torek", "prihodnji torek", "v naslednji torek", "nākamotrdien", "nākamo otrdien", "nākošo otrdien",
        "nākamajā otrdienā", "nākamnedēļ otrdien", "otrdien nākamnedēļ", "next week tue", "tue next week",
        "naslednji teden v torek", "v torek naslednji teden", "nākamajā nedēļā otrdien"}},
      {"2026-11-17", {"last week tue", "prejšnji teden v torek", "otrdien pagājušajā nedēļā"}},
      {"2026-11-27", {"this week fri", "v petek ta teden"}},
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
      {"2026-11-16", {"pred tednom", "pirms nedēļas", "a week ago", "one week ago", "7 days ago", "week ago"}},
      {"2026-11-09", {"pred dvema tednoma", "pirms divām nedēļām", "pirms 2 nedēļām", "2 weeks ago"}},
      {"2026-11-02", {"pred 3 tedni", "pred tremi tedni"}},
      {"2026-11-25", {"dne 25. 11. 2026", "25.11.2026.", "25. 11. 2026", "2026-11-25"}},
  };
  for (const auto& row : rows)
    for (const auto text : row.said) {
      INFO(text);
      CHECK(day(text) == row.date);
    }
  for (const auto* text : {"ta torek", "to sredo", "šo otrdien", "this tue", "this wednesday"}) {
    INFO(text);
    CHECK(future(text).substr(0, 9) == "2026-11-2");
    CHECK(past(text).substr(0, 9) == "2026-11-1");
  }
  // "V dveh tednih" is within two weeks; Sunday and the week are one letter apart.
  for (const auto* text : {"v dveh tednih", "čez", "pred", "pēc", "čez torek", "čez nič tednov", "nedeļ", "nedel",
                           "v nedeļ", "nedelj", "svēt", "ta", "naslednji", "čez teden dni nekoč", "nākam", "nedēļa"}) {
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
  for (const auto* text : {"10", "10.00", "10h", "10:00", "10 h", "ob 10", "ob 10.", "at 10", "plkst. 10", "ob 10. uri",
                           "ob 10.00", "10h00"}) {
    INFO(text);
    CHECK(time(text) == "2026-11-23T10:00:00");
  }
  for (const auto* text : {"tue 10:30am", "tue 10.30 am", "tue at 10:30 am", "tomorrow 10:30am"}) {
    INFO(text);
    CHECK(time(text) == "2026-11-24T10:30:00");
  }
  CHECK(time("tue 3pm") == "2026-11-24T15:00:00");
  CHECK(time("tue noon") == "2026-11-24T12:00:00");
  CHECK(time("tor ob opoldne") == "2026-11-24T12:00:00");
  CHECK(time("otrdien pusdienlaikā") == "2026-11-24T12:00:00");
  CHECK(time("tue 3:30 pm") == "2026-11-24T15:30:00");
  CHECK(time("tue 12am") == "2026-11-24T00:00:00");
  CHECK(time("tue 12pm") == "2026-11-24T12:00:00");
  for (const auto* text : {"tue 13pm", "tue 0am", "pm", "tue pm"}) {
    INFO(text);
    CHECK_FALSE(std::holds_alternative<LocalTime>(parse_time(text, now, Toward::future)));
  }
  CHECK(time("pol enajstih") == "\"pol enajstih\": write the time in digits: 10:30");
  CHECK(time("torek ob pol enajstih") == "\"torek ob pol enajstih\": write the time in digits: 10:30");
  CHECK(time("pusvienpadsmitos") == "\"pusvienpadsmitos\": write the time in digits: 10:30");
  CHECK(time("otrdien pusvienos") == "\"otrdien pusvienos\": write the time in digits: 12:30");
}

TEST_CASE("nothing behind an ISO time is lost in silence") {
  for (const auto* text : {"2026-11-25T10:00x", "2026-11-25T10:00+05:00", "2026-11-25T10:00:61", "2026-11-25T10:000"}) {
    INFO(text);
    CHECK_FALSE(std::holds_alternative<LocalTime>(parse_time(text, now, Toward::future)));
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
  CHECK(instead("mon") == "2026-12-07T10:30:00");
  CHECK(instead("1w") == "2026-12-10T10:30:00");
  CHECK(instead("in 2 weeks") == "2026-12-17T10:30:00");
  CHECK(instead("3.12.") == "2026-12-03T10:30:00");
  CHECK(instead("10.12. 9h") == "2026-12-10T09:00:00");
  CHECK(instead("9. decembra ob 9") == "2026-12-09T09:00:00");
  CHECK(instead("2.1. 11:00") == "2027-01-02T11:00:00");
  CHECK(instead("2.12.") == "2027-12-02T10:30:00");
  CHECK(instead("9") == "2026-12-03T09:00:00");
  CHECK(instead("the day after tomorrow 8:00") == "2026-11-25T08:00:00");
  CHECK(instead("nākampiektdien") == "2026-12-11T10:30:00");
  CHECK(instead("9.12") ==
        "\"9.12\" may be the day 2026-12-09 or the time 9:12: write \"2026-12-09 10:00\" or \"9:12\"");
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

TEST_CASE("a span of time from a day on") {
  const auto span = [](std::string_view text) {
    const auto day = parse_span(text, monday);
    return day ? to_text(*day) : "none";
  };
  for (const auto* text : {"14", "14d", "+14d", "2w", "2W", "14 days", "2 weeks", "two weeks", "2 tedna", "dva tedna",
                           "2 nedēļas", "divas nedēļas", "14 dni", "14 dienas"}) {
    INFO(text);
    CHECK(span(text) == "2026-12-07");
  }
  for (const auto* text : {"1m", "month", "1 month", "mesec", "1 mēnesis"}) CHECK(span(text) == "2026-12-23");
  for (const auto* text : {"1y", "a year", "1 leto", "1 gads"}) CHECK(span(text) == "2027-11-23");
  CHECK(span("0d") == "2026-11-23");
  CHECK(span("0") == "2026-11-23");
  for (const auto* text : {"", "d", "2x", "-2d", "-14", "tue", "2026-12-24", "99999d", "99999", "tomorrow", "25.11.",
                           "2 weeks ago", "nedelja", "-2 weeks", "9000y"}) {
    INFO(text);
    CHECK(span(text) == "none");
  }
}
