// The catalogues as they are in the program: their terms, their plural forms, and the styles that they ask for.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "i18n/catalogue.h"
#include "i18n/languages.h"
#include "i18n/tr.h"
#include "test.h"

using namespace psp;
using i18n::tr;

namespace {

struct Entry {
  std::string_view context, text, translation;
};

/// Returns each form of each text of a catalogue, but for its header.
std::vector<Entry> entries_of(Language language) {
  std::vector<Entry> all;
  const auto& catalogue = *i18n::row_of(language).catalogue;
  for (std::size_t i = 1; i < catalogue.size(); ++i) {
    auto key = catalogue.key(i);
    std::string_view context;
    if (const auto end = key.find('\4'); end != key.npos) {
      context = key.substr(0, end);
      key.remove_prefix(end + 1);
    }
    const auto text = key.substr(0, key.find('\0'));
    for (auto forms = catalogue.translation(i);;) {
      const auto end = forms.find('\0');
      all.push_back({context, text, forms.substr(0, end)});
      if (end == forms.npos) break;
      forms.remove_prefix(end + 1);
    }
  }
  return all;
}

/// Returns true if one of the words of the text begins so; blanks stand for the beginning and the end of a word.
bool holds(std::string_view text, std::string_view wanted) {
  std::string spaced = " ";
  for (const char c : text)
    spaced += (c >= 'a' && c <= 'z') || c < 0 ? c : c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : ' ';
  return (spaced + " ").find(wanted) != std::string::npos;
}

/// A term of the field: where the English has it, the translation has its stem as well.
struct Term {
  std::string_view english;
  std::vector<std::string_view> slovenian, latvian;  ///< stems, of which one is enough
};

/// Stems that a translation must not have: a word near to the term, with another meaning in the field.
struct OffTheList {
  Language language;
  std::string_view stem, instead;
};

}  // namespace

TEST_CASE("no translation has a word that means something else in the field") {
  const std::vector<OffTheList> words{
      {Language::sl, " seans", "razgovor"},
      {Language::sl, " sej", "razgovor"},
      {Language::sl, " sestanki", "razgovori"},
      {Language::sl, " klient", "uporabnik"},
      {Language::sl, " strank", "uporabnik"},

      {Language::sl, " revizij", "ponovna ocena"},
      {Language::sl, " podlag ", "razlog"},
      {Language::sl, " privolit", "soglasje"},
      {Language::sl, " zastavic", "opozorilo"},
      {Language::sl, " nalog ", "opravilo"},
      {Language::lv, " sesij", "konsultācija"},
      {Language::lv, " seans", "konsultācija"},
      {Language::lv, " karodzi", "atgādinājums"},
      {Language::lv, " pārskatīšan", "atkārtots novērtējums"},
      {Language::lv, " lietotāj ", "klients"},
      {Language::lv, " pamats slēg", "iemesls"},
  };
  for (const auto& [language, stem, instead] : words)
    for (const auto& e : entries_of(language))
      if (holds(e.translation, stem)) FAIL_CHECK(e.translation << ": say " << instead);
}

TEST_CASE("a term of the field is translated by its term") {
  const std::vector<Term> terms{
      {" sessions ", {"azgovor", "zostan"}, {"onsult", "eieraš"}},
      {" session ", {"azgovor", "zostan"}, {"onsult", "eieraš"}},
      {" case manager", {"odj"}, {"adītāj"}},
      {" attendance ", {"deležb"}, {"pmeklējum"}},
      {" onward referral", {"apotit"}, {"osūtījum"}},
      {" withdrawal", {"dstop"}, {"tteikšan"}},
      {" the client withdrew", {"dstop"}, {"tteikšan"}},
      {" review due", {"ponovn"}, {"ovērtējum"}},
      {" flags ", {"pozoril"}, {"tgādinājum"}},
      {" onward referrals", {"apotit"}, {"osūtījum"}},
      {" retention", {"hramb"}, {"labāšan"}},
  };
  for (const auto language : {Language::sl, Language::lv})
    for (const auto& e : entries_of(language)) {
      // Commands, options, keys and what names them stay English.
      if (e.text.find("psp ") != e.text.npos || e.text.find("--") != e.text.npos || e.text.find('_') != e.text.npos ||
          e.text.substr(0, 6) == e.translation.substr(0, 6))
        continue;
      for (const auto& t : terms) {
        const auto& stems = language == Language::sl ? t.slovenian : t.latvian;
        const bool there = std::any_of(stems.begin(), stems.end(),
                                       [&](const auto stem) { return e.translation.find(stem) != e.translation.npos; });
        if (holds(e.text, t.english) && !there) FAIL_CHECK(e.text << " => " << e.translation);
      }
    }
}

TEST_CASE("a day is written in a style that its language has") {
  for (const auto language : {Language::sl, Language::lv}) {
    std::set<std::string_view> styles{"clock", "second"};
    for (const auto& style : i18n::row_of(language).days) styles.insert(style.name);
    for (const auto& e : entries_of(language))
      for (auto text = e.translation; text.find('{') != text.npos;) {
        text.remove_prefix(text.find('{') + 1);
        const auto place = text.substr(0, text.find('}'));
        const auto colon = place.find(':');
        if (colon != place.npos && !styles.contains(place.substr(colon + 1))) FAIL_CHECK(e.translation);
      }
  }
}

TEST_CASE("counts from 0 to 130 take the forms that were worked out by hand") {
  const auto sessions = [](Language language, std::int64_t n) {
    return tr(language, msg_count(n, "{} session without attendance", "{} sessions without attendance"));
  };
  // Slovenian: as the last two digits are 1, 2, 3 or 4, or something else; 101 is as 1, and 21 is not.
  const std::set<std::int64_t> one{1, 101}, two{2, 102}, few{3, 4, 103, 104};
  for (std::int64_t n = 0; n <= 130; ++n) {
    const auto* noun = one.contains(n)   ? " razgovor "
                       : two.contains(n) ? " razgovora "
                       : few.contains(n) ? " razgovori "
                                         : " razgovorov ";
    CHECK(sessions(Language::sl, n).starts_with(std::to_string(n) + noun));
  }
  // Latvian: singular behind a last digit of 1, but for 11 and 111; the genitive of the plural for 0 alone.
  const std::set<std::int64_t> singular{1, 21, 31, 41, 51, 61, 71, 81, 91, 101, 121};
  for (std::int64_t n = 0; n <= 130; ++n) {
    const auto* noun = n == 0 ? " konsultāciju " : singular.contains(n) ? " konsultācija " : " konsultācijas ";
    CHECK(sessions(Language::lv, n).starts_with(std::to_string(n) + noun));
  }
}
