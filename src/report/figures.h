// The figures of the month report: one row of the table each. What is counted, JSON, CSV, tables and the sums that
// hold between them all follow from it. psp-rules(7) is the statement of each.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/record.h"
#include "report/suppress/suppression.h"

namespace psp::report {

enum class Figure {
  open_at_start,
  opened,
  reopened,
  closed,
  refused,
  transferred_in,
  transferred_out,
  open_at_end,
  route,
  eligibility,
  target,
  field,
  refusals,
  sessions,
  missed,
  expected,
  no_show_rate,
  minutes,
  minutes_mean,
  minutes_unknown,
  modes,
  contacts,
  contact_minutes,
  options,
  options_chosen,
  clients,
  families,
  new_clients,
  returning,
  referrals_in,
  referrals_out,
  responses,
  reviews,
  reviews_due,
  grounds,
  lengths,
  held_mean,
  under_review_after,
  first_aid_closed,
  contents,
  parts,
  goals,
  flags,
  // Counted for others, and not shown by themselves:
  held_at_closing,
  benchmark,    // minutes
  benchmarked,  // sessions held of a service that has one
};

/// What a figure is a number of.
enum class Sort {
  count,    ///< cases, sessions, persons, records
  minutes,  ///< of sessions
  ratio,    ///< one number over another; nothing over 0
  hidden,   ///< counted for others
};

struct FigureRow {
  Figure figure;
  std::string_view section;  ///< its object in the JSON
  std::string_view name;     ///< its key there; "" where the section itself holds its keys
  std::string_view label;    ///< for people
  Sort sort = Sort::count;
  bool keyed = false;  ///< one number a key
  bool fixed = false;  ///< all keys are shown, those with 0 as well
  std::span<const std::string_view> keys =
      {};  ///< the keys that there can be, in order; empty: any, in their own order
  std::optional<std::pair<Figure, Figure>> over = {};  ///< a ratio's two numbers, each over all its keys …
  std::string_view over_key = {};                      ///< … but of `sessions` this key alone
  std::optional<Figure> less = {};                     ///< of the ratio's second number so many are not counted
  int decimals = 0;                                    ///< of a ratio
  std::string_view inner = {};  ///< where each key of the section is an object of several numbers: this one's name
};

/// In the order of the report, the hidden ones last.
std::span<const FigureRow> figures();
const FigureRow& row_of(Figure);

/// The titles of the sections, by their names in the JSON.
std::string_view section_title(std::string_view section);

/// Where a number stands in a group.
struct Place {
  Figure figure;
  std::string key;  ///< "" for a figure without keys, and for what a case leaves unset
  auto operator<=>(const Place&) const = default;
};

/// The numbers of a group that are not 0.
using Numbers = std::map<Place, std::int64_t>;

std::int64_t number_at(const Numbers&, Figure, std::string_view key = {});
/// Over all its keys.
std::int64_t sum_of(const Numbers&, Figure);

enum class By { all, worker, service, area, field };

/// The numbers of all cases, or of those that are in one worker's hands, of one service …
struct Group {
  By by = By::all;
  std::string key;
  Numbers numbers;
  std::map<Place, Shown> covered = {};  ///< those of which the value is not to be seen
};

Shown seen(const Group&, const Place&);

/// True where one of the ratio's numbers is not to be seen: neither is the ratio then.
bool covered(const Group&, const FigureRow& ratio);

/// A number over another; over 0 where the ratio is covered.
struct Ratio {
  std::int64_t part = 0, whole = 0;
};
Ratio ratio_of(const Group&, const FigureRow&);

/// The ratio with so many decimals, rounded to the nearest (of two as near, to the even one), as in `0.0761`; nothing
/// where `whole` is 0.
std::optional<std::string> ratio_text(Ratio, int decimals);

/// The keys of a figure to be shown for these groups' numbers, in order: all where they are fixed, else those with a
/// number in one of them.
std::vector<std::string> keys_of(const FigureRow&, std::span<const Group* const>);

/// True for what is counted for each of the last twelve months as well.
bool counted_by_month(const FigureRow&);

/// `cases.opened`, `refusals`: a figure's name in CSV.
std::string figure_name(const FigureRow&);

}  // namespace psp::report

namespace psp {
PSP_WORDS(report::By, "all", "worker", "service", "area", "field");
}  // namespace psp
