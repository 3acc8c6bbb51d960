// The figures of the month report, each a row of the table, from which the JSON, the CSV and the pages are made.
// psp-rules(7), MONTH REPORT, states each.
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
  // Counted only to compute other figures, and not shown:
  held_at_closing,
  benchmark,    // minutes
  benchmarked,  // sessions held of a service that has one
};

/// What a figure is a number of.
enum class Sort {
  count,    ///< cases, sessions, persons, records
  minutes,  ///< of sessions
  ratio,    ///< one number over another; nothing over 0
  hidden,   ///< not shown
};

struct FigureRow {
  Figure figure;
  std::string_view section;  ///< its object in the JSON
  std::string_view name;     ///< its key there; "" if the section itself holds its keys
  std::string_view label;    ///< for people
  Sort sort = Sort::count;
  bool keyed = false;  ///< it has a number for each of several keys
  bool fixed = false;  ///< all keys are shown, also those with 0
  std::span<const std::string_view> keys =
      {};  ///< the keys that there can be, in order; empty if there can be any, in the order of their bytes
  std::string_view vocabulary = {};                    ///< of the keys, as the context of their words
  std::optional<std::pair<Figure, Figure>> over = {};  ///< the two numbers of a ratio, each the sum over its keys
  std::string_view over_key = {};                      ///< the one key of the second number that counts; "" for all
  std::optional<Figure> less = {};                     ///< is subtracted from the second number of a ratio
  int decimals = 0;                                    ///< of a ratio
  std::string_view inner = {};  ///< its name in the object of several numbers that each key of the section has
};

/// Returns all figures, in the order of the report, which is that of Figure.
std::span<const FigureRow> figures();
const FigureRow& row_of(Figure);

/// Returns the title of a section by its name in the JSON; the name if it has none.
std::string_view section_title(std::string_view section);

/// The place of a number in a group.
struct Place {
  Figure figure;
  std::string key;  ///< "" for a figure without keys, and for what a case leaves unset
  auto operator<=>(const Place&) const = default;
};

/// The numbers of a group that are not 0.
using Numbers = std::map<Place, std::int64_t>;

std::int64_t number_at(const Numbers&, Figure, std::string_view key = {});
/// Returns the sum over all keys of the figure.
std::int64_t sum_of(const Numbers&, Figure);

enum class By { all, worker, service, area, field };

/// The numbers of all cases, or of those that are in one worker's hands, of one service …
struct Group {
  By by = By::all;
  std::string key;
  Numbers numbers;
  std::map<Place, Shown> covered = {};  ///< the numbers that are not to be seen, as cover() marks them
};

Shown seen(const Group&, const Place&);

/// Returns true if one of the ratio's numbers is not to be seen: the ratio is not to be seen either.
bool covered(const Group&, const FigureRow& ratio);

/// One number over another.
struct Ratio {
  std::int64_t part = 0, whole = 0;
};
/// Returns the ratio; 0 over 0 if it is covered().
Ratio ratio_of(const Group&, const FigureRow&);

/// Returns the ratio with so many decimals, as in `0.0761`, rounded to the nearest (of two as near, to the even digit);
/// nothing if `whole` is 0.
std::optional<std::string> ratio_text(Ratio, int decimals);

/// Returns the keys of a figure to be shown for these groups, in order: all if they are fixed, else those with a number
/// in one of the groups.
std::vector<std::string> keys_of(const FigureRow&, std::span<const Group* const>);

/// Returns true for a figure that is also counted for each of the last twelve months.
bool counted_by_month(const FigureRow&);

/// Returns a figure's name in CSV: `cases.opened`, `refusals`.
std::string figure_name(const FigureRow&);

}  // namespace psp::report

namespace psp {
PSP_WORDS(report::By, "all", "worker", "service", "area", "field");
}  // namespace psp
