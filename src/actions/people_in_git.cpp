#include "actions/people_in_git.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "model/utf8.h"

namespace psp::actions {
namespace {

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto length = decode(text).length;
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

bool is_address_of_a_worker(const std::string& text, const Office& office) {
  return std::any_of(office.workers.begin(), office.workers.end(),
                     [&](const auto& w) { return !text.empty() && w.second.email == text; });
}

}  // namespace

LookingFor::LookingFor(const store::Ledger& ledger, const People& people)
    : search(people, names_of_the_office(ledger.parsed_office().value)), office(ledger.parsed_office().value) {}

std::vector<Diagnostic> people_in(const std::vector<store::GitWords>& all, const LookingFor& people) {
  std::vector<Diagnostic> found;
  for (const auto& [place, name, where, text] : all) {
    if (is_address_of_a_worker(text, people.office)) continue;
    auto here = people.search.in({{}, text});
    if (!is_utf8(text)) here.push_back({Severity::error, {}, 1, 1, msg("not UTF-8, and cannot be looked through")});
    for (auto& d : here) {
      d.file = name.empty() ? place : place + " " + people.search.starred(name);
      d.message = msg("{}: {}", where, d.message);
      found.push_back(std::move(d));
    }
  }
  return found;
}

}  // namespace psp::actions
