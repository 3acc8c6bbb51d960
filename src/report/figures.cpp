#include "report/figures.h"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "rules/attendance.h"
#include "rules/flags.h"

namespace psp::report {
namespace {

constexpr auto lengths = std::to_array<std::string_view>({"0-30", "31-90", "91-180", "181+"});

/// Returns `all`, for the cases that have every word of a vocabulary, and these words.
template <class E>
constexpr auto with_all() {
  constexpr auto& words = Vocabulary<E>::words;
  std::array<std::string_view, words.size() + 1> all{};
  all[0] = "all";
  std::copy(words.begin(), words.end(), all.begin() + 1);
  return all;
}
constexpr auto contents_and_all = with_all<Content>();
constexpr auto parts_and_all = with_all<Part>();

/// The keys that a figure can have, and the context of their words.
struct Keys {
  std::span<const std::string_view> words = {};
  std::string_view vocabulary = {};
};

template <class E>
constexpr Keys words{Vocabulary<E>::words, Vocabulary<E>::name};

std::span<const std::string_view> flag_codes() {
  static const std::vector<std::string_view> codes = [] {
    std::vector<std::string_view> all;
    for (const auto& f : rules::flags()) all.push_back(f.code);
    return all;
  }();
  return codes;
}

FigureRow count(Figure f, std::string_view section, std::string_view name, std::string_view label) {
  return {f, section, name, label};
}

FigureRow keyed(Figure f, std::string_view section, std::string_view name, std::string_view label,
                const Keys& keys = {}) {
  return {f, section, name, label, Sort::count, true, false, keys.words, keys.vocabulary};
}

FigureRow fixed(Figure f, std::string_view section, std::string_view name, std::string_view label, const Keys& keys) {
  return {f, section, name, label, Sort::count, true, true, keys.words, keys.vocabulary};
}

FigureRow ratio(Figure f, std::string_view section, std::string_view name, std::string_view label, Figure part,
                Figure whole, std::string_view whole_key, int decimals) {
  return {f, section, name, label, Sort::ratio, false, false, {}, {}, std::pair(part, whole), whole_key, {}, decimals};
}

/// Returns the row of one of the several numbers that each key of a section has.
FigureRow inner(Figure f, std::string_view section, std::string_view name, std::string_view label, const Keys& keys,
                Sort sort = Sort::count) {
  FigureRow row{f, section, "", label, sort, true, false, keys.words, keys.vocabulary};
  row.inner = name;
  return row;
}

/// Returns the row of the mean of those minutes that are known.
FigureRow mean_of_minutes() {
  auto row = ratio(Figure::minutes_mean, "minutes", "mean", "minutes a session, on average", Figure::minutes,
                   Figure::sessions, "held", 1);
  row.less = Figure::minutes_unknown;
  return row;
}

FigureRow hidden(Figure f) { return {f, "", "", "", Sort::hidden}; }

std::vector<FigureRow> make_figures() {
  using enum Figure;
  return {
      count(open_at_start, "cases", "open_at_start", "open at the start"),
      count(opened, "cases", "opened", "opened"),
      count(reopened, "cases", "reopened", "reopened"),
      count(closed, "cases", "closed", "closed"),
      count(refused, "cases", "refused", "refused"),
      count(transferred_in, "cases", "transferred_in", "taken over from other workers"),
      count(transferred_out, "cases", "transferred_out", "given to other workers"),
      count(open_at_end, "cases", "open_at_end", "open at the end"),
      keyed(route, "intake", "route", "by route", words<Route>),
      keyed(eligibility, "intake", "eligibility", "by eligibility", words<Eligibility>),
      keyed(target, "intake", "target", "by target group", words<Target>),
      keyed(field, "intake", "field", "by field", words<CareField>),
      keyed(refusals, "refusals", "", "refused on the ground", words<Ground>),
      fixed(sessions, "sessions", "", "", Keys{Vocabulary<rules::SessionState>::words, "sessions"}),
      count(missed, "no_show", "missed", "missed"),
      count(expected, "no_show", "expected", "held, turned away, missed or excused"),
      ratio(no_show_rate, "no_show", "rate", "no-show rate", missed, expected, "", 4),
      {minutes, "minutes", "total", "minutes held", Sort::minutes},
      mean_of_minutes(),
      count(minutes_unknown, "minutes", "unknown", "sessions held of unknown length"),
      keyed(modes, "modes", "", "", words<Mode>),
      inner(contacts, "contacts", "number", "", words<How>),
      inner(contact_minutes, "contacts", "minutes", "minutes", words<How>, Sort::minutes),
      inner(options, "options", "number", "", words<OptionKind>),
      inner(options_chosen, "options", "chosen", "chosen", words<OptionKind>),
      count(clients, "clients", "distinct", "clients with a held session"),
      count(families, "clients", "families", "of them in a household of several"),
      count(new_clients, "clients", "new", "new clients"),
      count(returning, "clients", "returning", "returning clients"),
      count(referrals_in, "referrals", "in", "into the service"),
      keyed(referrals_out, "referrals", "out", "onward, to"),
      keyed(responses, "referrals", "responses", "answers", words<ProviderAnswer>),
      fixed(reviews, "reviews", "", "decided", words<Decision>),
      count(reviews_due, "reviews", "due", "due at the end"),
      keyed(grounds, "closures", "ground", "on the ground", words<Ground>),
      fixed(lengths, "closures", "days", "days open", Keys{report::lengths, "days open"}),
      ratio(held_mean, "closures", "held_mean", "sessions held, on average", held_at_closing, closed, "", 1),
      count(under_review_after, "closures", "under_review_after", "closed before the first review was due"),
      count(first_aid_closed, "first_aid", "closed", "cases closed"),
      keyed(contents, "first_aid", "contents", "contents covered", Keys{contents_and_all, Vocabulary<Content>::name}),
      keyed(parts, "first_aid", "parts", "parts gone through", Keys{parts_and_all, Vocabulary<Part>::name}),
      keyed(goals, "first_aid", "goals", "goals reached", words<Goal>),
      keyed(flags, "flags", "", "", Keys{flag_codes(), "flag"}),
      hidden(held_at_closing),
      hidden(benchmark),
      hidden(benchmarked),
  };
}

struct FigureGroup {
  std::string_view name, title;
};
constexpr auto sections = std::to_array<FigureGroup>({
    {"cases", marked("Cases")},
    {"intake", marked("Intake of the cases opened")},
    {"refusals", marked("Refusals")},
    {"sessions", marked("Sessions")},
    {"no_show", marked("No-show")},
    {"minutes", marked("Time")},
    {"modes", marked("Sessions held, by mode")},
    {"contacts", marked("Contacts")},
    {"options", marked("Put before clients")},
    {"clients", marked("Clients")},
    {"referrals", marked("Referrals")},
    {"reviews", marked("Reviews")},
    {"closures", marked("Closures")},
    {"first_aid", marked("First aid, of the cases closed")},
    {"flags", marked("To do at the end")},
});

}  // namespace

std::span<const FigureRow> figures() {
  static const auto table = make_figures();
  return table;
}

const FigureRow& row_of(Figure f) { return figures()[static_cast<std::size_t>(f)]; }

std::string_view section_title(std::string_view section) {
  const auto it =
      std::find_if(sections.begin(), sections.end(), [&](const FigureGroup& s) { return s.name == section; });
  return it == sections.end() ? section : it->title;
}

std::int64_t number_at(const Numbers& numbers, Figure figure, std::string_view key) {
  const auto it = numbers.find({figure, std::string(key)});
  return it == numbers.end() ? 0 : it->second;
}

std::int64_t sum_of(const Numbers& numbers, Figure figure) {
  std::int64_t sum = 0;
  for (auto it = numbers.lower_bound({figure, ""}); it != numbers.end() && it->first.figure == figure; ++it)
    sum += it->second;
  return sum;
}

Shown seen(const Group& group, const Place& place) {
  const auto it = group.covered.find(place);
  return it == group.covered.end() ? Shown::value : it->second;
}

bool covered(const Group& group, const FigureRow& row) {
  const auto any = [&](Figure figure) {
    const auto it = group.covered.lower_bound({figure, ""});
    return it != group.covered.end() && it->first.figure == figure;
  };
  return any(row.over->first) || any(row.over->second) || (row.less && any(*row.less));
}

Ratio ratio_of(const Group& group, const FigureRow& row) {
  if (covered(group, row)) return {};
  const auto [part, whole] = *row.over;
  const auto all = row.over_key.empty() ? sum_of(group.numbers, whole) : number_at(group.numbers, whole, row.over_key);
  return {sum_of(group.numbers, part), row.less ? all - sum_of(group.numbers, *row.less) : all};
}

std::optional<std::string> ratio_text(Ratio r, int decimals) {
  if (r.whole == 0) return std::nullopt;
  return fmt::format("{:.{}f}", static_cast<double>(r.part) / static_cast<double>(r.whole), decimals);
}

std::vector<std::string> keys_of(const FigureRow& row, std::span<const Group* const> groups) {
  std::set<std::string> there;
  for (const auto* group : groups)
    for (const auto& [place, n] : group->numbers)
      if (place.figure == row.figure) there.insert(place.key);
  std::vector<std::string> keys;
  for (const auto key : row.keys)
    if (const std::string k(key); row.fixed || there.contains(k)) {
      keys.push_back(k);
      there.erase(k);
    }
  keys.insert(keys.end(), there.begin(), there.end());
  return keys;
}

bool counted_by_month(const FigureRow& row) {
  return row.section == "cases" || row.section == "sessions" || row.section == "no_show";
}

std::string figure_name(const FigureRow& row) {
  const auto name = row.inner.empty() ? row.name : row.inner;
  return name.empty() ? std::string(row.section) : fmt::format("{}.{}", row.section, name);
}

}  // namespace psp::report
