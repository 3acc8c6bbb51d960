#include "rules/privacy/search.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "model/letters.h"
#include "model/reading.h"
#include "model/utf8.h"
#include "rules/privacy/names.h"
#include "rules/privacy/personal_number.h"

namespace psp::rules {
namespace {

constexpr std::size_t shortest_phone = 6, longest_phone = 16, longest_gap = 3;
constexpr std::size_t shortest_stem = 3;           // shorter ones are the beginning of too many words
constexpr std::size_t shortest_small_stem = 4;     // in small letters
constexpr std::size_t shortest_withheld_stem = 2;  // where too much is better than too little

/// Whose it is: a client's own, or a contact person's.
struct Owner {
  std::string reference;
  bool contact = false;
  auto operator<=>(const Owner&) const = default;
};

/// A name as the search knows it; its parts are those that have a capital.
struct KnownName {
  Owner owner;
  std::size_t parts = 0;
  bool each_part = false;  ///< any of them alone tells
};

struct KnownPart {
  std::size_t name, part;  ///< of all names; of its parts
  bool whole;              ///< the stem stands for itself
  bool alone;              ///< it can be told from other words where it stands alone
  std::string folded;      ///< the part as it is
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool has_digit(std::string_view word) { return std::any_of(word.begin(), word.end(), is_digit); }

bool near_by(std::string_view between) {
  return between.size() <= longest_gap && between.find_first_not_of(" \n-_,.") == std::string_view::npos;
}

/// The word in any case of declension.
bool is_form_of(const std::string& word, const std::string& of) {
  if (word == of) return true;
  for (const auto& stem : name_stems(of))
    if (stem.letters.size() >= shortest_stem && word.starts_with(stem.letters) &&
        is_name_ending(std::string_view(word).substr(stem.letters.size())))
      return true;
  return false;
}

/// Kinds of streets, which are cut short in addresses.
constexpr std::string_view street_kinds[] = {"ulica", "cesta",     "trg",   "naselje",
                                             "iela",  "prospekts", "gatve", "bulvaris"};

bool is_street_kind_cut_short(const std::string& word, const std::string& of) {
  return word.size() <= 3 && of.starts_with(word) &&
         std::any_of(std::begin(street_kinds), std::end(street_kinds),
                     [&](auto kind) { return is_form_of(of, std::string(kind)); });
}

std::string_view between(std::string_view text, const NameWord& a, const NameWord& b) {
  return text.substr(a.end, b.begin - a.end);
}

/// The street and the house number of an address, as folded words; empty where it has none.
std::vector<std::string> street_of(std::string_view address) {
  const auto is_house_number = [](const std::string& w) {
    return has_digit(w) && std::count_if(w.begin(), w.end(), is_digit) <= 3;
  };
  while (!address.empty()) {
    const auto end = std::min(address.find_first_of(",;\n"), address.size());
    std::vector<std::string> words;
    bool street = false, number = false;
    for (auto& w : name_words(address.substr(0, end))) {
      if (street && number) break;
      street = street || (!has_digit(w.folded) && w.folded.size() >= shortest_stem);
      number = number || is_house_number(w.folded);
      words.push_back(std::move(w.folded));
    }
    if (street && number) return words;
    address.remove_prefix(std::min(end + 1, address.size()));
  }
  return {};
}

/// The reference that stands in a case file's `client = "…"`; "" in other texts.
std::string_view client_of(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    auto line = text.substr(at, end - at);
    at = end + 1;
    if (line.starts_with('[')) return {};
    if (!line.starts_with("client")) continue;
    line.remove_prefix(std::string_view("client").size());
    const auto first = line.find_first_not_of(" \t=");
    if (first == std::string_view::npos || (line[first] != '"' && line[first] != '\'')) continue;
    const auto last = line.find(line[first], first + 1);
    if (last != std::string_view::npos) return line.substr(first + 1, last - first - 1);
  }
  return {};
}

/// A place in a text, in code points.
struct Place {
  int line = 1, column = 1;
};

/// Goes forward through a text.
class Counter {
 public:
  explicit Counter(std::string_view text) : text_(text) {}
  Place at(std::size_t offset) {
    while (at_ < offset) {
      const auto length = std::max<std::size_t>(decode(text_.substr(at_)).length, 1);
      if (text_[at_] == '\n') place_ = {place_.line + 1, 1};
      else ++place_.column;
      at_ += length;
    }
    return place_;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  Place place_;
};

using Find = Passage;  // in a reading

/// "K-0117, K-0118", each once.
std::string listed_owners(std::vector<Owner> owners) {
  std::sort(owners.begin(), owners.end());
  std::string all;
  std::string_view before;
  for (const auto& o : owners) {
    if (o.reference == before) continue;
    all += (all.empty() ? "" : ", ") + o.reference;
    before = o.reference;
  }
  return all;
}

bool all_contacts(const std::vector<Owner>& owners) {
  return std::all_of(owners.begin(), owners.end(), [](const Owner& o) { return o.contact; });
}

Message name_words_of(const std::vector<Owner>& owners) {
  return all_contacts(owners) ? msg("a name of the contact person of {}", listed_owners(owners))
                              : msg("a name of {}", listed_owners(owners));
}

Message phone_words_of(const std::vector<Owner>& owners) {
  return all_contacts(owners) ? msg("the telephone number of the contact person of {}", listed_owners(owners))
                              : msg("the telephone number of {}", listed_owners(owners));
}

/// In the order of PersonalNumberKind.
constexpr std::string_view number_words[] = {
    "an EMŠO, a Slovenian personal number", "a personas kods, a Latvian personal code",
    "like a personas kods, a Latvian personal code, but its check digit is another",
    "like a personas kods, a Latvian personal code without a day of birth"};

}  // namespace

struct PrivacySearch::Index {
  std::vector<KnownName> names;
  std::unordered_multimap<std::string, KnownPart> parts;  // by stem
  std::vector<std::vector<std::string>> office;           // the folded parts of each name
  std::unordered_map<std::string, std::vector<Owner>> phones;
  std::unordered_multimap<std::string, std::pair<Owner, std::vector<std::string>>> streets;  // by stem of the first
  std::unordered_map<std::string, std::vector<Owner>> born;                                  // by the day

  void add(const People& people, bool each_part) {
    for (const auto& [reference, person] : people.known) {
      const Owner own{reference}, contact{reference, true};
      add_name(own, person.name, each_part);
      add_name(contact, person.contact, each_part);
      add_phone(own, person.phone);
      add_phone(contact, person.contact_phone);
      if (person.born) born[to_text(*person.born)].push_back(own);
      if (auto street = street_of(person.address); !street.empty()) {
        auto begin = street.front().substr(0, shortest_stem);
        streets.emplace(std::move(begin), std::pair(own, std::move(street)));
      }
    }
  }

  void add_name(Owner owner, std::string_view name, bool each_part = false) {
    auto words = name_words(name);
    // "de la Cruz"; but a key has none, as "sw-2".
    if (std::any_of(words.begin(), words.end(), [](const NameWord& w) { return w.capital; }))
      std::erase_if(words, [](const NameWord& w) { return !w.capital; });
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto stems = name_stems(words[i].folded);
      for (const auto& stem : stems)
        parts.emplace(stem.letters, KnownPart{names.size(), i, stem.whole, true, words[i].folded});
      // A letter alone, or what has digits, is a part beside others.
      if (stems.empty()) parts.emplace(words[i].folded, KnownPart{names.size(), i, true, false, words[i].folded});
    }
    names.push_back({std::move(owner), words.size(), each_part});
  }

  void add_phone(const Owner& owner, const std::string& phone) {
    if (auto digits = phone_digits(phone); !digits.empty()) phones[digits].push_back(owner);
  }

  /// The parts of names that a word is, in any case of declension; of a word without a capital, the exact ones. Many
  /// people may share it: they are in the order of the names.
  std::vector<const KnownPart*> parts_of(const NameWord& w) const {
    std::vector<const KnownPart*> found;
    for (std::size_t cut = 0; cut <= longest_name_ending && cut < w.folded.size(); ++cut) {
      const auto size = w.folded.size() - cut;
      if (!is_name_ending(std::string_view(w.folded).substr(size))) break;
      const auto [first, last] = parts.equal_range(w.folded.substr(0, size));
      for (auto it = first; it != last; ++it) {
        const bool exact = it->second.folded == w.folded;
        const auto least = !w.capital                         ? shortest_small_stem
                           : names[it->second.name].each_part ? shortest_withheld_stem
                                                              : shortest_stem;
        const bool declined = it->second.alone && size >= least && (it->second.whole || cut > 0);
        if (exact || declined) found.push_back(&it->second);
      }
    }
    std::sort(found.begin(), found.end(), [](auto* a, auto* b) { return a->name < b->name; });
    return found;
  }

  /// True where the words from `begin` to `end` and more around them are one name of the office; nothing where they
  /// alone may be one.
  enum class Office { no, perhaps, yes };
  Office of_the_office(std::string_view text, const std::vector<NameWord>& words, std::size_t begin,
                       std::size_t end) const {
    auto verdict = Office::no;
    for (const auto& name : office) {
      const auto is_part = [&](const NameWord& w) {
        return w.capital &&
               std::any_of(name.begin(), name.end(), [&](const auto& p) { return is_form_of(w.folded, p); });
      };
      if (!std::all_of(words.begin() + static_cast<std::ptrdiff_t>(begin),
                       words.begin() + static_cast<std::ptrdiff_t>(end), is_part))
        continue;
      const bool before =
          begin > 0 && near_by(between(text, words[begin - 1], words[begin])) && is_part(words[begin - 1]);
      const bool behind =
          end < words.size() && near_by(between(text, words[end - 1], words[end])) && is_part(words[end]);
      if (before || behind) return Office::yes;
      verdict = Office::perhaps;
    }
    return verdict;
  }

  /// Words side by side that are different parts of one name.
  struct Run {
    std::size_t length = 0;
    bool capitals = true;  ///< of all of them
    bool exact = true;     ///< none is declined
  };
  Run run_of(std::string_view text, const std::vector<NameWord>& words,
             const std::vector<std::vector<const KnownPart*>>& found, std::size_t i, std::size_t name) const {
    std::vector<std::size_t> seen;
    Run run;
    for (; i + run.length < words.size(); ++run.length) {
      const auto at = i + run.length;
      if (run.length > 0 && !near_by(between(text, words[at - 1], words[at]))) break;
      const auto& here = found[at];
      auto part = std::lower_bound(here.begin(), here.end(), name,
                                   [](const KnownPart* p, std::size_t wanted) { return p->name < wanted; });
      while (part != here.end() && (*part)->name == name &&
             std::find(seen.begin(), seen.end(), (*part)->part) != seen.end())
        ++part;
      if (part == here.end() || (*part)->name != name) break;
      seen.push_back((*part)->part);
      run.capitals = run.capitals && words[at].capital;
      run.exact = run.exact && (*part)->folded == words[at].folded;
    }
    return run;
  }

  /// How sure it is that the run is this name; nothing where it is not.
  std::optional<Severity> verdict_on(const Run& run, const KnownPart& first, std::string_view client) const {
    const auto& name = names[first.name];
    if (run.length == 0) return std::nullopt;
    if (run.length > 1) return Severity::error;
    const bool own = name.owner.reference == client && !client.empty();
    if (!first.alone) return std::nullopt;
    const bool tells_alone = own || name.each_part || (first.part > 0 && !name.owner.contact);
    // A name of one part is whole: as a key, or where people have but one.
    const bool whole = name.parts == 1 && run.exact;
    if (run.capitals) return tells_alone || whole ? std::optional(Severity::error) : std::nullopt;
    // A key is written so; of a person it may be another word.
    if (name.each_part) return whole && name.owner.reference.empty() ? std::optional(Severity::error) : std::nullopt;
    return tells_alone && run.exact ? std::optional(Severity::warning) : std::nullopt;
  }

  void find_names(std::string_view text, const std::vector<NameWord>& words, std::string_view client,
                  std::vector<Find>& finds) const {
    std::vector<std::vector<const KnownPart*>> found;
    for (const auto& w : words) found.push_back(parts_of(w));
    for (std::size_t i = 0; i < words.size();) {
      std::size_t longest = 0;
      auto severity = Severity::warning;
      std::vector<Owner> owners;
      for (const auto* part : found[i]) {
        const auto& name = names[part->name];
        const auto run = run_of(text, words, found, i, part->name);
        const auto verdict = verdict_on(run, *part, client);
        if (!verdict || run.length < longest) continue;
        if (run.length > longest) {
          owners.clear();
          severity = Severity::warning;
        }
        longest = run.length;
        severity = std::min(severity, *verdict);
        owners.push_back(name.owner);
      }
      const auto office_says = longest > 0 ? of_the_office(text, words, i, i + longest) : Office::yes;
      if (office_says != Office::yes) {
        auto what = name_words_of(owners);
        if (office_says == Office::perhaps) what = msg("{}, or of somebody whom psp.toml names", what);
        else if (severity == Severity::warning) what = msg("perhaps {}, in small letters", what);
        finds.push_back({words[i].begin, words[i + longest - 1].end, Tells::name,
                         office_says == Office::perhaps ? Severity::warning : severity, std::move(what)});
      }
      i += std::max<std::size_t>(longest, 1);
    }
  }

  void find_streets(std::string_view text, const std::vector<NameWord>& words, std::vector<Find>& finds) const {
    if (streets.empty()) return;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto [first, last] = streets.equal_range(words[i].folded.substr(0, shortest_stem));
      std::vector<Owner> owners;
      std::size_t length = 0;
      for (auto it = first; it != last; ++it) {
        const auto& [owner, street] = it->second;
        bool same = i + street.size() <= words.size();
        for (std::size_t n = 0; same && n < street.size(); ++n)
          same = (is_form_of(words[i + n].folded, street[n]) ||
                  is_street_kind_cut_short(words[i + n].folded, street[n])) &&
                 (n == 0 || near_by(between(text, words[i + n - 1], words[i + n])));
        if (!same) continue;
        owners.push_back(owner);
        length = std::max(length, street.size());
      }
      if (!owners.empty())
        finds.push_back({words[i].begin, words[i + length - 1].end, Tells::address, Severity::error,
                         msg("the address of {}", listed_owners(owners))});
    }
  }

  void find_phones(std::string_view text, std::vector<Find>& finds) const {
    if (phones.empty()) return;
    const auto end_of_group = [&](std::size_t at) {
      while (at < text.size() && is_digit(text[at])) ++at;
      return at;
    };
    for (std::size_t begin = 0; begin < text.size();) {
      if (!is_digit(text[begin])) {
        ++begin;
        continue;
      }
      const auto first_end = end_of_group(begin);
      auto end = first_end;
      std::size_t found_end = 0;
      const std::vector<Owner>* owners = nullptr;
      for (;;) {
        const auto number = text.substr(begin, end - begin);
        if (static_cast<std::size_t>(std::count_if(number.begin(), number.end(), is_digit)) > longest_phone) break;
        const auto it = phones.find(phone_digits(number));
        if (it != phones.end()) {
          owners = &it->second;
          found_end = end;
        }
        const auto next = text.find_first_of("0123456789", end);
        if (next == std::string_view::npos || next - end > longest_gap ||
            text.substr(end, next - end).find_first_not_of(" -./()") != std::string_view::npos)
          break;
        end = end_of_group(next);
      }
      if (owners) finds.push_back({begin, found_end, Tells::phone, Severity::error, phone_words_of(*owners)});
      begin = owners ? found_end : first_end;
    }
  }
};

namespace {

/// A day as digits stand: 25.12.1980, 25. 12. 1980, 25/12/1980, 1980-12-25, 25. decembra 1980.
struct DayInText {
  std::size_t begin, end;
  Date day;
};

/// How the names of months begin, in the three languages.
constexpr std::string_view month_beginnings[12][3] = {
    {"jan", "jan", "jan"}, {"feb", "feb", "feb"}, {"mar", "mar", "mar"}, {"apr", "apr", "apr"},
    {"maj", "mai", "may"}, {"jun", "jun", "jun"}, {"jul", "jul", "jul"}, {"avg", "aug", "aug"},
    {"sep", "sep", "sep"}, {"okt", "okt", "oct"}, {"nov", "nov", "nov"}, {"dec", "dec", "dec"}};

int month_of(const std::string& word) {
  if (std::all_of(word.begin(), word.end(), is_digit)) return word.size() <= 2 ? std::stoi(word) : 0;
  for (int m = 0; m < 12; ++m)
    for (const auto beginning : month_beginnings[m])
      if (word.starts_with(beginning)) return m + 1;
  return 0;
}

std::vector<DayInText> days_in(std::string_view text, const std::vector<NameWord>& words) {
  std::vector<DayInText> days;
  const auto number = [](const std::string& w, std::size_t least, std::size_t most) {
    return w.size() >= least && w.size() <= most && std::all_of(w.begin(), w.end(), is_digit) ? std::stoi(w) : 0;
  };
  const auto parted = [&](std::size_t i) {
    const auto gap = between(text, words[i], words[i + 1]);
    return gap.size() <= longest_gap && gap.find_first_not_of(" -./,\n") == std::string_view::npos;
  };
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    if (!is_digit(words[i].folded.front()) || !parted(i) || !parted(i + 1)) continue;
    const auto &a = words[i].folded, &b = words[i + 1].folded, &c = words[i + 2].folded;
    for (const Date day :
         {Date{number(c, 4, 4), month_of(b), number(a, 1, 2)}, Date{number(a, 4, 4), month_of(b), number(c, 1, 2)}})
      if (day.year > 0 && exists(day)) days.push_back({words[i].begin, words[i + 2].end, day});
    // 1980. gada 25. decembris
    if (i + 3 < words.size() && parted(i + 2) && (b == "gada" || b == "g"))
      if (const Date day{number(a, 4, 4), month_of(words[i + 3].folded), number(c, 1, 2)}; day.year > 0 && exists(day))
        days.push_back({words[i].begin, words[i + 3].end, day});
  }
  return days;
}

/// Of passages that overlap, the longer; in order of their places.
void part(std::vector<Passage>& all) {
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
  std::size_t end = 0;
  std::erase_if(all, [&](const Passage& p) {
    if (p.begin < end) return true;
    end = p.end;
    return false;
  });
}

}  // namespace

PrivacySearch::PrivacySearch(std::unique_ptr<const Index> index, Numbers numbers)
    : index_(std::move(index)), numbers_(numbers) {}
PrivacySearch::PrivacySearch(PrivacySearch&&) noexcept = default;
PrivacySearch::~PrivacySearch() = default;

PrivacySearch::PrivacySearch(const People& people, const std::vector<std::string>& of_the_office, Numbers numbers)
    : numbers_(numbers) {
  auto index = std::make_unique<Index>();
  index->add(people, false);
  for (const auto& name : of_the_office) {
    std::vector<std::string> parts;
    for (auto& w : name_words(name))
      if (w.capital) parts.push_back(std::move(w.folded));
    if (!parts.empty()) index->office.push_back(std::move(parts));
  }
  index_ = std::move(index);
}

PrivacySearch PrivacySearch::for_redaction(const People& people, const std::vector<std::string>& others) {
  auto index = std::make_unique<Index>();
  index->add(people, true);
  for (const auto& name : others) index->add_name({}, name, true);
  return PrivacySearch(std::move(index), Numbers::searched);
}

std::vector<Passage> PrivacySearch::passages(std::string_view text) const {
  std::vector<Passage> found;
  const auto client = client_of(text);
  const auto search = [&](Escapes escapes) {
    const Reading reading(text, escapes);
    const std::string_view letters = reading.letters();
    std::vector<Passage> here;
    const auto words = name_words(reading);
    index_->find_names(letters, words, client, here);
    index_->find_streets(letters, words, here);
    index_->find_phones(letters, here);
    if (!index_->born.empty())
      for (const auto& d : days_in(letters, words))
        if (const auto it = index_->born.find(to_text(d.day)); it != index_->born.end())
          here.push_back(
              {d.begin, d.end, Tells::born, Severity::error, msg("the day of birth of {}", listed_owners(it->second))});
    if (numbers_ == Numbers::searched)
      for (const auto& n : personal_numbers(letters))
        here.push_back({n.begin, n.end, Tells::number,
                        n.kind == PersonalNumberKind::kods_like ? Severity::warning : Severity::error,
                        msg(number_words[static_cast<std::size_t>(n.kind)])});
    for (auto& p : here) {
      p.begin = reading.begins(p.begin);
      p.end = reading.ends(p.end);
      found.push_back(std::move(p));
    }
  };
  search(Escapes::as_they_stand);
  if (text.find('\\') != std::string_view::npos) search(Escapes::read);
  part(found);
  return found;
}

std::vector<Diagnostic> PrivacySearch::in(const NamedText& named) const {
  std::vector<Diagnostic> told;
  for (const auto& find : passages(named.path))
    told.push_back({find.severity, named.path, 1, 1, msg("in the name of the file: {}", find.what)});
  Counter counter(named.text);
  for (const auto& find : passages(named.text)) {
    const auto place = counter.at(find.begin);
    told.push_back({find.severity, named.path, place.line, place.column,
                    msg("{}: …{}…", find.what, masked(named.text.substr(find.begin, find.end - find.begin)))});
  }
  return told;
}

std::vector<Diagnostic> named_people(std::span<const NamedText> texts, const People& people,
                                     const std::vector<std::string>& of_the_office) {
  const PrivacySearch search(people, of_the_office);
  std::vector<Diagnostic> told;
  for (const auto& text : texts)
    for (auto& d : search.in(text)) told.push_back(std::move(d));
  return told;
}

std::string masked(std::string_view text) {
  std::string out;
  bool inside = false;
  while (!text.empty()) {
    const auto [code, length] = decode(text);
    const bool letter = length > 0 && in_word(code);
    const bool shown = letter && !inside && !is_digit(text.front());
    if (letter) out += shown ? text.substr(0, length) : "*";
    else out += text.front() == '\n' || text.front() == '\r' ? ' ' : text.front();
    inside = letter;
    text.remove_prefix(letter ? length : 1);
  }
  return out;
}

std::string phone_digits(std::string_view phone) {
  std::string digits;
  const Reading reading(phone);
  for (const char c : reading.letters())
    if (is_digit(c)) digits += c;
  if (digits.starts_with("00")) digits.erase(0, 2);
  constexpr std::size_t with_country = 11;  // and eight digits of the subscriber, in Slovenia and in Latvia
  for (const std::string_view country : {"386", "371"})
    if (digits.size() >= with_country && digits.starts_with(country)) digits.erase(0, country.size());
  if (digits.starts_with('0')) digits.erase(0, 1);
  return digits.size() < shortest_phone ? std::string() : digits;
}

}  // namespace psp::rules
