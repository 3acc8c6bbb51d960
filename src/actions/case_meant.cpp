#include "actions/case_meant.h"

#include <algorithm>
#include <charconv>
#include <mutex>
#include <optional>
#include <set>
#include <utility>

#include "actions/read_cases.h"
#include "model/letters.h"
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

/// Throws that there is none; a file that only lacks its name is not told as if there were none.
template <class Means>
[[noreturn]] void refuse(const store::Ledger& ledger, Failure failure, Means means) {
  for (const auto& id : ledger.taken_ids())
    if (means(id))
      for (auto& d : ledger.strays_of(case_path(id))) failure.diagnostics.push_back(std::move(d));
  throw failure;
}

bool is_open(const Case& c, Date today) {
  const rules::History history(c, {today, std::nullopt});
  return history.there() && !rules::course_of(history).closure;
}

bool is_struck(const Case& c) { return rules::whole_history(c).struck_whole(); }

CaseCandidate candidate(const format::ParsedCase& parsed, const std::string& id, Date today) {
  return {id, parsed.value.header.client, !parsed.readable() || is_open(parsed.value, today)};
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

/// Leaves of several cases the only one that is open, or the only closed one.
CasesMeant narrowed(CasesMeant meant, Prefer prefer) {
  std::sort(meant.cases.begin(), meant.cases.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  // A name that several clients share means none of them for certain.
  const bool one_client = std::all_of(meant.cases.begin(), meant.cases.end(), [&](const auto& c) {
    return reference_key(c.client) == reference_key(meant.cases.front().client);
  });
  if (meant.by == NamedBy::name && !one_client) return meant;
  const auto preferred = [&](const CaseCandidate& c) { return c.open == (prefer == Prefer::open); };
  if (std::count_if(meant.cases.begin(), meant.cases.end(), preferred) == 1)
    std::erase_if(meant.cases, [&](const CaseCandidate& c) { return !preferred(c); });
  return meant;
}

CasesMeant numbered(const store::Ledger& ledger, int number, const CaseQuestion& question) {
  CasesMeant meant{NamedBy::number, {}};
  for (const auto& id : ledger.case_ids())
    if (case_number(id) == number) meant.cases.push_back({id, {}});
  ledger.refuse_unread();
  if (meant.cases.size() < 2) return meant;
  std::vector<CaseCandidate> standing;
  for (const auto& c : meant.cases) {
    const auto parsed = ledger.read_case(c.id);
    if (!parsed.readable() || !is_struck(parsed.value)) standing.push_back(candidate(parsed, c.id, question.today));
  }
  if (!standing.empty()) meant.cases = std::move(standing);
  return narrowed(std::move(meant), question.prefer);
}

/// Returns the cases of these clients, by reference_key(), but for those that are struck as a whole.
CasesMeant cases_of_clients(const store::Ledger& ledger, NamedBy by, const std::set<std::string>& keys, Date today) {
  const auto& ids = ledger.case_ids();
  ledger.refuse_unread();
  CasesMeant meant{by, {}};
  std::mutex one_at_a_time;
  auto read = read_files(
      ledger, ids,
      [&](const FileRead& file) {
        const auto& client = file.parsed.value.header.client;
        if (!keys.contains(reference_key(client))) return;
        if (file.parsed.readable() && is_struck(file.parsed.value)) return;
        auto found = candidate(file.parsed, ids[file.at], today);
        const std::lock_guard lock(one_at_a_time);
        meant.cases.push_back(std::move(found));
      },
      wants_clients(keys));
  meant.unread = std::move(read.errors);
  return meant;
}

/// Returns the client whose reference is nearest, or has a name with the nearest word; "" if none is near. The name is
/// not told to who sees none.
std::string near_client(const std::string& given, const People& people, bool shows_names) {
  std::vector<std::string> words;
  std::vector<std::string> of;
  for (const auto& reference : people.spellings.all()) {
    words.push_back(reference_key(reference));
    of.push_back(reference);
    const auto* person = people.find(reference);
    if (!person) continue;
    for (auto& word : folded_words(person->name)) {
      words.push_back(std::move(word));
      of.push_back(reference);
    }
  }
  const std::vector<std::string_view> views(words.begin(), words.end());
  auto tried = folded_words(given);  // of a name of several words the last tells most, and short ones nothing
  std::reverse(tried.begin(), tried.end());
  std::erase_if(tried, [](const std::string& w) { return w.size() < 4; });
  tried.insert(tried.begin(), folded(given));
  for (const auto& wanted : tried) {
    const auto near = nearest(wanted, views);
    if (near.empty()) continue;
    const auto& reference = of[static_cast<std::size_t>(std::find(words.begin(), words.end(), near) - words.begin())];
    return shows_names ? people.shown(reference) : reference;
  }
  return {};
}

[[noreturn]] void refuse_number(const store::Ledger& ledger, int number, std::string_view given) {
  refuse(ledger, {Exit::usage, msg("there is no case with the number {}; psp list shows all", given)},
         [&](const std::string& id) { return case_number(id) == number; });
}

[[noreturn]] void refuse_id(const store::Ledger& ledger, std::string_view given, const std::string& wanted) {
  const auto& ids = ledger.case_ids();
  const auto near = nearest(wanted, std::vector<std::string_view>(ids.begin(), ids.end()));
  refuse(ledger,
         {Exit::usage, near.empty() ? msg("there is no case {}; psp list shows all", given)
                                    : msg("there is no case {}; did you mean {}? psp list shows all", given, near)},
         [&](const std::string& id) { return id == wanted; });
}

/// A case that cannot be read may be the client's: it is not told as if there were none.
[[noreturn]] void refuse_unread(const std::string& client, std::vector<Diagnostic> unread) {
  throw Failure{Exit::data, msg("a file that cannot be read may be the case of {}: mend it first", client),
                std::move(unread)};
}

[[noreturn]] void refuse_name(const CaseQuestion& question, const std::string& given, std::vector<Diagnostic> unread) {
  const auto& people = question.people();
  const auto near = near_client(given, people, question.shows_names);
  throw Failure{Exit::usage,
                near.empty() ? msg("no case, reference or client is called \"{}\"; psp list shows all cases", given)
                             : msg("no case, reference or client is called \"{}\"; did you mean {}?", given, near),
                std::move(unread)};
}

}  // namespace

CasesMeant cases_meant(const store::Ledger& ledger, const CaseQuestion& question) {
  const std::string given(trimmed(question.given));
  std::string wanted = given;
  for (char& c : wanted)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (is_case_id(wanted) && ledger.has_case(wanted)) return {NamedBy::id, {{wanted, {}}}};
  const auto with_year = id_with_year(ledger, wanted);
  if (!with_year.empty() && ledger.has_case(with_year)) return {NamedBy::id, {{with_year, {}}}};
  const auto number = number_in(given);
  if (number)
    if (auto meant = numbered(ledger, *number, question); !meant.cases.empty()) return meant;
  if (given.empty()) throw Failure{Exit::usage, msg("which case? Its id or number, or who the client is")};

  std::vector<Diagnostic> unread;
  if (is_reference(given)) {
    auto meant = cases_of_clients(ledger, NamedBy::reference, {reference_key(given)}, question.today);
    if (!meant.cases.empty()) return narrowed(std::move(meant), question.prefer);
    unread = std::move(meant.unread);
  }
  if (number) refuse_number(ledger, *number, given);
  if (!unread.empty() && question.people().find(given)) refuse_unread(given, std::move(unread));
  if (is_case_id(wanted) || !with_year.empty()) refuse_id(ledger, given, wanted);

  const auto& people = question.people();
  const auto named = people.named(given);
  if (named.empty() && !people.find(given)) refuse_name(question, given, std::move(unread));
  std::set<std::string> keys;
  for (const auto& reference : named) keys.insert(reference_key(reference));
  auto meant = cases_of_clients(ledger, NamedBy::name, keys, question.today);
  if (!meant.cases.empty()) return narrowed(std::move(meant), question.prefer);
  const auto& client = named.empty() ? people.spellings.written(given) : named.front();
  if (!meant.unread.empty()) refuse_unread(client, std::move(meant.unread));
  throw Failure{Exit::usage,
                msg("client {} has no case yet: psp open --client {}",
                    question.shows_names ? people.shown(client) : client, client),
                std::move(meant.unread)};
}

}  // namespace psp::actions
