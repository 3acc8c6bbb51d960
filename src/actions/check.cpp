#include "actions/check.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

#include "actions/papers.h"
#include "actions/read_cases.h"
#include "rules/check.h"
#include "store/people.h"

namespace psp::actions {
namespace {

/// What is known of a case when its file was read.
struct OfCase {
  std::vector<Diagnostic> wrong = {};
  rules::WrittenReference client = {};                         ///< "" if the case cannot be read
  std::optional<std::set<std::string>> papers = std::nullopt;  ///< nothing if nobody knows which it names
};

void add(std::vector<Diagnostic>& all, std::vector<Diagnostic> more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

rules::WrittenReference reference_in(const Case& c) {
  for (const auto& key : c.keys)
    if (key.key == "client") return {c.header.client, c.file, key.line, key.column};
  return {c.header.client, c.file};
}

OfCase look_at(format::ParsedCase parsed, const format::ParsedOffice& office) {
  OfCase found;
  if (parsed.readable()) found.papers = papers_of(parsed.value);
  found.wrong = std::move(parsed.diagnostics);
  // What the office knows can only be held against a case where psp.toml itself is whole.
  if (has_errors(found.wrong) || !office.readable()) return found;
  found.client = reference_in(parsed.value);
  add(found.wrong, rules::check(parsed.value, office.value));
  std::stable_sort(found.wrong.begin(), found.wrong.end(),
                   [](const auto& a, const auto& b) { return a.line < b.line; });
  return found;
}

/// Returns what speaks of the files that are asked for: their copies, what an editor has left of them.
std::vector<Diagnostic> strays_of(const store::Ledger& ledger, const CheckRequest& request) {
  std::vector<std::string> files;
  if (request.office) files.emplace_back(office_file);
  for (const auto& id : request.cases) files.push_back(case_path(id));
  std::vector<Diagnostic> found;
  if (!files.empty()) ledger.case_ids();  // has all listed, however long the directory of the year
  for (const auto& file : files) add(found, ledger.strays_of(file));
  return found;
}

/// Returns what may be a paper, and no record names it. Which papers a case names that cannot be read, nobody knows:
/// then it is the case that is told.
std::vector<Diagnostic> unnamed_papers(const store::Ledger& ledger, const std::vector<OfCase>& cases) {
  std::set<std::string> named;
  for (const auto& c : cases) {
    if (!c.papers) return {};
    named.insert(c.papers->begin(), c.papers->end());
  }
  auto found = ledger.unnamed();
  std::erase_if(found, [&](const Diagnostic& d) { return named.contains(d.file); });
  return found;
}

/// Returns what is wrong in people/ and not among `told` yet: that it cannot be read is one of the strays, too.
std::vector<Diagnostic> wrong_in(const People& people, const std::vector<Diagnostic>& told) {
  auto wrong = people.wrong;
  std::erase_if(wrong, [&](const Diagnostic& d) { return is_told(d, told); });
  return wrong;
}

/// References that mean one client and are spelt in two ways, in the files of people/ and in the cases.
std::vector<Diagnostic> spellings(const People& people, const std::vector<OfCase>& cases) {
  std::vector<rules::WrittenReference> written;
  for (const auto& reference : people.spellings.all()) written.push_back({reference, person_path(reference)});
  for (const auto& c : cases)
    if (!c.client.reference.empty()) written.push_back(c.client);
  return rules::check_references(written);
}

/// A file for which a record waits has an error, if need be this one: it is gone, or takes nothing at its end.
void add_waiting(const std::vector<Diagnostic>& waiting, std::vector<Diagnostic>& found) {
  for (const auto& w : waiting)
    if (std::none_of(found.begin(), found.end(),
                     [&](const Diagnostic& d) { return d.file == w.file && d.severity == Severity::error; }))
      found.push_back(w);
}

}  // namespace

std::vector<Diagnostic> check(const store::Ledger& ledger, const CheckRequest& request) {
  const auto& office = ledger.parsed_office();
  const auto& ids = request.all ? ledger.case_ids() : request.cases;
  std::vector<OfCase> cases(ids.size());
  auto read = read_files(ledger, ids, [&](FileRead file) { cases[file.at] = look_at(std::move(file.parsed), office); });

  std::vector<Diagnostic> found;
  if (request.all || request.office) found = office.diagnostics;
  for (auto& c : cases) add(found, std::move(c.wrong));
  const auto people = request.all ? store::read_people(ledger).people : People{};
  add(found, spellings(people, cases));
  if (request.all) {
    auto others = std::move(read.strays);
    add(others, unnamed_papers(ledger, cases));
    add(others, wrong_in(people, others));
    add(found, std::move(others));
  } else {
    add(found, strays_of(ledger, request));
  }
  add_waiting(read.waiting, found);
  return found;
}

}  // namespace psp::actions
