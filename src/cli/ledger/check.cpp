// psp check: all errors of all files; what is about to be committed; what was lost; who can be recognised.
#include <algorithm>
#include <optional>
#include <ostream>

#include <unistd.h>

#include "actions/check.h"
#include "actions/history_check.h"
#include "actions/people_in_git.h"
#include "actions/privacy_check.h"
#include "actions/staged_check.h"
#include "cli/case_named.h"
#include "cli/commands.h"
#include "cli/context.h"
#include "cli/input.h"
#include "cli/print.h"
#include "render/check.h"
#include "render/lost.h"

namespace psp::cli {
namespace {

namespace fs = std::filesystem;

using Diagnostics = std::vector<Diagnostic>;
constexpr std::array check_printers{
    Printer<Diagnostics>{"text",
                         [](const auto& found, const auto& c) {
                           std::string lines;
                           for (const auto& d : found) lines += render::diagnostic_line(d, c.language);
                           return lines;
                         }},
    Printer<Diagnostics>{"json", [](const auto& f, const auto&) { return render::diagnostics_json(f); }},
};

/// Prints findings as text or JSON. Returns Exit::findings if there is an error among them.
Exit tell_findings(const Context& context, const std::vector<Diagnostic>& found) {
  print(check_printers, found, context);
  return has_errors(found) ? Exit::findings : Exit::done;
}

/// Returns what a FILE names: the id of a case of the ledger, or "" for psp.toml.
std::string named_case(Context& context, const std::string& given) {
  const auto root = fs::weakly_canonical(context.ledger().directory());
  for (const auto& base : {context.directory, root}) {
    const auto path = fs::weakly_canonical(base / given);
    const auto inside = path.lexically_relative(root).string();
    if (!fs::exists(path)) continue;
    if (inside == office_file) return {};
    if (auto id = case_at(inside); !id.empty()) return id;
  }
  return case_named(context, given);
}

actions::CheckRequest read_check(Context& context) {
  actions::CheckRequest request{!context.arguments.has("FILE")};
  for (const auto& file : context.arguments.all("FILE")) {
    auto id = named_case(context, file);
    if (id.empty()) request.office = true;
    else request.cases.push_back(std::move(id));
  }
  return request;
}

/// Returns the variables that this process was given: in a hook, git's.
std::vector<std::string> all_variables() {
  std::vector<std::string> all;
  for (char** at = environ; *at; ++at) all.emplace_back(*at);
  return all;
}

std::vector<Diagnostic> staged_findings(Context& context, const store::Repository& repository,
                                        const std::vector<std::string>& environment = {}) {
  const actions::LookingFor people(context.ledger(), context.people_to_look_for());
  return actions::check_staged(repository, people.search, environment);
}

/// Returns nothing in the hook of a repository that has no ledger here.
std::optional<std::vector<Diagnostic>> findings_for_hook(Context& context) {
  if (!actions::is_hook_of_a_ledger(context.named_directory(), context.directory)) return std::nullopt;
  const auto repository = actions::repository_of_hook(context.ledger_directory(), context.directory);
  return staged_findings(context, repository, all_variables());
}

std::vector<Diagnostic> findings_by_hand(Context& context) {
  const auto ledger = context.ledger_directory();
  actions::refuse_hook_without_its_option(ledger, context.directory, context.environment("GIT_INDEX_FILE"));
  return staged_findings(context, store::must_have_repository(ledger));
}

/// Prints what is wrong in what is about to be committed. In a git hook it looks at the repository and the index that
/// git names by GIT_DIR and GIT_INDEX_FILE. Throws a Failure after all that was found is printed, if people/ cannot be
/// read.
Exit check_staged(Context& context, bool in_hook) {
  const auto found = in_hook ? findings_for_hook(context) : findings_by_hand(context);
  const auto exit = tell_findings(context, found.value_or(std::vector<Diagnostic>{}));
  if (exit != Exit::done) context.mention(msg("this must not be committed as it is"));
  if (found) actions::refuse_unread_people(context.people_read());
  return exit;
}

constexpr std::array lost_printers{
    Printer<report::LostParts>{"text", [](const auto& l, const auto& c) { return render::lost_text(l, c.language); }},
    Printer<report::LostParts>{"json", [](const auto& l, const auto&) { return render::lost_json(l); }},
};

Exit check_history(Context& context) {
  auto progress = context.progress(msg("looking through git's history"));
  const auto lost = actions::check_history(context.ledger_directory());
  progress.reset();
  print(lost_printers, lost, context);
  if (lost.not_merged > 0)
    context.mention(msg_count(lost.not_merged, "{} record is not merged yet: it is on another branch, or stashed",
                              "{} records are not merged yet: they are on another branch, or stashed"));
  if (lost.shallow)
    context.mention(
        msg("this clone is shallow: what was lost before its first commit cannot be seen "
            "(psp git fetch --unshallow)"));
  return lost.lost.empty() ? Exit::done : Exit::findings;
}

/// Says for whom nobody could look.
void tell_unnamed(const Context& context, const store::PeopleRead& people) {
  if (!people.there) context.say(no_people());
  if (people.people.locked.empty()) return;
  context.say(locked_names());
  context.say(msg_count(static_cast<std::int64_t>(people.people.locked.size()),
                        "nothing could be looked for that names {} client",
                        "nothing could be looked for that names {} clients"));
}

/// Says what could not be looked at, or for. Returns Exit::system if that may hide a find.
Exit tell_left_out(const Context& context, const actions::PrivacyFindings& findings, const store::PeopleRead& people) {
  if (findings.no_text > 0)
    context.mention(msg_count(findings.no_text, "{} file was not looked into: it is no text",
                              "{} files were not looked into: they are no text"));
  tell_unnamed(context, people);
  auto exit = Exit::done;
  const auto missing = [&](const Message& what) {
    context.say(what);
    exit = Exit::system;
  };
  if (!people.unread.empty()) missing(actions::names_left_out());
  if (findings.unread > 0)
    missing(msg_count(findings.unread, "{} file or directory was not looked into: it cannot be read",
                      "{} files or directories were not looked into: they cannot be read"));
  if (findings.no_answer) {
    context.tell_no_answer(*findings.no_answer);
    missing(msg("not all that git holds could be looked into"));
  }
  return exit;
}

Exit check_privacy(Context& context) {
  const auto& ledger = context.ledger();
  const auto& people = context.people_read();
  auto progress = context.progress(msg("looking for names in the ledger"));
  const auto findings = actions::check_privacy(ledger, people.people);
  progress.reset();
  const auto exit = tell_findings(context, findings.found);
  context.out << std::flush;
  return std::max(exit, tell_left_out(context, findings, people));
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

Exit run_check(Context& context) {
  const auto& given = context.arguments;
  if (given.has("FILE") + given.on("staged") + given.on("history") + given.on("privacy") > 1)
    throw Failure{Exit::usage, msg("one at a time: files, --staged, --history or --privacy")};
  if (given.on("hook") && !given.on("staged")) throw Failure{Exit::usage, msg("--hook goes with --staged")};
  if (given.on("staged")) return check_staged(context, given.on("hook"));
  if (given.on("history")) return check_history(context);
  if (given.on("privacy")) return check_privacy(context);
  const auto& ledger = context.ledger();
  return tell_findings(context, actions::check(ledger, read_check(context)));
}

}  // namespace psp::cli
