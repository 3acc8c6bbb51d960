#include "rules/privacy/search.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "model/letters.h"
#include "model/search_text.h"
#include "model/text.h"
#include "model/utf8.h"
#include "rules/privacy/days.h"
#include "rules/privacy/name_search.h"
#include "rules/privacy/personal_number.h"
#include "rules/privacy/phone_numbers.h"
#include "rules/privacy/streets.h"

namespace psp::rules {
namespace {

/// Returns the reference in a case file's `client = "…"`; "" for any other text.
std::string_view client_of(std::string_view text) {
  while (!text.empty()) {
    auto line = take_line(text);
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
struct LineAndColumn {
  int line = 1, column = 1;
};

/// Goes forward through a text.
class Counter {
 public:
  explicit Counter(std::string_view text) : text_(text) {}
  LineAndColumn at(std::size_t offset) {
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
  LineAndColumn place_;
};

/// In the order of PersonalNumberKind.
constexpr std::string_view number_words[] = {
    marked("an EMŠO, a Slovenian personal number"), marked("a personas kods, a Latvian personal code"),
    marked("like a personas kods, a Latvian personal code, but its check digit is another"),
    marked("like a personas kods, a Latvian personal code without a day of birth")};

}  // namespace

struct PrivacySearch::Index {
  NameSearch names;
  PhoneNumbers phones;
  Streets streets;
  std::unordered_map<std::string, std::vector<Owner>> born;  // by the day

  void add(const People& people, NameSearch::Alone alone) {
    for (const auto& [reference, person] : people.known) {
      const Owner own{reference}, contact{reference, true};
      names.add(own, person.name, alone);
      names.add(contact, person.contact, alone);
      phones.add(own, person.phone);
      phones.add(contact, person.contact_phone);
      streets.add(own, person.address);
      if (person.born) born[to_text(*person.born)].push_back(own);
    }
  }
};

namespace {

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
  index->add(people, NameSearch::Alone::as_it_may);
  for (const auto& name : of_the_office) index->names.add_of_the_office(name);
  index_ = std::move(index);
}

PrivacySearch PrivacySearch::for_redaction(const People& people, const std::vector<std::string>& others) {
  auto index = std::make_unique<Index>();
  index->add(people, NameSearch::Alone::each_part);
  for (const auto& name : others) index->names.add({}, name, NameSearch::Alone::each_part);
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
    index_->names.find({text, reading, words, client}, here);
    index_->streets.find(letters, words, here);
    index_->phones.find(letters, here);
    if (!index_->born.empty())
      for (const auto& d : days_in(letters, words))
        if (const auto it = index_->born.find(to_text(d.day)); it != index_->born.end())
          here.push_back(
              {d.begin, d.end, Tells::born, Severity::error, msg("the day of birth of {}", references_of(it->second))});
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

std::string PrivacySearch::starred(std::string_view text) const {
  std::string shown;
  std::size_t at = 0;
  for (const auto& passage : passages(text)) {
    shown += text.substr(at, passage.begin - at);
    shown += masked(text.substr(passage.begin, passage.end - passage.begin));
    at = passage.end;
  }
  return shown += text.substr(at);
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

}  // namespace psp::rules
