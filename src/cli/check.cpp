// psp check: all errors of all files.
#include <algorithm>
#include <iterator>
#include <optional>
#include <ostream>
#include <set>

#include "actions/read_cases.h"
#include "cli/check.h"
#include "cli/check_privacy.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/papers.h"
#include "render/check.h"
#include "rules/check.h"

namespace psp::cli {
namespace {

namespace fs = std::filesystem;

/// What speaks of the files that are asked for: their copies, what an editor has left of them.
void add_strays_of(const store::Ledger& ledger, const std::vector<std::string>& ids, bool office_too,
                   std::vector<Diagnostic>& found) {
  std::vector<std::string> files;
  if (office_too) files.emplace_back(store::office_file);
  for (const auto& id : ids) files.push_back(case_path(id));
  for (const auto& file : files)
    for (auto& d : ledger.strays_of(file)) found.push_back(std::move(d));
}

/// What may be a paper, and no record names it. Which papers a case names that cannot be read, nobody knows: then it is
/// the case that is told.
std::vector<Diagnostic> unnamed_papers(const store::Ledger& ledger,
                                       const std::vector<std::optional<std::set<std::string>>>& of_cases) {
  std::set<std::string> named;
  for (const auto& papers : of_cases) {
    if (!papers) return {};
    named.insert(papers->begin(), papers->end());
  }
  auto found = ledger.unnamed();
  std::erase_if(found, [&](const Diagnostic& d) { return named.contains(d.file); });
  return found;
}

/// What a FILE names: a case of the ledger (its id), or psp.toml ("").
std::string named_case(Context& context, const std::string& given) {
  const auto root = fs::weakly_canonical(context.ledger().directory());
  for (const auto& base : {context.directory, root}) {
    const auto path = fs::weakly_canonical(base / given);
    const auto inside = path.lexically_relative(root).string();
    if (!fs::exists(path)) continue;
    if (inside == store::office_file) return {};
    if (auto id = case_at(inside); !id.empty()) return id;
  }
  return case_named(context, given);
}

/// A file for which a record waits has an error, if need be this one: it is gone, or takes nothing at its end.
void add_waiting(const std::vector<Diagnostic>& waiting, std::vector<Diagnostic>& found) {
  for (const auto& w : waiting)
    if (std::none_of(found.begin(), found.end(),
                     [&](const Diagnostic& d) { return d.file == w.file && d.severity == Severity::error; }))
      found.push_back(w);
}

}  // namespace

Syntax check_syntax() {
  return {
      {{"FILE", "only these files, or cases", false, true}},
      {{"staged", "what is about to be committed, against all its parents; for git's hooks", Type::boolean},
       {"hook", "with --staged: the line of git's hooks; nothing where the repository has no ledger", Type::boolean},
       {"history", "the records that were in a commit once, and are no more", Type::boolean},
       {"privacy", "only what tells who clients are: names, telephone numbers, addresses, personal numbers",
        Type::boolean}}};
}

Exit tell_findings(const Context& context, const std::vector<Diagnostic>& found) {
  if (context.format() == "json") context.out << render::diagnostics_json(found, context.language);
  else
    for (const auto& d : found) context.out << render::diagnostic_line(d, context.language);
  return has_errors(found) ? Exit::findings : Exit::done;
}

Exit run_check(Context& context) {
  const auto& given = context.arguments;
  if (given.has("FILE") + given.on("staged") + given.on("history") + given.on("privacy") > 1)
    throw Failure{Exit::usage, msg("one at a time: files, --staged, --history or --privacy")};
  if (given.on("hook") && !given.on("staged")) throw Failure{Exit::usage, msg("--hook goes with --staged")};
  if (given.on("staged")) return check_staged(context, given.on("hook"));
  if (given.on("history")) return check_history(context);
  if (given.on("privacy")) return check_privacy(context);
  const auto& ledger = context.ledger();
  const auto& office = ledger.parsed_office();
  std::vector<std::string> ids;
  bool office_too = !given.has("FILE");
  for (const auto& file : given.all("FILE")) {
    const auto id = named_case(context, file);
    if (id.empty()) office_too = true;
    else ids.push_back(id);
  }
  if (!given.has("FILE")) ids = ledger.case_ids();

  std::vector<Diagnostic> found;
  if (office_too) found = office.diagnostics;
  std::vector<std::vector<Diagnostic>> of_cases(ids.size());
  std::vector<rules::WrittenReference> clients(ids.size());
  std::vector<std::optional<std::set<std::string>>> papers(ids.size());
  auto read = actions::read_files(ledger, ids, [&](actions::FileRead file) {
    const auto i = file.at;
    auto& parsed = file.parsed;
    if (parsed.readable()) papers[i] = papers_of(parsed.value);
    auto& here = of_cases[i] = std::move(parsed.diagnostics);
    // What the office knows can only be held against a case where psp.toml itself is whole.
    if (has_errors(here) || !office.readable()) return;
    clients[i] = {parsed.value.header.client, parsed.value.file};
    for (const auto& key : parsed.value.keys)
      if (key.key == "client") clients[i] = {clients[i].reference, clients[i].file, key.line, key.column};
    auto more = rules::check(parsed.value, office.value);
    here.insert(here.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    std::stable_sort(here.begin(), here.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
  });
  for (auto& d : of_cases) std::move(d.begin(), d.end(), std::back_inserter(found));
  std::erase_if(clients, [](const auto& c) { return c.reference.empty(); });
  std::vector<Diagnostic> others;
  if (given.has("FILE")) {
    add_strays_of(ledger, ids, office_too, others);
  } else {
    auto people = ledger.people();
    others = std::move(read.strays);
    auto unnamed = unnamed_papers(ledger, papers);
    std::move(unnamed.begin(), unnamed.end(), std::back_inserter(others));
    // That people/ cannot be read is one of the strays, too.
    std::erase_if(people.wrong, [&](const Diagnostic& d) {
      return std::any_of(others.begin(), others.end(),
                         [&](const Diagnostic& o) { return o.file == d.file && o.message == d.message; });
    });
    std::move(people.wrong.begin(), people.wrong.end(), std::back_inserter(others));
    std::vector<rules::WrittenReference> files;
    for (const auto& reference : people.spellings.all()) files.push_back({reference, person_path(reference)});
    clients.insert(clients.begin(), files.begin(), files.end());
  }
  auto spelt = rules::check_references(clients);
  std::move(spelt.begin(), spelt.end(), std::back_inserter(found));
  std::move(others.begin(), others.end(), std::back_inserter(found));
  add_waiting(ledger.finish().waiting, found);
  return tell_findings(context, found);
}

}  // namespace psp::cli
