#include "rules/privacy/everyday_words.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "rules/privacy/names.h"

namespace psp::rules {
namespace {

/// In plain letters, each in its first case. Trades, trees, animals, the weather, colours, months, kinship, and the
/// short words of which each sentence is made.
constexpr std::string_view everyday_words[] = {
    // Slovenian
    "ali", "bel", "bela", "beseda", "bister", "bistra", "bor", "breza", "bukev", "cesar", "cvet", "cvetlica", "dober",
    "dobra", "dolg", "dom", "draga", "dragi", "gaber", "golob", "gora", "gozd", "graben", "grad", "gric", "groza",
    "hrast", "hren", "hrib", "iskra", "jagoda", "jama", "jasen", "jasna", "javor", "jelen", "jereb", "jesen", "jutro",
    "kamen", "kmet", "kopac", "kos", "kovac", "kralj", "krava", "kres", "kuhar", "lep", "lepa", "lev", "lipa", "lisica",
    "lisjak", "ljuba", "ljubica", "lovec", "majnik", "mali", "medved", "mesar", "mir", "mira", "mlada", "mlinar",
    "mornar", "mraz", "muha", "nada", "nov", "nova", "oblak", "oreh", "orel", "otrok", "pastir", "pek", "petek",
    "pevec", "pisar", "planina", "poljak", "polje", "pomlad", "potok", "prijatelj", "rak", "reka", "ribic", "rok",
    "roza", "rus", "sava", "sever", "skala", "skof", "slana", "slavec", "smola", "sneg", "sobota", "sonce", "sova",
    "srna", "star", "stara", "strah", "svetel", "svetla", "tiha", "tkalec", "travnik", "trn", "turk", "ucitelj",
    "vesel", "vesela", "vesna", "veter", "visnja", "vodnik", "volk", "vrabec", "vrh", "vrt", "zajc", "zajec", "zelena",
    "zeleznik", "zima", "zlata", "zlato", "zora", "zupan", "zver", "zvezda",
    // Latvian
    "abele", "abols", "akmens", "aleja", "asara", "astra", "auza", "avots", "balodis", "balta", "balts", "berzs",
    "birze", "birzs", "bite", "briedis", "briezis", "burtnieks", "celms", "cielava", "cirulis", "daina", "damba",
    "darznieks", "darzs", "diena", "dzenis", "dzerve", "dzintars", "egle", "ezers", "gaide", "gailis", "gaisma",
    "garais", "gulbis", "ilga", "irbe", "jauna", "jauns", "jura", "kalejs", "kalns", "kaza", "klava", "krasts",
    "krauklis", "krums", "lacis", "laime", "lapa", "lapsa", "leja", "lejnieks", "liela", "liepa", "lilija", "linde",
    "lusis", "mednieks", "meita", "mezis", "mezs", "osis", "ozols", "pavasaris", "pele", "plava", "podnieks", "priede",
    "puce", "puke", "purvs", "rasa", "rieksts", "rita", "rits", "roze", "rudzis", "sarma", "saule", "siena", "sils",
    "skaista", "skuja", "sniegs", "spare", "stirna", "strauts", "strazds", "teteris", "upe", "vanags", "varna", "vetra",
    "vevere", "veveris", "viksna", "vilks", "vitols", "zakis", "zala", "zars", "zeme", "zieds", "ziema", "zile",
    "zirgs", "zirnis", "zvaigzne", "zvejnieks", "zvirbulis",
    // English
    "april", "art", "august", "autumn", "baker", "bell", "berry", "bird", "bishop", "black", "brown", "bush", "butler",
    "carter", "chance", "christian", "clay", "cook", "cooper", "daisy", "dale", "dawn", "day", "dean", "faith", "field",
    "fish", "fisher", "ford", "forest", "fox", "frank", "gardener", "grace", "grant", "gray", "green", "hall", "hardy",
    "hill", "hope", "hunter", "iris", "joy", "june", "king", "lake", "lane", "lily", "little", "long", "love", "mark",
    "mason", "may", "miller", "moon", "olive", "page", "parker", "patience", "penny", "poppy", "price", "rain", "ray",
    "reed", "rich", "river", "rock", "rose", "ruby", "sky", "smith", "stone", "sue", "summer", "swan", "taylor",
    "turner", "violet", "walker", "ward", "waters", "weaver", "west", "white", "will", "winter", "wolf", "wood",
    "woods", "young",
    // short words of all three languages
    "aha", "all", "an", "and", "any", "ar", "are", "as", "ba", "be", "bet", "bez", "bi", "bila", "bo", "brez", "but",
    "by", "can", "ce", "da", "dan", "dem", "den", "der", "did", "do", "du", "en", "ena", "es", "few", "for", "go", "ha",
    "had", "has", "he", "her", "him", "his", "ho", "how", "ik", "in", "ir", "is", "it", "ja", "jau", "jaz", "je", "jo",
    "ju", "ka", "kaj", "kas", "kdo", "ki", "kje", "ko", "kot", "ku", "la", "lai", "le", "let", "li", "lo", "ma", "man",
    "me", "men", "mi", "mo", "mu", "my", "na", "nav", "ne", "nem", "ni", "nic", "no", "nor", "not", "now", "od", "of",
    "on", "ona", "one", "or", "our", "out", "pa", "pan", "par", "pec", "per", "pie", "po", "pri", "sa", "se", "sen",
    "she", "si", "sis", "so", "son", "sta", "su", "sva", "ta", "tad", "tai", "tam", "tas", "te", "ten", "than", "that",
    "the", "then", "this", "ti", "tie", "tik", "to", "too", "tu", "two", "un", "uz", "va", "vai", "van", "var", "vas",
    "ve", "vel", "vi", "vie", "vis", "viss", "vse", "was", "we", "who", "yes", "you", "za", "ze", "zu"};

}  // namespace

bool is_everyday_word(std::string_view part) {
  constexpr std::size_t shortest = 4;  // too many words have a shorter stem
  static const auto known = [] {
    std::unordered_set<std::string> all;
    for (const auto word : everyday_words) {
      all.emplace(word);
      for (const auto& stem : name_stems(word))
        if (stem.letters.size() >= shortest) all.insert(stem.letters);
    }
    return all;
  }();
  if (known.contains(std::string(part))) return true;
  const auto stems = name_stems(part);
  return std::any_of(stems.begin(), stems.end(),
                     [&](const auto& s) { return s.letters.size() >= shortest && known.contains(s.letters); });
}

}  // namespace psp::rules
