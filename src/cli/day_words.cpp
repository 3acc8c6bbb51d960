#include "cli/day_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "model/few.h"
#include "model/letters.h"
#include "model/text.h"

namespace psp::cli {
namespace {

using Forms = Few<std::string_view, 24>;

/// Returns the row of a table in which the word stands, from 1; 0 if it stands in none.
template <std::size_t rows>
int row_of_word(std::string_view word, const std::array<Forms, rows>& table) {
  for (std::size_t i = 0; i < rows; ++i)
    if (table[i].contains(word)) return static_cast<int>(i) + 1;
  return 0;
}

// What people put before a day or a time, or behind it, and what says nothing by itself.
constexpr Forms day_fillers{"on", "the", "of", "v", "na", "dne", "g", "uz"};
constexpr Forms clock_fillers{"at", "ob", "uri", "h", "plkst", "pulksten"};

bool digits_alone(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

auto dots_in(std::string_view w) { return std::count(w.begin(), w.end(), '.'); }

/// Returns true if the word goes on with a date that was begun with dots: `25.` with `11.` or `11.2026`, `25.11.` with
/// `2026`. What stands behind a day and a month and is no year may be an hour.
bool goes_on(std::string_view begun, std::string_view word) {
  if (begun.size() < 2 || begun.back() != '.' || !is_digit(begun.front()) || !is_digit(word.front())) return false;
  if (dots_in(begun) == 1)
    return begun.size() <= 3 && std::all_of(word.begin(), word.end(), [](char c) { return is_digit(c) || c == '.'; });
  if (word.back() == '.') word.remove_suffix(1);
  return dots_in(begun) == 2 && word.size() == 4 && digits_alone(word);
}

/// Returns the word without a dot behind it that says nothing: `nov.`, `2026.`, `25.11.2026.`, and not `25.` or
/// `25.11.`.
std::string without_end(std::string word) {
  if (word.size() < 2 || word.back() != '.') return word;
  const bool letters = !is_digit(word.front());
  const auto last = std::string_view(word).substr(0, word.size() - 1);
  const bool year = last.size() >= 4 && digits_alone(last.substr(last.size() - 4));
  if (letters || year || dots_in(word) == 3) word.pop_back();
  return word;
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : folded(text) + " ") {
    if (c != ' ' && c != '\t' && c != ',') {
      word += c;
    } else if (!word.empty()) {
      if (!words.empty() && goes_on(words.back(), word)) words.back() += word;
      else words.push_back(word);
      word.clear();
    }
  }
  for (auto& w : words) w = without_end(std::move(w));
  for (std::size_t i = words.size(); i-- > 1;)  // `3 pm` is `3pm`
    if ((words[i] == "am" || words[i] == "pm") && is_digit(words[i - 1].back())) {
      words[i - 1] += words[i];
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
    }
  return words;
}

}  // namespace

SaidWords said_words(std::string_view text) {
  const auto all = split_words(text);
  if (all.size() < 2) return {all};
  SaidWords said;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string_view w = all[i];
    // `gada` says nothing behind the number of a year; behind `pec` it is "a year".
    const bool of_year = w == "gada" && i > 0 && all[i - 1].size() == 4 && digits_alone(all[i - 1]);
    const bool clock = clock_fillers.contains(w);
    said.says_clock = said.says_clock || clock;
    if (!clock && !of_year && !day_fillers.contains(w)) said.words.push_back(all[i]);
  }
  return said;
}

bool means_next(std::string_view w) {
  static constexpr Forms forms{"next",      "naslednji", "naslednjo", "naslednja", "prihodnji",
                               "prihodnjo", "prihodnja", "nakamais",  "nakama",    "nakamo",
                               "nakamaja",  "nakosais",  "nakosa",    "nakoso",    "nakosaja"};
  return forms.contains(w);
}

bool means_last(std::string_view w) {
  static constexpr Forms forms{"last",      "prejsnji", "prejsnjo",  "prejsnja", "prejsnje",   "prejsnjega",
                               "prejsnjem", "pretekli", "preteklo",  "pretekla", "preteklega", "preteklem",
                               "zadnji",    "zadnjo",   "zadnja",    "zadnje",   "zadnjega",   "pagajusais",
                               "pagajusa",  "pagajuso", "pagajusaja"};
  return forms.contains(w);
}

bool means_this(std::string_view w) {
  static constexpr Forms forms{"this", "ta", "to", "tega", "tem", "so", "saja", "si", "sis"};
  return forms.contains(w);
}

bool means_noon(std::string_view w) {
  static constexpr Forms forms{"noon", "midday", "opoldne", "poldne", "pusdienlaika", "pusdienlaiks"};
  return forms.contains(w);
}

int weekday_of(std::string_view w) {
  static constexpr std::array<Forms, 7> days{
      Forms{"mon", "monday", "pon", "ponedeljek", "ponedeljka", "pir", "pirmdiena", "pirmdien", "pirmdienas",
            "pirmdienai", "pirmdienu"},
      Forms{"tue", "tues", "tuesday", "tor", "torek", "torka", "otr", "otrdiena", "otrdien", "otrdienas", "otrdienai",
            "otrdienu"},
      Forms{"wed", "weds", "wednesday", "sre", "sreda", "sredo", "srede", "tre", "tresdiena", "tresdien", "tresdienas",
            "tresdienai", "tresdienu"},
      Forms{"thu", "thur", "thurs", "thursday", "cet", "cetrtek", "cetrtka", "ceturtdiena", "ceturtdien",
            "ceturtdienas", "ceturtdienai", "ceturtdienu"},
      Forms{"fri", "friday", "pet", "petek", "petka", "pie", "piektdiena", "piektdien", "piektdienas", "piektdienai",
            "piektdienu"},
      Forms{"sat", "saturday", "sob", "sobota", "soboto", "sobote", "ses", "sestdiena", "sestdien", "sestdienas",
            "sestdienai", "sestdienu"},
      Forms{"sun", "sunday", "ned", "nedelja", "nedeljo", "nedelje", "sve", "svetdiena", "svetdien", "svetdienas",
            "svetdienai", "svetdienu"}};
  return row_of_word(w, days);
}

int month_of_year(std::string_view w) {
  static constexpr std::array<Forms, 12> months{
      Forms{"jan", "january", "januar", "januarja", "januarju", "janvaris", "janvara", "janvarim", "janvari"},
      Forms{"feb", "february", "februar", "februarja", "februarju", "februaris", "februara", "februarim", "februari"},
      Forms{"mar", "march", "marec", "marca", "marcu", "marts", "marta", "martam", "martu"},
      Forms{"apr", "april", "aprila", "aprilu", "aprilis", "aprilim", "aprili"},
      Forms{"may", "maj", "maja", "maju", "mai", "maijs", "maija", "maijam", "maiju"},
      Forms{"jun", "june", "junij", "junija", "juniju", "junijs", "junijam"},
      Forms{"jul", "july", "julij", "julija", "juliju", "julijs", "julijam"},
      Forms{"aug", "august", "avg", "avgust", "avgusta", "avgustu", "augusts", "augusta", "augustam", "augustu"},
      Forms{"sep", "sept", "september", "septembra", "septembru", "septembris", "septembrim", "septembri"},
      Forms{"oct", "october", "okt", "oktober", "oktobra", "oktobru", "oktobris", "oktobrim", "oktobri"},
      Forms{"nov", "november", "novembra", "novembru", "novembris", "novembrim", "novembri"},
      Forms{"dec", "december", "decembra", "decembru", "decembris", "decembrim", "decembri"}};
  return row_of_word(w, months);
}

std::optional<int> days_from_today(const std::vector<std::string>& words) {
  struct Named {
    int days;
    Forms words;
  };
  static constexpr std::array days{
      Named{0, {"today", "danes", "sodien"}}, Named{1, {"tomorrow", "jutri", "rit", "ritdien"}},
      Named{2, {"day after tomorrow", "pojutrisnjem", "parit"}}, Named{-1, {"yesterday", "vceraj", "vakar"}},
      Named{-2, {"day before yesterday", "predvcerajsnjim", "aizvakar"}}};
  const auto said = joined(words, " ");
  for (const auto& d : days)
    if (d.words.contains(said)) return d.days;
  return std::nullopt;
}

std::optional<Unit> unit_of(std::string_view w) {
  // Slovenian nedelja is no week but a Sunday.
  static constexpr std::array<Forms, 5> units{
      Forms{"day", "days", "dan", "dneva", "dni", "dnevi", "dnevom", "dnem", "dnevoma", "diena", "dienas", "dienam",
            "dienu"},
      Forms{"week", "weeks", "teden", "tedna", "tedne", "tedni", "tednov", "tednom", "tednoma", "tednu", "nedela",
            "nedelas", "nedelam", "nedelu"},
      Forms{"month", "months", "mesec", "meseca", "mesece", "meseci", "mesecev", "mesecem", "mesecema", "mesecu",
            "menesis", "menesa", "menesi", "menesus", "menesiem", "menesu"},
      Forms{"quarter", "quarters", "cetrtletje", "cetrtletja", "cetrtletju", "cetrtletji", "cetrtletij", "kvartal",
            "kvartala", "kvartalu", "ceturksnis", "ceturksna", "ceturksni", "ceturksnus", "ceturksniem"},
      Forms{"year", "years", "leto", "leti", "leta", "let", "letom", "letoma", "letu", "gads", "gada", "gadu", "gadi",
            "gadus", "gadiem"}};
  const int row = row_of_word(w, units);
  return row == 0 ? std::nullopt : std::optional(static_cast<Unit>(row - 1));
}

int count_of(std::string_view w) {
  static constexpr std::array<Forms, 10> numbers{
      Forms{"a", "an", "one", "en", "eno", "enim", "viens", "vienu", "viena", "vienas"},
      Forms{"two", "dva", "dve", "dvema", "divi", "divas", "divam", "diviem"},
      Forms{"three", "tri", "tremi", "tris", "trim", "trijam"},
      Forms{"four", "stiri", "stirimi", "cetri", "cetras", "cetram", "cetriem"},
      Forms{"five", "pet", "petimi", "pieci", "piecas", "piecam", "pieciem"},
      Forms{"six", "sest", "sestimi", "sesi", "sesas", "sesam", "sesiem"},
      Forms{"seven", "sedem", "sedmimi", "septini", "septinas", "septinam", "septiniem"},
      Forms{"eight", "osem", "osmimi", "astoni", "astonas", "astonam", "astoniem"},
      Forms{"nine", "devet", "devetimi", "devini", "devinas", "devinam", "deviniem"},
      Forms{"ten", "deset", "desetimi", "desmit"}};
  if (const int n = row_of_word(w, numbers)) return n;
  const int n = whole_number(w).value_or(0);
  return n <= 36500 ? n : 0;
}

Date moved_by(Date from, int units, Unit unit) {
  switch (unit) {
    case Unit::day: return from + units;
    case Unit::week: return from + 7 * units;
    case Unit::month: return plus_months(from, units);
    case Unit::quarter: return plus_months(from, 3 * units);
    case Unit::year: break;
  }
  return plus_years(from, units);
}

std::optional<int> half_hour_in(const std::vector<std::string>& words) {
  static constexpr std::array<Forms, 12> hours{Forms{"enih", "vienos"},
                                               Forms{"dveh", "divos"},
                                               Forms{"treh", "trijos"},
                                               Forms{"stirih", "cetros"},
                                               Forms{"petih", "piecos"},
                                               Forms{"sestih", "sesos"},
                                               Forms{"sedmih", "septinos"},
                                               Forms{"osmih", "astonos"},
                                               Forms{"devetih", "devinos"},
                                               Forms{"desetih", "desmitos"},
                                               Forms{"enajstih", "vienpadsmitos"},
                                               Forms{"dvanajstih", "divpadsmitos"}};
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string_view hour;
    if (words[i] == "pol" && i + 1 < words.size()) hour = words[i + 1];
    else if (words[i].starts_with("pus")) hour = std::string_view(words[i]).substr(3);
    if (const int row = row_of_word(hour, hours)) return row == 1 ? 12 : row - 1;
  }
  return std::nullopt;
}

std::optional<int> whole_number(std::string_view text) {
  int n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  const bool whole = !text.empty() && error == std::errc{} && end == text.data() + text.size() && text.front() != '-';
  return whole ? std::optional(n) : std::nullopt;
}

}  // namespace psp::cli
