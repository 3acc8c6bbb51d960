// Prints the month report of an invented office as `psp report --by worker --suppress N --format json` does:
// sample_reports SEED WORKERS OPENED-A-MONTH N. It is for trying suppressed.py on.
#include <cstdlib>
#include <iostream>
#include <map>
#include <string>

#include "render/json.h"
#include "report/sample_report.h"

using namespace psp;
using namespace psp::report;
using render::Json;

namespace {

struct Printed {
  const tests::SampleReport& report;
  std::vector<Shown> shown;
  std::int64_t n;
  std::map<std::string, std::size_t> at = {};  ///< cells by their names

  void number(Json& json, const std::string& name) const {
    const auto cell = at.at(name);
    if (shown[cell] == Shown::value) json.value(report.cells[cell].value);
    if (shown[cell] == Shown::small) json.value("<" + std::to_string(n));
    if (shown[cell] == Shown::hidden) json.null();
  }
  /// As a whole number. Null over 0, and where one of the two cannot be seen.
  void ratio(Json& json, const std::string& over, const std::string& under) const {
    const auto a = at.at(over), b = at.at(under);
    if (shown[a] != Shown::value || shown[b] != Shown::value || report.cells[b].value == 0) {
      json.null();
      return;
    }
    json.value(report.cells[a].value / report.cells[b].value);
  }
  /// All numbers whose names begin with this, as nested objects' members.
  void members(Json& json, const std::string& prefix) const {
    for (auto i = at.lower_bound(prefix); i != at.end() && i->first.starts_with(prefix);) {
      const auto slash = i->first.find('/', prefix.size());
      const auto key = i->first.substr(prefix.size(), slash - prefix.size());
      json.key(key);
      if (slash == std::string::npos) {
        number(json, i->first);
        ++i;
        continue;
      }
      const auto inner = prefix + key + "/";
      json.begin_object();
      members(json, inner);
      if (key == "minutes") {
        json.key("mean");
        ratio(json, inner + "total", prefix + "sessions/held");
      }
      if (key == "no_show") {
        json.key("rate");
        ratio(json, inner + "missed", inner + "expected");
      }
      json.end_object();
      while (i != at.end() && i->first.starts_with(inner)) ++i;
    }
  }
  void period(Json& json, const std::string& name, const std::string& from, const std::string& to) const {
    json.key("period").begin_object().member("from", from).member("to", to).end_object();
    json.key("groups").begin_array();
    auto groups = report.workers;
    groups.insert(groups.begin(), "all");
    for (const auto& group : groups) {
      json.begin_object().member("by", group == "all" ? "all" : "worker").member("key", group);
      members(json, name + "/" + group + "/");
      json.end_object();
    }
    json.end_array().key("caseload").begin_object().key("workers").begin_object();
    for (const auto& worker : report.workers) {
      json.key(worker);
      number(json, name + "/" + worker + "/cases/open_at_end");
    }
    json.end_object().end_object();
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return 2;
  const auto n = std::atoi(argv[4]);
  const auto report =
      tests::sample_report(static_cast<unsigned>(std::atoi(argv[1])), std::atoi(argv[2]), std::atof(argv[3]));
  Printed printed{report, suppress(report.cells, report.sums, n), n};
  for (std::size_t i = 0; i < report.names.size(); ++i)
    if (!report.names[i].empty()) printed.at[report.names[i]] = i;
  Json json;
  json.begin_object().member("format", std::int64_t{1}).member("suppress", std::int64_t{n});
  printed.period(json, "current", "2026-10-01", "2026-10-31");
  json.key("previous").begin_object();
  printed.period(json, "previous", "2026-09-01", "2026-09-30");
  json.end_object().key("year_before").begin_object();
  printed.period(json, "year_before", "2025-10-01", "2025-10-31");
  json.end_object().key("errors").begin_array().end_array().end_object();
  std::cout << json.text();
}
