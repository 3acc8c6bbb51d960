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

Wants wants_clients(const std::set<std::string>& keys) {
  return [&keys](std::string_view text) {
    const auto header = format::read_canonical_header(text);
    return !header || keys.contains(reference_key(header->client));
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
                     const std::function<void(std::size_t, const rules::History&)>& take,
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
        const auto whole = rules::whole_history(file.parsed.value);
        take(file.at, whole);
        if (!office.readable()) return;
        const bool wrong = has_errors(rules::check(whole, office.value));
        auto workers = rules::unlisted_workers(whole.of(), office.value);
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

CasesRead each_status(const store::Ledger& ledger, const std::vector<std::string>& ids, rules::AsOf as_of,
                      const std::function<void(std::size_t, rules::CaseStatus)>& take) {
  const auto& office = ledger.office();
  return read_cases(ledger, ids, [&](std::size_t at, const rules::History& whole) {
    if (auto status = rules::case_status(whole.on(as_of), office)) take(at, std::move(*status));
  });
}

namespace {

/// Returns those that are there on the day.
std::vector<rules::CaseStatus> all_there(std::vector<std::optional<rules::CaseStatus>> cases) {
  std::vector<rules::CaseStatus> there;
  for (auto& c : cases)
    if (c) there.push_back(std::move(*c));
  return there;
}

}  // namespace

StatusRead read_status(const store::Ledger& ledger, const std::vector<std::string>& ids, rules::AsOf as_of) {
  std::vector<std::optional<rules::CaseStatus>> cases(ids.size());
  auto read =
      each_status(ledger, ids, as_of, [&](std::size_t at, rules::CaseStatus status) { cases[at] = std::move(status); });
  return {all_there(std::move(cases)), std::move(read)};
}

ClientRead client_status(const store::Ledger& ledger, const std::string& reference, rules::AsOf as_of) {
  const auto& office = ledger.office();
  const auto& ids = ledger.case_ids();
  const auto key = reference_key(reference);
  std::vector<std::optional<rules::CaseStatus>> cases(ids.size());
  std::vector<std::string> references;
  std::mutex one_at_a_time;
  auto read = read_cases(
      ledger, ids,
      [&](std::size_t at, const rules::History& whole) {
        const auto& client = whole.of().header.client;
        if (reference_key(client) != key) return;
        cases[at] = rules::case_status(whole.on(as_of), office);
        const std::lock_guard lock(one_at_a_time);
        references.push_back(client);
      },
      [](std::size_t, const std::string&) {}, wants_client(reference));
  std::sort(references.begin(), references.end());
  return {{all_there(std::move(cases)), std::move(read)}, std::move(references)};
}

StatusRead household_status(const store::Ledger& ledger, const std::string& family, rules::AsOf as_of) {
  if (family.empty()) return {};
  const auto& office = ledger.office();
  const auto& ids = ledger.case_ids();
  const auto key = reference_key(family);
  std::vector<std::optional<rules::CaseStatus>> cases(ids.size());
  auto read = read_cases(
      ledger, ids,
      [&](std::size_t at, const rules::History& whole) {
        if (reference_key(whole.of().header.family) == key) cases[at] = rules::case_status(whole.on(as_of), office);
      },
      [](std::size_t, const std::string&) {},
      [&](std::string_view text) {
        const auto header = format::read_canonical_header(text);
        return !header || reference_key(header->family) == key;
      });
  return {all_there(std::move(cases)), std::move(read)};
}

CasesRead each_agenda(const store::Ledger& ledger, const std::vector<std::string>& ids, rules::AsOf as_of,
                      const std::function<void(std::size_t, rules::CaseAgenda)>& take) {
  const auto& office = ledger.office();
  return read_cases(ledger, ids, [&](std::size_t at, const rules::History& whole) {
    if (auto agenda = rules::case_agenda(whole.on(as_of), office)) take(at, std::move(*agenda));
  });
}

}  // namespace psp::actions
