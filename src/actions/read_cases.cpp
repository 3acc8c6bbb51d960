#include "actions/read_cases.h"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <optional>
#include <utility>

#include "format/canonical.h"
#include "model/person.h"
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

Wants wants_client(const std::string& reference) {
  return [key = reference_key(reference)](std::string_view text) {
    const auto header = format::read_canonical_header(text);
    return !header || reference_key(header->client) == key;
  };
}

CasesRead read_files(const store::Ledger& ledger, const std::vector<std::string>& ids,
                     const std::function<void(FileRead)>& take, const Wants& wants) {
  CasesRead read;
  std::vector<std::vector<Diagnostic>> wrong(ids.size());
  auto finish = ledger.read_cases(
      ids,
      [&](std::size_t at, format::ParsedCase parsed, const std::string& text) {
        if (!parsed.readable()) {
          wrong[at] = parsed.diagnostics;
          keep_errors(wrong[at]);
        }
        take({at, text, std::move(parsed)});
      },
      wants);
  for (auto& of_file : wrong) append(read.errors, std::move(of_file));
  read.waiting = std::move(finish.waiting);
  read.all = ledger.is_listed() && ids == ledger.case_ids();
  if (read.all) read.strays = ledger.strays();
  else
    for (const auto& id : ids) append(read.strays, ledger.strays_of(case_path(id)));
  return read;
}

CasesRead read_cases(const store::Ledger& ledger, const std::vector<std::string>& ids,
                     const std::function<void(std::size_t, const Case&)>& take,
                     const std::function<void(std::size_t, const std::string&)>& see, const Wants& wants) {
  const auto& office = ledger.parsed_office();
  std::int64_t doubtful = 0;
  std::set<std::string> unlisted;
  std::mutex one_at_a_time;
  auto read = read_files(
      ledger, ids,
      [&](const FileRead& file) {
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
      },
      wants);
  read.doubtful = doubtful;
  read.unlisted_workers = std::move(unlisted);
  return read;
}

namespace {

StatusRead read_wanted(const store::Ledger& ledger, const std::vector<std::string>& ids, rules::AsOf as_of,
                       const Wants& wants, const std::function<void(const Case&)>& look) {
  const auto& office = ledger.office();
  std::vector<std::optional<rules::CaseStatus>> answers(ids.size());
  StatusRead result;
  result.read = read_cases(
      ledger, ids,
      [&](std::size_t at, const Case& c) {
        look(c);
        answers[at] = rules::case_status(c, office, as_of);
      },
      [](std::size_t, const std::string&) {}, wants);
  auto& status = result.status;
  status.as_of = as_of.day;
  status.ledger = office.settings.name;
  status.errors = unread(result.read);
  status.unlisted_workers = result.read.unlisted_workers;
  for (auto& answer : answers)
    if (answer) status.cases.push_back(std::move(*answer));
  return result;
}

}  // namespace

StatusRead read_status(const store::Ledger& ledger, const std::vector<std::string>& ids, rules::AsOf as_of) {
  return read_wanted(ledger, ids, as_of, nullptr, [](const Case&) {});
}

ClientRead client_status(const store::Ledger& ledger, const std::string& reference, rules::AsOf as_of) {
  const auto is_theirs = [key = reference_key(reference)](const std::string& client) {
    return reference_key(client) == key;
  };
  std::vector<std::string> references;
  std::mutex one_at_a_time;
  auto of_all = read_wanted(ledger, ledger.case_ids(), as_of, wants_client(reference), [&](const Case& c) {
    const std::lock_guard lock(one_at_a_time);
    if (is_theirs(c.header.client)) references.push_back(c.header.client);
  });
  std::erase_if(of_all.status.cases, [&](const rules::CaseStatus& c) { return !is_theirs(c.client); });
  std::sort(references.begin(), references.end());
  return {std::move(of_all.status), std::move(of_all.read), std::move(references)};
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
