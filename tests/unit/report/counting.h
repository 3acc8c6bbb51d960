// Small ledgers counted in tests: cases as TOML in, the numbers of a section as a line of text out.
#pragma once

#include "reading.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "report/report.h"

namespace psp::tests {

using report::By;
using report::Figure;

/// Returns a case of what the text says. If it does not say so, its header is that of case 2026-0001 of client K-1 with
/// ana, in counselling; a record has the next id (r00001 …); an attendance or a response is of the record before it of
/// the kind that it refers to; and all was written down on the day of the opening at noon.
inline Case a_case(std::string_view text) {
  std::vector<std::string> blocks{""};  // are the header with the intake, then the records
  for (std::size_t start = 0; start < text.size();) {
    const auto end = std::min(text.find('\n', start), text.size());
    const auto line = text.substr(start, end - start);
    if (line.starts_with("[[")) blocks.emplace_back();
    blocks.back() += std::string(line) + "\n";
    start = end + 1;
  }
  const auto add = [](std::string& block, std::string_view key, const std::string& value) {
    if (!block.starts_with(std::string(key) + " = ") &&
        block.find("\n" + std::string(key) + " = ") == std::string::npos)
      block.insert(block.starts_with("[[") ? block.find('\n') + 1 : 0, fmt::format("{} = {}\n", key, value));
  };
  const auto quoted = [](std::string_view value) { return fmt::format("\"{}\"", value); };

  auto& head = blocks.front();
  const auto opened = head.find("opened = ");
  REQUIRE(opened != std::string::npos);
  const auto recorded = head.substr(opened + 9, 10) + "T12:00:00+01:00";
  for (const auto& [key, value] : {std::pair("case", "2026-0001"), std::pair("service", "counselling"),
                                   std::pair("client", "K-1"), std::pair("worker", "ana"), std::pair("by", "ana")})
    add(head, key, quoted(value));
  add(head, "format", "1");
  add(head, "recorded", recorded);

  std::string whole = head, session, referral;
  for (std::size_t n = 1; n < blocks.size(); ++n) {
    auto& block = blocks[n];
    add(block, "recorded", recorded);
    add(block, "by", quoted("ana"));
    if (block.starts_with("[[attendance]]")) add(block, "session", quoted(session));
    if (block.starts_with("[[response]]")) add(block, "referral", quoted(referral));
    add(block, "id", quoted(fmt::format("r{:05}", n)));
    const auto id = block.substr(block.find("id = ") + 6, 6);
    if (block.starts_with("[[session]]")) session = id;
    if (block.starts_with("[[referral]]")) referral = id;
    whole += block;
  }
  return read_whole(whole);
}

/// Returns the report of these cases. Whatever is asked, cases must balance in each group of each period.
inline report::Report count(const std::vector<std::string>& cases, const report::Question& question,
                            const Office& office = plain_office()) {
  std::set<std::string> workers;
  for (const auto& [key, worker] : office.workers) workers.insert(key);
  report::Tally tally(question, workers);
  for (const auto& text : cases) tally.add(report::share_of(rules::whole_history(a_case(text)), office, question));
  const auto r = tally.report("");
  for (const auto* counted : {&r.now, &r.before, &r.year_earlier})
    for (const auto& group : counted->groups) {
      const auto n = [&](Figure f) { return report::number_at(group.numbers, f); };
      INFO("group " << group.key);
      CHECK(n(Figure::open_at_start) + n(Figure::opened) + n(Figure::reopened) - n(Figure::closed) -
                n(Figure::refused) + n(Figure::transferred_in) - n(Figure::transferred_out) ==
            n(Figure::open_at_end));
    }
  return r;
}

inline report::Question asked(const report::Period& period, By by = By::all, Date today = {2030, 1, 1}) {
  return {period, today, {}, by};
}

/// Returns that of a whole month, seen from long after it.
inline report::Report count(const std::vector<std::string>& cases, int year, int month, By by = By::all) {
  return count(cases, asked(report::month_of({year, month, 1}), by));
}

/// Returns a section of a group, without what is 0: `opened 1, closed 2`.
inline std::string told(const report::Count& counted, std::string_view section, std::string_view group = "all") {
  for (const auto& g : counted.groups) {
    if (g.key != group) continue;
    std::string text;
    const auto add = [&](std::string_view name, std::string_view n) {
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, n);
    };
    for (const auto& row : report::figures()) {
      if (row.section != section) continue;
      if (row.sort == report::Sort::ratio) {
        if (const auto ratio = report::ratio_text(report::ratio_of(g, row), row.decimals)) add(row.name, *ratio);
        continue;
      }
      const std::array groups{&g};
      for (const auto& key : row.keyed ? report::keys_of(row, groups) : std::vector<std::string>{""}) {
        const auto n = report::number_at(g.numbers, row.figure, key);
        const auto shown = key.empty() && row.keyed ? "\"\"" : key;
        if (n == 0) continue;
        add(row.name.empty() ? shown
            : shown.empty()  ? std::string(row.name)
                             : fmt::format("{}/{}", row.name, shown),
            std::to_string(n));
      }
    }
    return text;
  }
  return "no group";
}
inline std::string told(const report::Report& r, std::string_view section, std::string_view group = "all") {
  return told(r.now, section, group);
}

}  // namespace psp::tests
