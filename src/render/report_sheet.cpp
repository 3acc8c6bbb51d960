#include "render/report_sheet.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>
#include <set>
#include <span>

#include <fmt/format.h>

#include "i18n/collation.h"
#include "i18n/tr.h"

namespace psp::render {
namespace {

using report::Count;
using report::Figure;
using report::FigureRow;
using report::Group;
using report::Shown;

/// Stands in place of a number that is not to be seen.
constexpr std::string_view hidden_mark = "x";
/// Stands in place of a ratio over 0, and of a benchmark that is not told.
constexpr std::string_view none_mark = "-";

Message period_words(const report::Period& p) {
  switch (p.span) {
    case report::Span::week: {
      const auto week = report::iso_week_of(p.from);
      return msg("{}-W{}", std::to_string(week.year), std::int64_t{week.number});
    }
    case report::Span::month: return msg("{:month}", p.from);
    case report::Span::quarter:
      return msg("{}-Q{}", report::to_text(report::year_of(p.from)), std::int64_t{p.to.month / 3});
    case report::Span::year: return msg("{}", report::to_text(p));
    case report::Span::days: break;
  }
  return msg("{}..{}", p.from, p.to);
}

/// The titles of the table that puts the groups side by side, in the order of report::By.
constexpr std::array overview_titles{marked("All cases"), marked("By worker"), marked("By service"), marked("By area"),
                                     marked("By field")};

class Layout {
 public:
  Layout(const report::Reports& reports, const report::Report& r, const report::OfLedger* of, Language language)
      : reports_(reports), question_(reports.question), report_(r), of_(of), language_(language) {}

  Sheet sheet() const {
    Sheet s;
    s.title = title();
    s.face = face();
    s.warning = warning();
    s.headlines = headlines();
    s.charts = {open_cases(), sessions(), no_show(), caseload(), grounds()};
    std::erase_if(s.charts, [](const Chart& c) { return c.bars.empty(); });
    if (question_.by != report::By::all) s.overview = overview();
    for (const auto i : groups_in_order()) s.groups.push_back(group(i));
    if (auto load = caseload_table(marked("Caseload at the end")); !load.rows.empty())
      s.groups.front().tables.push_back(std::move(load));
    s.foot = foot();
    return s;
  }

 private:
  std::string tr(const Message& m) const { return i18n::tr(language_, m); }
  std::string tr(std::string_view text) const { return i18n::tr(language_, text); }
  std::string shown(std::int64_t number) const { return i18n::shown(language_, number); }
  std::string shown(const report::Period& p) const { return tr(period_words(p)); }
  std::string label_of(const FigureRow& row) const { return tr(msg_in("figure", row.label)); }

  std::string name() const { return of_ ? report_.ledger : tr("All ledgers together"); }
  std::string title() const {
    const auto period = shown(question_.period);
    return name().empty() ? tr(msg("Report {}", period)) : tr(msg("Report {}: {}", period, name()));
  }

  std::vector<std::string> face() const {
    const auto& now = report_.now;
    std::vector<std::string> lines{now.as_of < now.period.to ? tr(msg("From {} to {}; so far, as of {}",
                                                                      now.period.from, now.period.to, now.as_of))
                                                             : tr(msg("From {} to {}", now.period.from, now.period.to)),
                                   tr(msg("Beside it: {}, and a year earlier {}", shown(report_.before.period),
                                          shown(report_.year_earlier.period)))};
    if (question_.known_at)
      lines.push_back(tr(msg("As it was written down by {}", rules::to_text(*question_.known_at))));
    if (question_.suppress > 0)
      lines.push_back(tr(msg("<{0}: from 1 to {1}; x: left out, so that no small number can be worked out",
                             question_.suppress, question_.suppress - 1)));
    if (!of_ && !question_.same_clients)
      lines.push_back(tr("Clients are counted in each ledger: who is in two counts twice"));
    return lines;
  }

  std::vector<std::string> warning() const {
    std::vector<std::string> files;
    std::set<std::string> known;
    for (const auto& ledger : reports_.ledgers) {
      if (of_ && &ledger != of_) continue;
      for (const auto& d : ledger.errors) {
        auto file = of_ ? d.file : ledger.name + "/" + d.file;
        if (known.insert(file).second) files.push_back(std::move(file));
      }
    }
    if (files.empty()) return {};
    std::vector<std::string> lines{
        tr(msg_count(static_cast<std::int64_t>(files.size()), "INCOMPLETE: {} file cannot be read, and is not counted:",
                     "INCOMPLETE: {} files cannot be read, and are not counted:"))};
    lines.insert(lines.end(), files.begin(), files.end());
    return lines;
  }

  std::vector<std::string> foot() const {
    if (!of_) return {};
    const auto& proof = of_->proof;
    std::vector<std::string> lines{tr(msg("psp {}, as of {}", proof.version, report_.now.as_of)),
                                   tr(msg("psp.toml {}", proof.policies)), tr(msg("case files {}", proof.cases))};
    if (proof.commit_unknown) lines.push_back(tr(msg("git commit unknown: git gave no answer")));
    if (!proof.commit.empty())
      lines.push_back(proof.changed ? tr(msg("git commit {}, with changes since", proof.commit))
                                    : tr(msg("git commit {}", proof.commit)));
    return lines;
  }

  std::string covered(Shown shown) const {
    return shown == Shown::small ? fmt::format("<{}", question_.suppress) : std::string(hidden_mark);
  }

  std::string number(const Group& group, Figure figure, std::string_view key = {}) const {
    const auto seen = report::seen(group, {figure, std::string(key)});
    return seen == Shown::value ? shown(report::number_at(group.numbers, figure, key)) : covered(seen);
  }

  std::string ratio(const Group& group, const FigureRow& row) const {
    if (report::covered(group, row)) return std::string(hidden_mark);
    auto r = report::ratio_of(group, row);
    const bool percent = row.figure == Figure::no_show_rate;
    if (percent) r.part *= 100;
    auto text = report::ratio_text(r, 1);
    if (!text) return std::string(none_mark);
    text = i18n::decimal(language_, *text);
    return percent ? *text + " %" : *text;
  }

  std::optional<double> amount(const Group& group, Figure figure, std::string_view key = {}) const {
    if (report::seen(group, {figure, std::string(key)}) != Shown::value) return std::nullopt;
    return static_cast<double>(report::number_at(group.numbers, figure, key));
  }

  /// Returns a key in words; what the office wrote itself stays as it is.
  std::string key_label(std::string_view key) const { return key.empty() ? tr("(not set)") : std::string(key); }
  std::string key_label(const FigureRow& row, std::string_view key) const {
    if (std::find(row.keys.begin(), row.keys.end(), key) == row.keys.end()) return key_label(key);
    return tr(msg_in(row.vocabulary, key));
  }

  i18n::Alphabetical alphabetical() const { return {language_}; }

  /// Returns all cases first, then the groups by the language's letters.
  std::vector<std::size_t> groups_in_order() const {
    const auto& groups = report_.now.groups;
    std::vector<std::size_t> order(groups.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin() + 1, order.end(),
              [&](auto a, auto b) { return alphabetical()(groups[a].key, groups[b].key); });
    return order;
  }

  /// Returns the figure's own keys in their order, then by the language's letters what the office wrote itself.
  std::vector<std::string> keys_in_order(const FigureRow& row, std::span<const Group* const> groups) const {
    auto keys = report::keys_of(row, groups);
    const auto own = std::partition_point(keys.begin(), keys.end(), [&](const auto& key) {
      return std::find(row.keys.begin(), row.keys.end(), key) != row.keys.end();
    });
    std::sort(own, keys.end(), alphabetical());
    return keys;
  }

  std::array<const Group*, 3> side_by_side(std::size_t i) const {
    return {&report_.now.groups[i], &report_.before.groups[i], &report_.year_earlier.groups[i]};
  }
  std::vector<std::string> header(std::string_view first) const {
    return {std::string(first), shown(question_.period), shown(report_.before.period),
            shown(report_.year_earlier.period)};
  }

  /// Returns true for numbers that a reader looks for even if they are 0.
  static bool always(const FigureRow& row) { return row.section == "cases" || row.section == "sessions"; }

  std::vector<SheetRow> rows(const FigureRow& row, const std::array<const Group*, 3>& groups) const {
    std::vector<SheetRow> all;
    const auto cells = [&](auto cell) {
      std::vector<std::string> c;
      for (const auto* g : groups) c.push_back(cell(*g));
      return c;
    };
    if (row.sort == report::Sort::ratio) {
      all.push_back({label_of(row), cells([&](const Group& g) { return ratio(g, row); })});
    } else if (!row.keyed) {
      all.push_back({label_of(row), cells([&](const Group& g) { return number(g, row.figure); })});
    } else {
      for (const auto& key : keys_in_order(row, groups)) {
        auto label = key_label(row, key);
        if (!row.label.empty()) label = fmt::format("{}: {}", label_of(row), label);
        all.push_back({label, cells([&](const Group& g) { return number(g, row.figure, key); })});
      }
    }
    const bool transfers = row.figure == Figure::transferred_in || row.figure == Figure::transferred_out;
    if (!always(row) || transfers)
      std::erase_if(all, [](const SheetRow& r) {
        return std::all_of(r.cells.begin(), r.cells.end(), [](const auto& c) { return c == "0" || c == none_mark; });
      });
    return all;
  }

  SheetGroup group(std::size_t i) const {
    const auto groups = side_by_side(i);
    SheetGroup g;
    if (i > 0) g.title = fmt::format("{}: {}", tr(label(groups[0]->by)), key_label(groups[0]->key));
    for (const auto& row : report::figures()) {
      if (row.sort == report::Sort::hidden) {
        if (row.figure == Figure::benchmark) add_benchmark(g, groups);
        continue;
      }
      auto more = rows(row, groups);
      if (more.empty()) continue;
      const auto title = tr(report::section_title(row.section));
      if (g.tables.empty() || g.tables.back().title != title) g.tables.push_back({title, header(""), {}});
      auto& into = g.tables.back().rows;
      std::move(more.begin(), more.end(), std::back_inserter(into));
    }
    return g;
  }

  /// Puts beside the mean of a session's minutes what the service takes as usual (S7.1).
  void add_benchmark(SheetGroup& g, const std::array<const Group*, 3>& groups) const {
    const auto time = std::find_if(g.tables.begin(), g.tables.end(), [&](const SheetTable& t) {
      return t.title == tr(report::section_title("minutes"));
    });
    if (time == g.tables.end()) return;
    const auto& mean = report::row_of(Figure::minutes_mean);
    auto usual = mean;
    usual.over = std::pair(Figure::benchmark, Figure::benchmarked);
    usual.over_key = {};
    usual.less = {};
    SheetRow row{tr(msg("the benchmark for them")), {}};
    bool any = false;
    for (const auto* group : groups) {
      // If the mean is not to be seen, its benchmark would tell of what it is made.
      row.cells.push_back(report::covered(*group, mean) ? std::string(none_mark) : ratio(*group, usual));
      any = any || row.cells.back() != none_mark;
    }
    if (any) time->rows.push_back(std::move(row));
  }

  SheetTable overview() const {
    struct Column {
      std::string_view label;
      Figure figure;
      std::string_view key;
    };
    static constexpr auto columns =
        std::to_array<Column>({{marked_in("column", "open at start"), Figure::open_at_start, ""},
                               {marked_in("column", "opened"), Figure::opened, ""},
                               {marked_in("column", "closed"), Figure::closed, ""},
                               {marked_in("column", "open at end"), Figure::open_at_end, ""},
                               {marked_in("column", "held"), Figure::sessions, "held"},
                               {marked_in("column", "missed"), Figure::missed, ""},
                               {marked_in("column", "clients"), Figure::clients, ""},
                               {marked_in("column", "review due"), Figure::reviews_due, ""}});
    SheetTable table{tr(overview_titles[static_cast<std::size_t>(question_.by)]), {tr(label(question_.by))}, {}};
    for (const auto& c : columns) table.header.push_back(tr(msg_in("column", c.label)));
    table.header.push_back(tr(msg_in("column", "no-show")));
    for (const auto i : groups_in_order()) {
      const auto& g = report_.now.groups[i];
      SheetRow row{g.by == report::By::all ? tr(label(g.by)) : key_label(g.key), {}};
      for (const auto& c : columns) row.cells.push_back(number(g, c.figure, c.key));
      row.cells.push_back(ratio(g, report::row_of(Figure::no_show_rate)));
      table.rows.push_back(std::move(row));
    }
    return table;
  }

  Chart open_cases() const {
    Chart chart{Chart::Form::columns,
                {},
                {tr("Cases open at the end of each month"),
                 {tr("month"), tr(msg_in("column", "open")), tr(msg_in("column", "opened")),
                  tr(msg_in("column", "closed")), tr(msg_in("column", "refused"))},
                 {}}};
    for (const auto& month : report_.months) {
      const auto& g = month.groups.front();
      chart.bars.push_back(
          {shown(month.period), amount(g, Figure::open_at_end), number(g, Figure::open_at_end), month.period.from});
      chart.table.rows.push_back({shown(month.period),
                                  {number(g, Figure::open_at_end), number(g, Figure::opened), number(g, Figure::closed),
                                   number(g, Figure::refused)}});
    }
    return chart;
  }

  Chart no_show() const {
    Chart chart{Chart::Form::columns,
                {},
                {tr("No-show rate of each month"),
                 {tr("month"), tr(msg_in("column", "rate")), tr(msg_in("column", "missed")), tr("of sessions")},
                 {}}};
    const auto& rate = report::row_of(Figure::no_show_rate);
    for (const auto& month : report_.months) {
      const auto& g = month.groups.front();
      const auto r = report::ratio_of(g, rate);
      std::optional<double> share;
      if (r.whole > 0) share = static_cast<double>(r.part) / static_cast<double>(r.whole);
      chart.bars.push_back({shown(month.period), share, ratio(g, rate), month.period.from});
      chart.table.rows.push_back(
          {shown(month.period), {ratio(g, rate), number(g, Figure::missed), number(g, Figure::expected)}});
    }
    return chart;
  }

  /// Returns a chart of one figure's keys in the period, with the two other periods in its table.
  Chart keyed(Figure figure, std::string_view title, std::string_view first) const {
    const auto groups = side_by_side(0);
    const auto& row = report::row_of(figure);
    Chart chart{Chart::Form::bars, {}, {tr(title), header(tr(msg_in("column", first))), {}}};
    for (const auto& key : keys_in_order(row, groups)) {
      chart.bars.push_back({key_label(row, key), amount(*groups[0], figure, key), number(*groups[0], figure, key)});
      SheetRow cells{key_label(row, key), {}};
      for (const auto* g : groups) cells.cells.push_back(number(*g, figure, key));
      chart.table.rows.push_back(std::move(cells));
    }
    return chart;
  }
  Chart sessions() const {
    return keyed(Figure::sessions, marked("Sessions by what became of them"), marked_in("column", "state"));
  }
  Chart grounds() const {
    return keyed(Figure::grounds, marked("Cases closed, by ground"), marked_in("column", "ground"));
  }

  using Loads = std::array<const report::Caseload*, 3>;
  Loads loads() const { return {&report_.now.caseload, &report_.before.caseload, &report_.year_earlier.caseload}; }

  /// Returns the workers who have a case in one of the periods.
  std::set<std::string, i18n::Alphabetical> busy_workers() const {
    std::set<std::string, i18n::Alphabetical> workers(alphabetical());
    for (const auto* load : loads())
      for (const auto& [worker, n] : load->workers)
        if (n > 0) workers.insert(worker);
    return workers;
  }

  static std::int64_t cases_of(const report::Caseload& load, const std::string& worker) {
    const auto it = load.workers.find(worker);
    return it == load.workers.end() ? 0 : it->second;
  }

  SheetTable caseload_table(std::string_view title) const {
    SheetTable table{tr(title), header(tr(label(report::By::worker))), {}};
    for (const auto& worker : busy_workers()) {
      SheetRow row{key_label(worker), {}};
      for (const auto* load : loads()) {
        const auto seen = load->seen(worker);
        row.cells.push_back(seen == Shown::value ? shown(cases_of(*load, worker)) : covered(seen));
      }
      table.rows.push_back(std::move(row));
    }
    for (std::size_t bin = 0; bin < report::Caseload::bins.size(); ++bin) {
      SheetRow row{tr(msg("workers with {} cases", msg_in("caseload", report::Caseload::bins[bin]))), {}};
      bool any = false;
      for (const auto* load : loads()) {
        const auto in_bin = load->in_bin();
        any = any || (in_bin && (*in_bin)[bin] > 0);
        row.cells.push_back(in_bin ? shown((*in_bin)[bin]) : std::string(hidden_mark));
      }
      if (any) table.rows.push_back(std::move(row));
    }
    return table;
  }

  Chart caseload() const {
    Chart chart{Chart::Form::bars, {}, caseload_table(marked("Open cases a worker, at the end"))};
    const auto& now = report_.now.caseload;
    std::size_t row = 0;
    for (const auto& worker : busy_workers()) {
      std::optional<double> n;
      if (now.seen(worker) == Shown::value) n = static_cast<double>(cases_of(now, worker));
      chart.bars.push_back({key_label(worker), n, chart.table.rows[row++].cells[0]});
    }
    return chart;
  }

  std::vector<Headline> headlines() const {
    const auto groups = side_by_side(0);
    const auto of = [&](const Message& label, auto cell) {
      return Headline{tr(label), cell(*groups[0]), cell(*groups[1])};
    };
    const auto plain = [&](Figure figure, std::string_view key = {}) {
      return [this, figure, key](const Group& g) { return number(g, figure, key); };
    };
    return {of(msg_in("headline", "cases open at the end"), plain(Figure::open_at_end)),
            of(msg_in("headline", "opened"), plain(Figure::opened)),
            of(msg_in("headline", "closed"), plain(Figure::closed)),
            of(msg_in("headline", "sessions held"), plain(Figure::sessions, "held")),
            of(msg_in("headline", "no-show rate"),
               [&](const Group& g) { return ratio(g, report::row_of(Figure::no_show_rate)); }),
            of(msg_in("headline", "reviews due"), plain(Figure::reviews_due))};
  }

  const report::Reports& reports_;
  const report::Question& question_;
  const report::Report& report_;
  const report::OfLedger* of_;  // is null for the sum
  Language language_;
};

}  // namespace

std::string alternative(const Chart& chart) {
  std::string text = chart.table.title + ":";
  for (const auto& bar : chart.bars)
    text += fmt::format("{} {} {}", &bar == &chart.bars.front() ? "" : ";", bar.label, bar.text);
  return text;
}

std::vector<Sheet> sheets_of(const report::Reports& reports, Language language) {
  std::vector<Sheet> sheets;
  for (const auto& of : reports.ledgers) sheets.push_back(Layout(reports, of.report, &of, language).sheet());
  if (reports.sum) sheets.push_back(Layout(reports, *reports.sum, nullptr, language).sheet());
  return sheets;
}

}  // namespace psp::render
