#include "model/person.h"

#include <algorithm>
#include <array>

#include "model/letters.h"
#include "model/utf8.h"

namespace psp {

bool is_reference(std::string_view text) {
  constexpr std::string_view signs = "-_.+";
  constexpr std::size_t longest = 64;
  constexpr char32_t beyond_letters = 0x530;  // Latin, Greek and Cyrillic lie below
  if (text.empty() || text.size() > longest || signs.find(text.front()) != std::string_view::npos) return false;
  while (!text.empty()) {
    const auto [code, length] = decode(text);
    if (length == 0) return false;
    const bool letter = in_word(code) && code < beyond_letters;
    if (!letter && (length > 1 || signs.find(text.front()) == std::string_view::npos)) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string reference_key(std::string_view reference) { return in_lower_case(reference); }

std::string person_path(std::string_view reference) { return "people/" + std::string(reference) + ".toml"; }

void Spellings::add(const std::string& reference) { by_key_[reference_key(reference)].push_back(reference); }

std::string Spellings::written(std::string_view reference) const {
  const auto it = by_key_.find(reference_key(reference));
  const bool as_given =
      it == by_key_.end() || std::find(it->second.begin(), it->second.end(), reference) != it->second.end();
  return as_given ? std::string(reference) : it->second.front();
}

std::vector<std::string> Spellings::all() const {
  std::vector<std::string> all;
  for (const auto& [key, references] : by_key_) all.insert(all.end(), references.begin(), references.end());
  return all;
}

const Person* People::find(std::string_view reference) const {
  const auto it = known.find(spellings.written(reference));
  return it == known.end() || it->second.forgotten ? nullptr : &it->second;
}

std::string People::shown(const std::string& reference) const {
  const auto* person = find(reference);
  return person && !person->name.empty() ? reference + " (" + person->name + ")" : reference;
}

namespace {

/// How a word that was given meets a word of a name.
using MeetsWord = bool (*)(std::string_view of_name, std::string_view given);
constexpr std::array<MeetsWord, 3> ways_to_meet{
    [](std::string_view of_name, std::string_view given) { return of_name == given; },
    [](std::string_view of_name, std::string_view given) { return of_name.starts_with(given); },
    [](std::string_view of_name, std::string_view given) { return of_name.find(given) != of_name.npos; }};

bool meets(const std::vector<std::string>& name, const std::vector<std::string>& given, MeetsWord way) {
  return std::all_of(given.begin(), given.end(), [&](const std::string& g) {
    return std::any_of(name.begin(), name.end(), [&](const std::string& of_name) { return way(of_name, g); });
  });
}

}  // namespace

std::vector<std::string> People::named(std::string_view part) const {
  const auto given = folded_words(part);
  std::vector<std::string> found;
  if (given.empty()) return found;
  for (const auto way : ways_to_meet) {
    for (const auto& [reference, person] : known)
      if (!person.forgotten && meets(folded_words(person.name), given, way)) found.push_back(reference);
    if (!found.empty()) break;
  }
  return found;
}

std::vector<std::string> People::names() const {
  std::vector<std::string> all;
  for (const auto& [reference, person] : known)
    for (const auto& name : {person.name, person.contact})
      if (!name.empty()) all.push_back(name);
  return all;
}

}  // namespace psp
