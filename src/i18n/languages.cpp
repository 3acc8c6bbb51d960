#include "i18n/languages.h"

#include <array>

namespace psp::i18n {

extern const Catalogue catalogue_sl, catalogue_lv;  // made from sl.po and lv.po as psp is built
namespace {

using Words = std::string_view;

constexpr Words english_months[] = {"January", "February", "March",     "April",   "May",      "June",
                                    "July",    "August",   "September", "October", "November", "December"};
constexpr Words english_weekdays[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
constexpr Words english_short_weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr DayStyle english_days[] = {
    {"", "{2:04}-{1:02}-{0:02}"},
    {"long", "{0} {3} {2}", english_months},
    {"month", "{2:04}-{1:02}"},
    {"weekday", "{4} {2:04}-{1:02}-{0:02}", {}, english_weekdays},
    {"said", "{4} {2:04}-{1:02}-{0:02}", {}, english_short_weekdays},
};

constexpr Words slovenian_months[] = {"januar", "februar", "marec",     "april",   "maj",      "junij",
                                      "julij",  "avgust",  "september", "oktober", "november", "december"};
constexpr Words slovenian_months_of[] = {"januarja", "februarja", "marca",     "aprila",  "maja",     "junija",
                                         "julija",   "avgusta",   "septembra", "oktobra", "novembra", "decembra"};
constexpr Words slovenian_weekdays[] = {"ponedeljek", "torek", "sreda", "četrtek", "petek", "sobota", "nedelja"};
constexpr Words slovenian_on_weekdays[] = {"v ponedeljek", "v torek",  "v sredo",  "v četrtek",
                                           "v petek",      "v soboto", "v nedeljo"};
constexpr DayStyle slovenian_days[] = {
    {"", "{0}. {1}. {2}"},
    {"long", "{0}. {3} {2}", slovenian_months},
    {"of", "{0}. {3} {2}", slovenian_months_of},  // on, since and until take the same case
    {"month", "{1}/{2}"},
    {"weekday", "{4}, {0}. {1}. {2}", {}, slovenian_weekdays},
    {"said", "{4}, {0}. {1}. {2}", {}, slovenian_weekdays},
    {"on-weekday", "{4}, {0}. {1}. {2}", {}, slovenian_on_weekdays},
};
constexpr LetterPlace slovenian_letters[] = {
    {U'č', 'c', 1}, {U'ć', 'c', 2}, {U'đ', 'd', 1}, {U'š', 's', 1}, {U'ž', 'z', 1}};

constexpr Words latvian_months[] = {"janvāris", "februāris", "marts",      "aprīlis",  "maijs",     "jūnijs",
                                    "jūlijs",   "augusts",   "septembris", "oktobris", "novembris", "decembris"};
constexpr Words latvian_months_of[] = {"janvāra", "februāra", "marta",     "aprīļa",  "maija",    "jūnija",
                                       "jūlija",  "augusta",  "septembra", "oktobra", "novembra", "decembra"};
constexpr Words latvian_months_on[] = {"janvārī", "februārī", "martā",     "aprīlī",  "maijā",    "jūnijā",
                                       "jūlijā",  "augustā",  "septembrī", "oktobrī", "novembrī", "decembrī"};
constexpr Words latvian_months_to[] = {"janvāri", "februāri", "martu",     "aprīli",  "maiju",    "jūniju",
                                       "jūliju",  "augustu",  "septembri", "oktobri", "novembri", "decembri"};
constexpr Words latvian_months_until[] = {"janvārim", "februārim", "martam",     "aprīlim",  "maijam",    "jūnijam",
                                          "jūlijam",  "augustam",  "septembrim", "oktobrim", "novembrim", "decembrim"};
constexpr Words latvian_weekdays[] = {"pirmdiena",  "otrdiena",  "trešdiena", "ceturtdiena",
                                      "piektdiena", "sestdiena", "svētdiena"};
constexpr Words latvian_on_weekdays[] = {"pirmdien",  "otrdien",  "trešdien", "ceturtdien",
                                         "piektdien", "sestdien", "svētdien"};
constexpr DayStyle latvian_days[] = {
    {"", "{0:02}.{1:02}.{2:04}."},
    {"long", "{2}. gada {0}. {3}", latvian_months},
    {"of", "{2}. gada {0}. {3}", latvian_months_of},  // since takes the same case
    {"on", "{2}. gada {0}. {3}", latvian_months_on},
    {"to", "{2}. gada {0}. {3}", latvian_months_to},
    {"until", "{2}. gada {0}. {3}", latvian_months_until},
    {"month", "{1:02}.{2:04}."},
    {"weekday", "{4}, {0:02}.{1:02}.{2:04}.", {}, latvian_weekdays},
    {"said", "{4}, {0:02}.{1:02}.{2:04}.", {}, latvian_weekdays},
    {"on-weekday", "{4}, {0:02}.{1:02}.{2:04}.", {}, latvian_on_weekdays},
};
constexpr LetterPlace latvian_letters[] = {{U'č', 'c', 1}, {U'ģ', 'g', 1}, {U'y', 'i', 0},
                                           {U'ķ', 'k', 1}, {U'ļ', 'l', 1}, {U'ņ', 'n', 1},
                                           {U'ŗ', 'r', 1}, {U'š', 's', 1}, {U'ž', 'z', 1}};

constexpr std::array rows{
    LanguageRow{Language::en, nullptr, english_days, "{0:02}:{1:02}", ":{0:02}", "{0} {1}", ".", ""},
    LanguageRow{Language::sl, &catalogue_sl, slovenian_days, "{0}.{1:02}", ".{0:02}", "{0} ob {1}", ",", ".",
                slovenian_letters},
    LanguageRow{Language::lv, &catalogue_lv, latvian_days, "{0}.{1:02}", ".{0:02}", "{0} plkst. {1}", ",", " ",
                latvian_letters},
};
static_assert(rows.size() == Vocabulary<Language>::words.size());

}  // namespace

const LanguageRow& row_of(Language language) { return rows[static_cast<std::size_t>(language)]; }

}  // namespace psp::i18n
