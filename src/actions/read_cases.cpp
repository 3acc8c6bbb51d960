#include "actions/read_cases.h"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <optional>
#include <utility>

#include "rules/check.h"
#include "rules/privacy/redaction.h"

namespace psp::actions {
namespace {

void append(std::vector<Diagnostic>& all, std::vector<Diagnostic> more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

}  // namespace

std::vector<Diagnostic> unread(CasesRead read) {
  auto all = std::move(read.errors);
  if (!read.all) return all;
  keep_errors(read.strays);
  append(all, std::move(read.strays));
  return all;
}

CasesRead read_files(const store::Ledger& ledger, const std::vector<std::string>& ids,
                     const std::function<void(FileRead)>& take) {
  CasesRead read;
  std::vector<std::vector<Diagnostic>> wrong(ids.size());
  auto finish = ledger.read_cases(ids, [&](std::size_t at, format::ParsedCase parsed, const std::string& text) {
    if (!parsed.readable()) {
      wrong[at] = parsed.diagnostics;
      keep_errors(wrong[at]);
    }
    take({at, text, std::move(parsed)});
  });
  for (auto& of_file : wrong) append(read.errors, std::move(of_file));
  read.waiting = std::move(finish.waiting);
  read.all = ids == ledger.case_ids();
  if (read.all) read.strays = ledger.strays();
  else
    for (const auto& id : ids) append(read.strays, ledger.strays_of(case_path(id)));
  return read;
}

CasesRead read_cases(const store::Ledger& ledger, const std::vector<std::string>& ids,
                     const std::function<void(std::size_t, const Case&)>& take,
                     const std::function<void(std::size_t, const std::string&)>& see) {
  const auto& office = ledger.parsed_office();
  std::int64_t doubtful = 0;
  std::set<std::string> unlisted;
  std::mutex one_at_a_time;
  auto read = read_files(ledger, ids, [&](const FileRead& file) {
    see(file.at, file.text);
    if (!file.parsed.readable()) return;
    const auto& c = file.parsed.value;
    take(file.at, c);
    if (!office.readable()) return;
    const bool wrong = has_errors(rules::check(c, office.value));
    auto workers = rules::unlisted_workers(c, office.value);
    if (!wrong && workers.empty()) return;
    const std::lock_guard lock(one_at_a_time);
    doubtful += wrong;
    unlisted.merge(workers);
  });
  read.doubtful = doubtful;
  read.unlisted_workers = std::move(unlisted);
  return read;
}

StatusRead read_status(const store::Ledger& ledger, const std::vector<std::string>& ids, rules::AsOf as_of) {
  const auto& office = ledger.office();
  std::vector<std::optional<rules::CaseStatus>> answers(ids.size());
  StatusRead result;
  result.read = read_cases(ledger, ids,
                           [&](std::size_t at, const Case& c) { answers[at] = rules::case_status(c, office, as_of); });
  auto& status = result.status;
  status.as_of = as_of.day;
  status.ledger = office.settings.name;
  status.errors = unread(result.read);
  status.unlisted_workers = result.read.unlisted_workers;
  for (auto& answer : answers)
    if (answer) status.cases.push_back(std::move(*answer));
  return result;
}

StatusRead client_status(const store::Ledger& ledger, const std::string& reference, rules::AsOf as_of) {
  auto result = read_status(ledger, ledger.case_ids(), as_of);
  std::erase_if(result.status.cases,
                [&](const rules::CaseStatus& c) { return reference_key(c.client) != reference_key(reference); });
  return result;
}

AgendasRead read_agendas(const store::Ledger& ledger, const std::vector<std::string>& ids, rules::AsOf as_of) {
  const auto& office = ledger.office();
  std::vector<std::optional<rules::CaseAgenda>> answers(ids.size());
  AgendasRead result;
  result.read = read_cases(ledger, ids,
                           [&](std::size_t at, const Case& c) { answers[at] = rules::case_agenda(c, office, as_of); });
  for (auto& answer : answers)
    if (answer) result.cases.push_back(std::move(*answer));
  return result;
}

}  // namespace psp::actions
