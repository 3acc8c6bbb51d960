#include <algorithm>
#include <array>

#include "model/text.h"
#include "render/markup.h"
#include "render/report_formats.h"

namespace psp::render {
namespace {

using report::FigureRow;
using report::Group;
using report::Shown;

std::string shown_text(Shown shown, std::int64_t n, std::int64_t suppress) {
  switch (shown) {
    case Shown::value: return std::to_string(n);
    case Shown::small: return "<" + std::to_string(suppress);
    case Shown::hidden: break;
  }
  return "";
}

class CsvText {
 public:
  CsvText(const report::Report& r, std::int64_t suppress, CsvFor reader)
      : report_(r), suppress_(suppress), reader_(reader) {}

  std::string rows() {
    for (std::size_t i = 0; i < report_.now.groups.size(); ++i)
      for (const auto& row : report::figures())
        if (row.sort != report::Sort::hidden) figure(row, i);
    caseload();
    return std::move(out_);
  }

 private:
  std::string number(std::string text) const {
    if (reader_ == CsvFor::excel) std::replace(text.begin(), text.end(), '.', ',');
    return text;
  }

  void write(const Group& g, const std::string& figure, const std::string& key, const std::array<std::string, 3>& n) {
    const auto& now = report_.now;
    out_ += csv_row({report_.ledger, to_text(now.period.from), to_text(now.period.to), to_text(now.as_of),
                     std::string(word(g.by)), g.key, figure, key, number(n[0]), number(n[1]), number(n[2])},
                    reader_);
  }

  void figure(const FigureRow& row, std::size_t i) {
    const std::array<const Group*, 3> groups{&report_.now.groups[i], &report_.before.groups[i],
                                             &report_.year_earlier.groups[i]};
    const auto each = [&](const std::string& key, auto cell) {
      write(*groups[0], report::figure_name(row), key, {cell(*groups[0]), cell(*groups[1]), cell(*groups[2])});
    };
    if (row.sort == report::Sort::ratio) {
      each("", [&](const Group& g) { return report::ratio_text(report::ratio_of(g, row), row.decimals).value_or(""); });
      return;
    }
    const auto keys = row.keyed ? report::keys_of(row, groups) : std::vector<std::string>{""};
    for (const auto& key : keys)
      each(key, [&](const Group& g) {
        return shown_text(report::seen(g, {row.figure, key}), report::number_at(g.numbers, row.figure, key), suppress_);
      });
  }

  void caseload() {
    const std::array loads{&report_.now.caseload, &report_.before.caseload, &report_.year_earlier.caseload};
    std::set<std::string> workers;
    for (const auto* load : loads)
      for (const auto& [worker, n] : load->workers) workers.insert(worker);
    for (const auto& worker : workers) {
      std::array<std::string, 3> n;
      for (std::size_t i = 0; i < loads.size(); ++i) {
        const auto it = loads[i]->workers.find(worker);
        n[i] = shown_text(loads[i]->seen(worker), it == loads[i]->workers.end() ? 0 : it->second, suppress_);
      }
      write({report::By::worker, worker, {}}, "caseload.workers", "", n);
    }
    for (std::size_t bin = 0; bin < report::Caseload::bins.size(); ++bin) {
      std::array<std::string, 3> n;
      for (std::size_t i = 0; i < loads.size(); ++i)
        if (const auto in_bin = loads[i]->in_bin()) n[i] = std::to_string((*in_bin)[bin]);
      write({report::By::all, "all", {}}, "caseload.bins", std::string(report::Caseload::bins[bin]), n);
    }
  }

  const report::Report& report_;
  std::int64_t suppress_;
  CsvFor reader_;
  std::string out_;
};

}  // namespace

std::string report_csv(const report::Reports& reports, CsvFor reader) {
  std::string out = reader == CsvFor::excel ? std::string(byte_order_mark) : "";
  out += csv_row({"ledger", "from", "to", "as_of", "by", "group", "figure", "key", "value", "previous", "year_before"},
                 reader);
  for (const auto& of : reports.ledgers) out += CsvText(of.report, reports.question.suppress, reader).rows();
  if (reports.sum) out += CsvText(*reports.sum, reports.question.suppress, reader).rows();
  return out;
}

}  // namespace psp::render
