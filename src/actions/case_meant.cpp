#include "actions/case_meant.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "model/text.h"
#include "rules/history.h"
#include "rules/standing.h"

namespace psp::actions {
namespace {

std::optional<int> number_in(std::string_view given) {
  int number = 0;
  const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), number);
  return error == std::errc{} && end == given.data() + given.size() ? std::optional(number) : std::nullopt;
}

/// That there is none; a file that only lacks its name is not told as if there were none.
template <class Means>
[[noreturn]] void refuse(const store::Ledger& ledger, Message why, Means means) {
  std::vector<Diagnostic> strays;
  for (const auto& id : ledger.taken_ids())
    if (means(id))
      for (auto& d : ledger.strays_of(case_path(id))) strays.push_back(std::move(d));
  throw Failure{Exit::usage, std::move(why), std::move(strays)};
}

[[noreturn]] void refuse_id(const store::Ledger& ledger, std::string_view given, const std::string& wanted) {
  const auto& ids = ledger.case_ids();
  const std::vector<std::string_view> names(ids.begin(), ids.end());
  const auto near = nearest(wanted, names);
  refuse(ledger,
         near.empty() ? msg("there is no case {}; psp list shows all", given)
                      : msg("there is no case {}; did you mean {}? psp list shows all", given, near),
         [&](const std::string& id) { return id == wanted; });
}

/// Returns false if it is closed; one that cannot be read may be open.
bool may_be_open(const store::Ledger& ledger, const std::string& id, Date today) {
  const auto parsed = ledger.read_case(id);
  if (!parsed.readable()) return true;
  const rules::History history(parsed.value, {today, std::nullopt});
  return history.there() && !rules::course_of(history).closure;
}

/// Returns the case id that a year and a number mean, as 2026-42; "" if it is something else.
std::string id_with_year(const store::Ledger& ledger, std::string_view given) {
  const auto dash = given.find('-');
  if (dash != 4) return {};
  const auto year = number_in(given.substr(0, dash)), number = number_in(given.substr(dash + 1));
  if (!year || !number || *year < 0 || *number < 0) return {};
  const auto id = make_case_id(ledger.parsed_office().value.settings.case_prefix, *year, *number);
  return is_case_id(id) ? id : std::string();
}

std::string case_numbered(const store::Ledger& ledger, std::string_view given, int number, Date today) {
  std::vector<std::string> candidates, open;
  for (const auto& id : ledger.case_ids())
    if (case_number(id) == number) candidates.push_back(id);
  ledger.refuse_unread();
  if (candidates.size() == 1) return candidates.front();
  if (candidates.empty())
    refuse(ledger, msg("there is no case with the number {}; psp list shows all", given),
           [&](const std::string& id) { return case_number(id) == number; });
  for (const auto& id : candidates)
    if (may_be_open(ledger, id, today)) open.push_back(id);
  if (open.size() == 1) return open.front();
  throw Failure{Exit::usage, msg("{} can mean {}: write the whole case id", given,
                                 listed(std::vector<std::string_view>(candidates.begin(), candidates.end())))};
}

}  // namespace

std::string case_meant(const store::Ledger& ledger, std::string_view given, Date today) {
  std::string wanted(given);
  for (char& c : wanted)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (is_case_id(wanted) && ledger.has_case(wanted)) return wanted;
  if (const auto id = id_with_year(ledger, wanted); !id.empty() && ledger.has_case(id)) return id;
  if (const auto number = number_in(given)) return case_numbered(ledger, given, *number, today);
  refuse_id(ledger, given, wanted);
}

}  // namespace psp::actions
