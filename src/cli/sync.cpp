// psp sync: what was recorded here and elsewhere is brought together, record by record.
#include <algorithm>
#include <iterator>
#include <ostream>
#include <sstream>

#include "cli/check.h"
#include "cli/commands.h"
#include "cli/commit.h"
#include "format/blocks.h"
#include "format/merge.h"
#include "format/parse.h"
#include "model/ledger_file.h"
#include "render/printable.h"
#include "store/git_side.h"

namespace psp::cli {
namespace {

using store::git_answer;
using store::run_git;
using Paths = std::vector<std::string>;

constexpr int most_rounds = 5;  // others may push while we merge

bool is_case_file(const std::string& path) { return ledger_file(path).kind == FileKind::case_file; }

std::string case_of(const std::string& path) { return std::filesystem::path(path).stem().string(); }

/// The records that `after` has and `before` has not.
std::vector<format::RecordName> records_added(const std::optional<std::string>& before,
                                              const std::optional<std::string>& after) {
  const auto old = format::records_in(before.value_or(""));
  auto now = format::records_in(after.value_or(""));
  std::erase_if(now, [&](const auto& r) { return std::find(old.begin(), old.end(), r) != old.end(); });
  return now;
}

/// What does not belong to the ledger.
bool is_left_behind(const std::string& path) { return !may_be_sent(ledger_file(path).kind, false); }

/// What happened to a file, in the words of a commit.
std::string words_of_change(const std::string& path, const std::optional<std::string>& before,
                            const std::optional<std::string>& after) {
  if (path.starts_with("people/")) return "person";
  if (path.starts_with("cases/") && !is_case_file(path)) return "paper";
  if (!is_case_file(path)) return path;
  if (!after) return case_of(path) + ": gone";
  std::string words;
  for (const auto& r : records_added(before, after)) words += (words.empty() ? " " : ", ") + r.kind + " " + r.id;
  if (!before) return case_of(path) + ": opened" + (words.empty() ? "" : "," + words);
  return case_of(path) + ":" + (words.empty() ? " changed" : words);
}

/// Why a case file or psp.toml cannot be read.
std::vector<Diagnostic> errors_in(const std::string& path, const std::string& text) {
  auto found = path == store::office_file ? format::parse_office(text, path).diagnostics
                                          : format::parse_case(text, path).diagnostics;
  std::erase_if(found, [](const Diagnostic& d) { return d.severity != Severity::error; });
  return found;
}

/// A prefix that comes to mind for a worker's clone.
std::string prefix_for(std::string_view worker) {
  const char first = worker.empty() ? 'a' : worker[0];
  return std::string(1, first >= 'a' && first <= 'z' ? static_cast<char>(first - 'a' + 'A') : 'B');
}

/// One sync: the repository as it is found, and what comes of it.
class Sync {
 public:
  explicit Sync(Context& context)
      : context_(context), ledger_(context.ledger()), directory_(ledger_.directory()), who_(writer(context)) {}

  /// Goes back to how it was before a merge that waits for a person.
  Exit abort() {
    look();
    if (branch_.under_way != store::UnderWay::merge) throw Failure{Exit::usage, msg("no merge is under way")};
    ledger_.alone(who_, store::Access::replaces, [&] {
      if (auto since = recorded_since(); !since.empty())
        throw Failure{Exit::usage,
                      msg("this was recorded since the merge began, and would be thrown away; psp sync finishes the "
                          "merge with it:"),
                      {},
                      std::move(since)};
      must({"merge", "--abort"});
    });
    tell(msg("the merge is given up: all is as it was before"));
    return Exit::done;
  }

  Exit run() {
    look();
    if (branch_.under_way == store::UnderWay::merge) {
      const auto from = must({"rev-parse", "HEAD"});
      ledger_.alone(who_, store::Access::reads, [&] { resume_merge(); });
      tell_taken(from);
      look();
    }
    if (const auto why = no_commit_now(branch_)) throw Failure{Exit::usage, *why};
    ledger_.alone(who_, store::Access::reads, [&] { commit_recorded(); });
    if (branch_.remote.empty())
      throw Failure{Exit::usage,
                    msg("all is committed, but there is nowhere to sync with: psp git remote add origin ADDRESS names "
                        "the place; of several, psp git branch -u NAME/BRANCH chooses")};
    for (int round = 1; !exchange(); ++round)
      if (round == most_rounds)
        throw Failure{Exit::system, msg("others push faster than this: all is committed here; run psp sync again")};
    if (idle_) context_.mention(msg("nothing new on either side"));
    return exit_;
  }

 private:
  void look() { branch_ = store::branch_at(directory_); }
  void tell(const Message& m) {
    idle_ = false;
    context_.out << context_.tr(m) << '\n';
  }

  /// What git prints; it must succeed.
  std::string must(const Paths& words, const store::Environment& environment = {}) const {
    auto ran = run_git(directory_, words, {}, environment);
    if (!ran.well()) throw Failure{Exit::system, msg("git {} failed:", words.front()), {}, words_of_git(ran)};
    while (!ran.out.empty() && ran.out.back() == '\n') ran.out.pop_back();
    return std::move(ran.out);
  }
  /// What git lists, parted by NULs; it must succeed.
  Paths list(Paths words) const {
    const auto ran = run_git(directory_, words);
    if (!ran.well()) throw Failure{Exit::system, msg("git {} failed:", words.front()), {}, words_of_git(ran)};
    return store::cut(ran.out, '\0');
  }
  void with_paths(Paths words, const Paths& paths) const {
    words.emplace_back("--");
    words.insert(words.end(), paths.begin(), paths.end());
    must(words);
  }
  std::int64_t count(const std::string& range) const { return std::stoll(must({"rev-list", "--count", range})); }
  Paths changed(const std::string& from, const std::string& to, const std::string& filter = "ACMRD") const {
    return list({"diff", "--name-only", "--no-renames", "--relative", "-z", "--diff-filter=" + filter, from, to, "--",
                 "cases"});
  }
  std::vector<std::optional<std::string>> texts(const std::string& commit, const Paths& paths) const {
    Paths names;
    for (const auto& path : paths) names.push_back(commit + ":./" + path);
    return store::git_texts(directory_, names);
  }

  void commit_recorded();
  /// Takes in what is new there and gives what is new here; false where somebody else was faster.
  bool exchange();
  void take_in();
  void merge();
  void resume_merge();
  void end_merge();
  std::vector<Message> recorded_since() const;
  std::optional<Message> refused_by_merge(const std::string& path, const std::optional<std::string>& ours,
                                          const std::optional<std::string>& theirs) const;
  void refuse_same_numbers();
  void refuse_rewritten() const;
  std::vector<Diagnostic> unresolved(const Paths& unmerged) const;
  void tell_taken(const std::string& from);
  bool push();

  Context& context_;
  const store::Ledger& ledger_;
  const std::filesystem::path directory_;
  const store::Writer who_;
  store::Branch branch_ = {};
  Paths told_by_merge_ = {};  ///< the lines of psp merge-file on what it left to a person, or to be looked at
  bool idle_ = true;
  Exit exit_ = Exit::done;
};

/// Commits everything of the ledger that git may hold and does not hold as it is.
void Sync::commit_recorded() {
  const Paths ours{"--", "cases", "psp.toml", ".gitattributes", ".gitignore", "people"};
  const auto ours_in = [&](Paths words) {
    words.insert(words.end(), ours.begin(), ours.end());
    return list(std::move(words));
  };
  auto paths = ours_in({"ls-files", "--others", "--exclude-standard", "-z"});
  for (auto& path : branch_.born ? ours_in({"diff", "--name-only", "--no-renames", "--relative", "-z", "HEAD"})
                                 : ours_in({"ls-files", "--cached", "-z"}))
    paths.push_back(std::move(path));
  std::erase_if(paths, is_left_behind);
  if (paths.empty()) return;
  // Without them, the checks do not know which names to look for.
  if (!context_.people().locked.empty()) context_.mention(msg("none of these names can be looked for in what is sent"));
  const auto before = texts("HEAD", paths);
  std::vector<FileChange> changes;
  std::vector<Diagnostic> wrong;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    std::error_code error;
    std::optional<std::string> after;
    if (is_case_file(paths[i]) && std::filesystem::exists(directory_ / paths[i], error)) {
      after = ledger_.read_text(paths[i]);
      for (auto& d : errors_in(paths[i], *after)) wrong.push_back(std::move(d));
    }
    changes.push_back({paths[i], words_of_change(paths[i], before[i], after)});
  }
  const auto refuse = [](std::vector<Diagnostic> found) {
    throw Failure{Exit::data, msg("nothing was committed or fetched: mend this first"), std::move(found)};
  };
  if (!wrong.empty()) refuse(std::move(wrong));
  // What the hooks look at is looked at also where a clone lacks them.
  with_paths({"add", "--all"}, paths);
  if (auto found = staged_findings(context_); has_errors(found)) {
    if (branch_.born) with_paths({"reset", "--quiet"}, paths);
    refuse(std::move(found));
  }
  commit(context_, changes, who_.by);
  tell(msg_count(static_cast<std::int64_t>(changes.size()), "committed: {} file", "committed: {} files"));
}

bool Sync::exchange() {
  const auto fetched = run_git(directory_, {"fetch", "--quiet", branch_.remote});
  if (!fetched.well())
    throw Failure{
        Exit::system,
        msg("{} could not be reached: all is committed here, and goes there with the next psp sync", branch_.remote),
        {},
        words_of_git(fetched)};
  look();
  refuse_rewritten();
  if (!branch_.upstream.empty()) ledger_.alone(who_, store::Access::replaces, [&] { take_in(); });
  return push();
}

void Sync::take_in() {
  if (count("HEAD.." + branch_.upstream) == 0) return;
  const auto from = must({"rev-parse", "HEAD"});
  if (count(branch_.upstream + "..HEAD") == 0) {
    must({"merge", "--quiet", "--ff-only", branch_.upstream});
  } else {
    refuse_same_numbers();
    merge();
  }
  tell_taken(from);
}

/// Where somebody has rewritten the history there, as after somebody was forgotten, a merge would bring the old one
/// back.
void Sync::refuse_rewritten() const {
  if (branch_.upstream.empty()) return;
  const auto left_at = git_answer(directory_, {"merge-base", "--fork-point", branch_.upstream, "HEAD"});
  if (!left_at || run_git(directory_, {"merge-base", "--is-ancestor", *left_at, branch_.upstream}).exit != 1) return;
  throw Failure{Exit::usage,
                msg("{} was rewritten there: a merge would bring back what was taken out of it", branch_.upstream),
                {},
                {msg("psp git rebase --onto {} {} takes it over, with what is new here; then psp sync again",
                     branch_.upstream, *left_at)}};
}

/// Two clones may have given one number to two cases: no merge can be right then.
void Sync::refuse_same_numbers() {
  const auto base = git_answer(directory_, {"merge-base", "HEAD", branch_.upstream});
  if (!base) return;
  auto ours = changed(*base, "HEAD", "A"), theirs = changed(*base, branch_.upstream, "A");
  Paths both;
  std::set_intersection(ours.begin(), ours.end(), theirs.begin(), theirs.end(), std::back_inserter(both));
  const auto here = texts("HEAD", both), there = texts(branch_.upstream, both);
  std::vector<std::string> taken = ledger_.taken_ids();
  for (const auto& path : list({"ls-tree", "-r", "--name-only", "-z", branch_.upstream, "cases/"}))
    if (auto id = ledger_file(path).case_id; !id.empty()) taken.push_back(std::move(id));
  std::vector<Message> commands;
  for (std::size_t i = 0; i < both.size(); ++i) {
    const auto a = format::parse_case(here[i].value_or(""), both[i]),
               b = format::parse_case(there[i].value_or(""), both[i]);
    if (field_values(a.value.header) == field_values(b.value.header)) continue;
    const auto id = case_of(both[i]);
    const int free = free_number(taken, case_prefix(id), case_year(id));
    taken.push_back(make_case_id(case_prefix(id), case_year(id), free));
    commands.push_back(msg("psp renumber {} {}", id, taken.back()));
  }
  if (commands.empty()) return;
  const auto cases = static_cast<std::int64_t>(commands.size());
  commands.push_back(
      msg("then psp sync again; a prefix of its own for each clone avoids this: psp git config "
          "psp.casePrefix {}",
          prefix_for(who_.by)));
  throw Failure{
      Exit::usage,
      msg_count(
          cases,
          "{} case number was given here and, to another case, elsewhere: nothing was merged. Give yours another:",
          "{} case numbers were given here and, to other cases, elsewhere: nothing was merged. Give yours others:"),
      {},
      commands};
}

void Sync::merge() {
  // Not committed by git, so that what it made is looked at also where a clone lacks the hooks; and with the settings
  // that psp init --git makes, also where it lacks them.
  Paths words;
  std::error_code error;
  const auto self = store::shell_word(std::filesystem::read_symlink("/proc/self/exe", error).string());
  for (const auto& setting : store::git_settings()) {
    std::string value(setting.value);
    if (setting.key == "merge.psp.driver" && !error) value.replace(0, value.find(' '), self);  // on the PATH or not
    words.emplace_back("-c");
    words.push_back(std::string(setting.key) + "=" + value);
  }
  for (const auto* word : {"merge", "--quiet", "--no-commit", "--no-ff", "--no-edit"}) words.emplace_back(word);
  words.push_back(branch_.upstream);
  const auto ran = run_git(directory_, words, {}, author(context_, who_.by));
  std::istringstream said(ran.err);
  for (std::string line; std::getline(said, line);)
    if (line.starts_with("cases/")) told_by_merge_.push_back(line);
  look();
  if (branch_.under_way != store::UnderWay::merge)
    throw Failure{
        Exit::system, msg("git could not merge {}; nothing was changed:", branch_.upstream), {}, words_of_git(ran)};
  resume_merge();
}

/// Why psp does not merge the two sides of a case file record by record: what then stands in it is git's work, or a
/// person's. Nothing where it does.
std::optional<Message> Sync::refused_by_merge(const std::string& path, const std::optional<std::string>& ours,
                                              const std::optional<std::string>& theirs) const {
  if (!is_case_file(path)) return std::nullopt;
  const auto base = store::git_texts(directory_, {":1:./" + path}).front().value_or("");
  const auto merged = format::merge({base, *ours, *theirs, path});
  const auto* refused = std::get_if<format::Refused>(&merged);
  return refused ? std::optional(refused->why.front().message) : std::nullopt;
}

/// What keeps files of a merge that git has left to a person from being whole.
std::vector<Diagnostic> Sync::unresolved(const Paths& unmerged) const {
  std::vector<Diagnostic> left;
  for (const auto& path : unmerged) {
    const auto wrong = [&](Message m) { left.push_back({Severity::error, path, 1, 1, std::move(m)}); };
    std::error_code error;
    const bool there = std::filesystem::exists(directory_ / path, error);
    const auto sides = store::git_texts(directory_, {":2:./" + path, ":3:./" + path});
    if (!sides[0] && !sides[1]) wrong(msg("is gone on both sides, in two ways: psp git rm --cached {}", path));
    else if (!sides[0] || !sides[1])
      wrong(
          msg("deleted on one side, changed on the other: psp git add {0} keeps it, psp git rm {0} lets it go", path));
    else if (!there) wrong(msg("is gone, though both sides have it: psp git checkout --ours {0} brings it back", path));
    else if (!is_case_file(path) && path != store::office_file)
      wrong(msg("changed on both sides: make it what it should be, then psp git add {}", path));
    else if (auto errors = errors_in(path, ledger_.read_text(path)); !errors.empty())
      std::move(errors.begin(), errors.end(), std::back_inserter(left));
    else if (const auto why = refused_by_merge(path, sides[0], sides[1]))
      wrong(msg("psp cannot merge it ({}), git has: look through it, then psp git add {}", *why, path));
  }
  return left;
}

void Sync::resume_merge() {
  const auto unmerged = list({"diff", "--name-only", "--relative", "--diff-filter=U", "-z"});
  auto left = unresolved(unmerged);
  if (!left.empty()) {
    // The merge has said more of a file than its markers do.
    std::erase_if(left, [&](const Diagnostic& d) {
      return std::any_of(told_by_merge_.begin(), told_by_merge_.end(),
                         [&](const std::string& line) { return line.starts_with(d.file + ":"); });
    });
    for (const auto& line : told_by_merge_) context_.err << render::printable_line(line) << '\n';
    throw Failure{Exit::data,
                  msg("a person must decide here:"),
                  left,
                  {msg("psp edit CASE opens a case file, your editor psp.toml; when all is mended, psp sync goes on"),
                   msg("psp sync --abort goes back to how it was before")}};
  }
  for (const auto& line : told_by_merge_) context_.err << render::printable_line(line) << '\n';
  // What was mended since in the files that the merge is about belongs to it.
  auto mended = unmerged;
  const auto of_merge =
      list({"diff", "--cached", "--name-only", "--no-renames", "--relative", "-z", "HEAD", "--", "cases", "psp.toml"});
  for (auto& path : list({"diff", "--name-only", "--relative", "--diff-filter=M", "-z"}))
    if (std::find(of_merge.begin(), of_merge.end(), path) != of_merge.end()) mended.push_back(std::move(path));
  for (const auto& path : mended) must({"add", "--", path});
  end_merge();
}

void Sync::end_merge() {
  auto found = staged_findings(context_);
  if (has_errors(found))
    throw Failure{Exit::data,
                  msg("the merge is made, but not committed:"),
                  std::move(found),
                  {msg("mend this and run psp sync again; psp sync --abort goes back to how it was before")}};
  must({"commit", "--quiet", "--no-edit"}, author(context_, who_.by));
}

/// The records in the files that are in neither of the two sides.
std::vector<Message> Sync::recorded_since() const {
  const auto paths = list({"diff", "--name-only", "--no-renames", "--relative", "-z", "HEAD", "--", "cases"});
  const auto ours = texts("HEAD", paths), theirs = texts("MERGE_HEAD", paths);
  std::vector<Message> found;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    std::error_code error;
    if (!std::filesystem::exists(directory_ / paths[i], error)) continue;
    const auto now = ledger_.read_text(paths[i]);
    const auto of_theirs = records_added(theirs[i], now);
    for (const auto& r : records_added(ours[i], now))
      if (std::find(of_theirs.begin(), of_theirs.end(), r) != of_theirs.end())
        found.push_back(msg("{}: {} {}", case_of(paths[i]), r.kind, r.id));
  }
  return found;
}

/// What came with the others' commits; and what went with them.
void Sync::tell_taken(const std::string& from) {
  const auto paths = changed(from, "HEAD");
  const auto before = texts(from, paths), after = texts("HEAD", paths);
  if (run_git(directory_, {"diff", "--quiet", from, "HEAD", "--", std::string(store::office_file)}).exit == 1)
    tell(msg("taken in: another psp.toml"));
  std::int64_t records = 0, cases = 0;
  std::vector<format::RecordName> came, went;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const auto more = records_added(before[i], after[i]), fewer = records_added(after[i], before[i]);
    came.insert(came.end(), more.begin(), more.end());
    went.insert(went.end(), fewer.begin(), fewer.end());
    records += static_cast<std::int64_t>(more.size());
    ++cases;
  }
  tell(msg("taken in: {}, in {}", msg_count(records, "{} new record", "{} new records"),
           msg_count(cases, "{} case", "{} cases")));
  // Those that moved to another number are there.
  std::erase_if(went, [&](const auto& r) { return std::find(came.begin(), came.end(), r) != came.end(); });
  if (went.empty()) return;
  exit_ = Exit::findings;
  context_.say(msg_count(static_cast<std::int64_t>(went.size()),
                         "{} record was taken out elsewhere: psp check --history tells which, and by which commit",
                         "{} records were taken out elsewhere: psp check --history tells which, and by which commits"));
}

bool Sync::push() {
  const auto& remote = branch_.remote;
  const bool first = branch_.upstream.empty();
  const auto ahead = first ? count("HEAD") : count(branch_.upstream + "..HEAD");
  if (ahead == 0) return true;
  constexpr std::string_view heads = "refs/heads/";
  auto branch = store::git_setting(directory_, "branch." + branch_.name + ".merge");
  branch = branch.starts_with(heads) ? branch.substr(heads.size()) : branch_.name;
  const auto ran = run_git(directory_, {"push", "--porcelain", "--set-upstream", remote, "HEAD:refs/heads/" + branch});
  if (ran.well()) {
    tell(msg_count(ahead, "sent: {} commit", "sent: {} commits"));
    return true;
  }
  for (const std::string_view race : {"[rejected]", "cannot lock ref", "failed to update ref"})
    if (ran.out.find(race) != std::string::npos || ran.err.find(race) != std::string::npos) return false;
  throw Failure{Exit::system,
                msg("{} did not take it: all is committed here, and goes there with the next psp sync", remote),
                {},
                words_of_git(ran)};
}

}  // namespace

Syntax sync_syntax() {
  return {{}, {{"abort", "give up a merge that waits for you, if nothing was recorded since", Type::boolean}}};
}

Exit run_sync(Context& context, const Arguments& given) {
  Sync sync(context);
  return given.on("abort") ? sync.abort() : sync.run();
}

}  // namespace psp::cli
