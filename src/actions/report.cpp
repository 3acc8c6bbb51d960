#include "actions/report.h"

#include <algorithm>
#include <mutex>
#include <utility>

#include "report/digest.h"
#include "report/suppress_report.h"
#include "store/git/repository.h"

namespace psp::actions {
namespace {

/// Returns the last name of a directory's path.
std::string last_name(const std::filesystem::path& directory) {
  const auto path = std::filesystem::absolute(directory).lexically_normal();
  return (path.has_filename() ? path.filename() : path.parent_path().filename()).string();
}

/// Returns the name, or `name-2` … where another ledger has it.
std::string free_name(const std::string& name, const std::vector<ReportedLedger>& ledgers) {
  const auto taken = [&](const std::string& other) {
    return std::any_of(ledgers.begin(), ledgers.end(), [&](const ReportedLedger& s) { return s.name == other; });
  };
  auto found = name;
  for (int n = 2; taken(found); ++n) found = name + "-" + std::to_string(n);
  return found;
}

std::set<std::string> worker_keys(const Office& office) {
  std::set<std::string> keys;
  for (const auto& [key, worker] : office.workers) keys.insert(key);
  return keys;
}

/// Returns the workers of all ledgers, as they are called in the sum.
std::set<std::string> workers_of(const std::vector<ReportedLedger>& ledgers) {
  std::set<std::string> workers;
  for (const auto& source : ledgers)
    for (const auto& key : worker_keys(source.ledger->office())) workers.insert(report::name_in_sum(key, source.name));
  return workers;
}

/// Paths of case files, each with its digest.
using Digests = std::vector<std::pair<std::string, std::string>>;

/// Returns what the report of a ledger rests on. Where git gives no answer, that is `none`.
report::Proof proof_of(const store::Ledger& ledger, Digests digests, std::optional<store::NoAnswer>& none) {
  const auto at = store::last_commit_of(ledger.directory());
  if (const auto* why = at.none()) none = *why;
  const auto standing = none ? store::LastCommit{} : at.or_fail();
  return {PSP_VERSION,
          report::sha256(ledger.office_text()),
          report::sha256_of_list(std::move(digests)),
          standing.commit,
          standing.changed,
          none.has_value()};
}

}  // namespace

void refuse_twice(const std::vector<ReportedLedger>& ledgers, const std::filesystem::path& directory,
                  const std::string& given) {
  for (const auto& other : ledgers)
    if (std::filesystem::equivalent(directory, other.ledger->directory()))
      throw Failure{Exit::usage, msg("{} and {} are the same ledger: it would count twice", other.given, given)};
}

ReportedLedger ledger_beside(const std::vector<ReportedLedger>& ledgers, const std::string& given,
                             const store::Ledger& ledger) {
  return {given, free_name(last_name(ledger.directory()), ledgers), &ledger};
}

ReportInMaking::ReportInMaking(std::vector<ReportedLedger> ledgers, const report::Question& question)
    : ledgers_(std::move(ledgers)), reports_{question, {}, {}} {
  if (ledgers_.size() > 1) sum_.emplace(question, workers_of(ledgers_));
}

LedgerRead ReportInMaking::read_next() {
  const auto& question = reports_.question;
  const auto& source = ledgers_.at(reports_.ledgers.size());
  const auto& ledger = *source.ledger;
  const auto& office = ledger.office();
  const auto& ids = ledger.case_ids();
  report::Tally tally(question, worker_keys(office));
  std::mutex one_at_a_time;
  const auto count = [&](std::size_t, const rules::History& whole) {
    auto share = report::share_of(whole, office, question);
    const std::lock_guard lock(one_at_a_time);
    tally.add(share);
    if (sum_) sum_->add(report::share_in_sum(std::move(share), source.name, question));
  };
  Digests digests(ids.size());
  const auto digest = [&](std::size_t i, const std::string& text) {
    digests[i] = {case_path(ids[i]), report::sha256(text)};
  };
  LedgerRead told{read_cases(ledger, ids, count, digest), {}};
  auto proof = proof_of(ledger, std::move(digests), told.no_answer);
  reports_.ledgers.push_back({source.name, tally.report(office.settings.name), std::move(proof), unread(told.read)});
  return told;
}

report::Reports ReportInMaking::finished() && {
  if (sum_) reports_.sum = sum_->report("sum");
  report::cover(reports_);
  return std::move(reports_);
}

}  // namespace psp::actions
