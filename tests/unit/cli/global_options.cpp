#include "cli/global_options.h"

#include "test.h"

#include <map>

#include "cli/arguments.h"
#include "i18n/tr.h"

using namespace psp;
using namespace psp::cli;

namespace {

using Words = std::vector<std::string>;

Environment environment_of(std::map<std::string, std::string> variables) {
  return [variables](const char* name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::string() : found->second;
  };
}

Arguments arguments_of(const Words& words) { return std::get<Arguments>(parse_arguments(words, Language::en)); }

template <class Run>
std::string refusal_of(Run&& run) {
  try {
    run();
  } catch (const Failure& failure) {
    CHECK(failure.exit == Exit::usage);
    return i18n::tr(Language::en, failure.message);
  }
  return "nothing";
}

std::string refused(const Words& words) {
  return refusal_of([&] { refuse_global_options(arguments_of(words)); });
}

}  // namespace

TEST_CASE("what a global option cannot be is refused") {
  CHECK(refused({"status", "--format", "json", "--redact"}) == "nothing");
  CHECK(refused({"status", "--format", "ics"}) == "psp status cannot print ics; it prints text json csv md html");
  CHECK(refused({"status", "--format", "pdf"}) ==
        "--format cannot be pdf; it is one of: text, json, csv, md, html, ics");
  CHECK(refused({"remark", "1", "--text", "x", "--redact"}).starts_with("psp remark does not redact: "));
  CHECK(refused({"status", "--color", "green"}) == "--color cannot be green; it is one of: auto, always, never");
}

TEST_CASE("the language is that of --lang, of PSP_LANG, of the locale, in that order") {
  const auto chosen = [](const Words& words, const Environment& environment) {
    const auto [language, explicitly] = choose_language(words, environment);
    return std::string(word(language)) + (explicitly ? "!" : "");
  };
  CHECK(chosen({}, environment_of({})) == "en");
  CHECK(chosen({}, environment_of({{"LANG", "sl_SI.UTF-8"}})) == "sl");
  CHECK(chosen({}, environment_of({{"LANG", "sl_SI.UTF-8"}, {"LC_ALL", "C"}})) == "en");
  CHECK(chosen({}, environment_of({{"LANG", "sl_SI.UTF-8"}, {"PSP_LANG", "lv"}})) == "lv!");
  CHECK(chosen({"status", "--lang=en"}, environment_of({{"PSP_LANG", "lv"}})) == "en!");
  CHECK(chosen({"--lang", "sl", "status"}, environment_of({})) == "sl!");
  CHECK(refusal_of([&] {
          chosen({"--lang", "de"}, environment_of({}));
        }) == "there is no language \"de\"; psp speaks: en, sl, lv");
}

TEST_CASE("colours are for a terminal that has them") {
  const auto plain = arguments_of({"status"});
  CHECK(wants_colour(plain, true, environment_of({})));
  CHECK_FALSE(wants_colour(plain, false, environment_of({})));
  CHECK_FALSE(wants_colour(plain, true, environment_of({{"NO_COLOR", "1"}})));
  CHECK_FALSE(wants_colour(plain, true, environment_of({{"TERM", "dumb"}})));
  CHECK(wants_colour(arguments_of({"status", "--color", "always"}), false, environment_of({{"NO_COLOR", "1"}})));
  CHECK_FALSE(wants_colour(arguments_of({"status", "--color", "never"}), true, environment_of({})));
}

TEST_CASE("the clock that is given has its offset, or that of the zone") {
  const auto zone = [](const LocalTime& t) { return t.date.month == 7 ? 120 : 60; };
  CHECK(to_text(read_clock("2026-03-09T10:00:00+02:00", zone)) == "2026-03-09T10:00:00+02:00");
  CHECK(to_text(read_clock("2026-03-09T10:00:00", zone)) == "2026-03-09T10:00:00+01:00");
  CHECK(to_text(read_clock("2026-07-09", zone)) == "2026-07-09T12:00:00+02:00");
  CHECK(refusal_of([&] { read_clock("noon", zone); }) == "--now wants a time such as 2026-03-09T10:00:00+01:00");
}
