#include "actions/log.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "rules/chronology.h"

namespace psp::actions {
namespace {

/// The log of one case.
class CaseLog {
 public:
  CaseLog(const LogRequest& request, const rules::History& whole)
      : request_(request), case_(whole.of()), history_(whole) {
    if (request.copies) redacted_ = request.copies->of(history_);
    if (request.references) client_ = shown_header().client;
    if (request.names) client_ = request.names->shown(case_.header.client);
  }

  void run() {
    add_opening();
    std::optional<RecordIndex> left;
    if (redacted_) left.emplace(redacted_->file);
    for (const auto& r : case_.records) {
      const auto* shown = left ? left->find(r.id) : &r;
      if (wanted(r.by, *r.recorded) && shown) add(*shown, stands(r), false);
    }
  }

  std::vector<report::LogEntry> entries = {};
  std::set<std::string> writers = {};

 private:
  bool wanted(const std::string& by, const Moment& recorded) {
    const auto day = recorded.local.date;
    writers.insert(by);
    return day >= request_.since && day <= request_.until && (!request_.writer || *request_.writer == by);
  }

  bool stands(const Record& r) const {
    return rules::stands_in_file(r, history_) && (r.as<Void>() || !history_.struck_whole());
  }

  void add_opening() {
    if (!wanted(case_.header.by, *case_.header.recorded)) return;
    Record opening;
    opening.by = shown_header().by;
    opening.recorded = case_.header.recorded;
    add(std::move(opening), !history_.struck_whole(), true);
  }

  void add(Record r, bool stands, bool opening) {
    entries.push_back({shown_header().id, std::move(r), stands, opening, client_});
  }

  const Header& shown_header() const { return redacted_ ? redacted_->file.header : case_.header; }

  const LogRequest& request_;
  const Case& case_;
  const rules::History& history_;
  std::optional<rules::Redacted> redacted_ = std::nullopt;
  std::string client_ = {};
};

}  // namespace

Log read_log(const store::Ledger& ledger, const LogRequest& request) {
  struct OfCase {
    std::vector<report::LogEntry> entries;
    std::set<std::string> writers;
  };
  std::vector<OfCase> found(request.cases.size());
  Log log;
  log.read = read_cases(ledger, request.cases, [&](std::size_t i, const rules::History& whole) {
    CaseLog of_case(request, whole);
    of_case.run();
    found[i] = {std::move(of_case.entries), std::move(of_case.writers)};
  });
  for (auto& of_case : found) {
    std::move(of_case.entries.begin(), of_case.entries.end(), std::back_inserter(log.entries));
    log.writers.merge(of_case.writers);
  }
  std::stable_sort(log.entries.begin(), log.entries.end(), [](const auto& a, const auto& b) {
    return instant(*a.record.recorded) < instant(*b.record.recorded);
  });
  return log;
}

}  // namespace psp::actions
