// psp sync: what was recorded here and elsewhere is brought together, record by record.
#include <algorithm>
#include <iterator>
#include <ostream>
#include <set>
#include <sstream>

#include "cli/check.h"
#include "cli/check_privacy.h"
#include "cli/commands.h"
#include "cli/commit.h"
#include "cli/papers.h"
#include "cli/programs.h"
#include "cli/state_check.h"
#include "format/blocks.h"
#include "format/merge.h"
#include "format/parse.h"
#include "model/ledger_file.h"
#include "render/printable.h"
#include "store/git_side.h"
#include "store/strays.h"
#include "store/versions.h"

namespace psp::cli {
namespace {

using Paths = std::vector<std::string>;

constexpr int most_rounds = 5;  // others may push while we merge

bool is_case_file(const std::string& path) { return ledger_file(path).kind == FileKind::case_file; }

std::string case_of(const std::string& path) { return std::filesystem::path(path).stem().string(); }

/// The records that `after` has and `before` has not.
std::vector<format::RecordName> records_added(const std::string& before, const std::string& after) {
  const auto old = format::records_in(before);
  auto now = format::records_in(after);
  std::erase_if(now, [&](const auto& r) { return std::find(old.begin(), old.end(), r) != old.end(); });
  return now;
}

/// What happened to a file, in the words of a commit.
std::string words_of_change(const std::string& path, const std::optional<std::string>& before,
                            const std::optional<std::string>& after) {
  switch (ledger_file(path).kind) {
    case FileKind::case_file: break;
    case FileKind::person: return "person";
    case FileKind::paper: return "paper";
    case FileKind::office:
    case FileKind::git_file: return path;
    default: return "another file";  // whose name may say more than a message may
  }
  if (!after) return case_of(path) + ": gone";
  std::string words;
  for (const auto& r : records_added(before.value_or(""), *after))
    words += (words.empty() ? " " : ", ") + r.kind + " " + r.id;
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

std::string listed(const std::vector<format::RecordName>& records) {
  constexpr std::size_t most = 6;  // in a line
  std::string words;
  for (std::size_t i = 0; i < records.size() && i < most; ++i)
    words += (i == 0 ? "" : ", ") + records[i].kind + " " + records[i].id;
  return records.size() > most ? words + " …" : words;
}

/// What is otherwise in a case, for a person: `2026-0042: session 7kq2mf, attendance h3x0pd`.
std::vector<Message> lines_of(const store::CaseChange& c) {
  std::vector<Message> lines;
  if (c.gone)
    return {msg("{}: the case is gone, with {}", c.id,
                msg_count(static_cast<std::int64_t>(c.went.size()), "{} record", "{} records"))};
  if (c.opened) return {c.came.empty() ? msg("{}: opened", c.id) : msg("{}: opened, {}", c.id, listed(c.came))};
  if (!c.was.empty()) lines.push_back(msg("{}: was {}", c.id, c.was));
  if (!c.came.empty()) lines.push_back(msg("{}: {}", c.id, listed(c.came)));
  if (!c.went.empty()) lines.push_back(msg("{}: taken out: {}", c.id, listed(c.went)));
  if (lines.empty()) lines.push_back(msg("{}: changed", c.id));
  return lines;
}

std::vector<Message> lines_of(const store::VersionChange& change) {
  constexpr std::size_t most = 40;  // more is for psp log
  std::vector<Message> lines;
  if (change.office) lines.push_back(msg("psp.toml"));
  for (const auto& c : change.cases) {
    if (lines.size() >= most) break;
    for (auto& line : lines_of(c)) lines.push_back(std::move(line));
  }
  if (lines.size() >= most)
    lines.push_back(
        msg("… of {} in all", msg_count(static_cast<std::int64_t>(change.cases.size()), "{} case", "{} cases")));
  if (!change.others.empty())
    lines.push_back(msg_count(static_cast<std::int64_t>(change.others.size()), "{} other file", "{} other files"));
  return lines;
}

bool is_of_newer_psp(const std::vector<Diagnostic>& found) {
  return has_errors(found) && std::all_of(found.begin(), found.end(), [](const Diagnostic& d) {
           return d.severity != Severity::error || d.unknown;
         });
}

Message newer_psp() {
  return msg("this was written by a newer psp than this one, which is {}: install that, then psp sync again",
             PSP_VERSION);
}

/// One sync: the repository as it is found, and what comes of it.
class Sync {
 public:
  explicit Sync(Context& context)
      : context_(context),
        ledger_(context.ledger()),
        directory_(ledger_.directory()),
        repository_(store::must_have_repository(directory_)),
        asks_(directory_) {
    git();
    // What a partial clone left out is fetched as it is needed.
    repository_.git = repository_.git.with(store::Programs::wanted);
  }

  /// Goes back to how it was before a merge that waits for a person.
  Exit abort() {
    look();
    if (branch_.under_way != store::UnderWay::merge) throw Failure{Exit::usage, msg("no merge is under way")};
    // Whoever it is, also where psp.toml, which says who works here, cannot be read.
    const store::Writer somebody{"psp sync --abort", [&](const Message& m) { context_.say(m); }};
    ledger_.alone(somebody, store::Access::replaces, [&] {
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
    who_ = writer(context_);
    refuse_unread_people(context_, {msg("nothing was committed, taken in or sent")});
    look();
    if (branch_.under_way == store::UnderWay::merge) {
      const auto from = commit_of("HEAD");
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
  void look() { branch_ = *store::branch_at(directory_); }
  /// git with the repository's hooks and filters, if these were agreed to: what came in may have changed them.
  store::Git git() const { return git_with_programs(context_, repository_).at(directory_); }
  void tell(const Message& m, const std::vector<Message>& lines = {}) {
    idle_ = false;
    context_.out << context_.tr(m) << '\n';
    for (const auto& line : lines) context_.out << "  " << render::printable_line(context_.tr(line)) << '\n';
  }

  /// Has git do something; it must succeed.
  void must(const Paths& words, const store::Environment& environment = {}) const {
    const auto ran = patient(git(), words, {}, environment);
    if (ran.well()) return;
    const auto command = std::find_if(words.begin(), words.end(),
                                      [](const auto& word) { return word.find_first_of("-=") == std::string::npos; });
    throw Failure{
        Exit::system, msg("git {} failed:", command == words.end() ? "" : *command), {}, store::words_of_git(ran)};
  }
  void with_paths(Paths words, const Paths& paths) const {
    words.insert(words.begin(), "--literal-pathspecs");
    words.emplace_back("--");
    words.insert(words.end(), paths.begin(), paths.end());
    must(words);
  }
  std::int64_t count(const std::string& range) const {
    return std::stoll(asks_.text({"rev-list", "--count", range}).or_fail());
  }
  /// The branch that is followed, as git takes it.
  const std::string& upstream() const { return branch_.upstream_ref; }
  std::string commit_of(const std::string& name) const {
    return store::commit_named(repository_, name).or_fail().value_or("");
  }
  store::Tree tree(const std::string& commit) const {
    return commit.empty() ? store::Tree{} : store::tree_of(repository_, commit).or_fail();
  }
  std::string text_of(const std::string& object) const {
    return object.empty() ? "" : repository_.git.texts({object}).or_fail().front();
  }

  void refuse_overlooked();
  void refuse_branch_gone() const;
  std::string known_there() const;
  Paths new_files();
  void commit_recorded();
  /// Takes in what is new there and gives what is new here; false where somebody else was faster.
  bool exchange();
  void take_in();
  void merge();
  void resume_merge();
  void end_merge();
  std::vector<Message> recorded_since() const;
  std::optional<Message> refused_by_merge(const std::string& path, const store::Unmerged& sides) const;
  void refuse_same_numbers(const std::string& base);
  void refuse_two_numbers(const std::string& base);
  void follow_numbers();
  void refuse_rewritten() const;
  void look_at_what_comes(const std::string& base);
  void look_at_what_goes();
  std::vector<Diagnostic> unresolved(const store::Index&) const;
  void tell_taken(const std::string& from);
  bool push();

  Context& context_;
  const store::Ledger& ledger_;
  const std::filesystem::path directory_;
  store::Writer who_ = {};
  store::Repository repository_;
  const store::Git asks_;  ///< runs nothing of the repository's own
  store::Branch branch_ = {};
  Paths told_by_merge_ = {};  ///< the lines of psp merge-file on what it left to a person, or to be looked at
  bool idle_ = true;
  Exit exit_ = Exit::done;
};

/// What a stash or another command of git's has left to a person; and what git is told to overlook, which would then
/// stay behind in silence.
void Sync::refuse_overlooked() {
  const auto index = store::index_of(repository_).or_fail();
  if (auto left = unresolved(index); !left.empty())
    throw Failure{Exit::data, msg("a person must decide here:"), std::move(left)};
  std::vector<Diagnostic> overlooked;
  // `h` where changes are assumed not to be, `S` and `s` where the file is left out of the working tree.
  for (const auto& entry : asks_.list({"ls-files", "-z", "-v", "--", "cases", std::string(office_file)}).or_fail())
    if (const char tag = entry.empty() ? 'H' : entry.front(); tag == 'S' || (tag >= 'a' && tag <= 'z'))
      overlooked.push_back({Severity::error, entry.substr(2), 1, 1,
                            msg("git is told to overlook what changes here: psp git update-index {} {} takes that back",
                                tag == 'S' || tag == 's' ? "--no-skip-worktree" : "--no-assume-unchanged",
                                store::shell_word(entry.substr(2)))});
  for (const auto& path : asks_
                              .list({"ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--", "cases",
                                     std::string(office_file)})
                              .or_fail())
    if (const auto kind = ledger_file(path).kind; kind == FileKind::case_file || kind == FileKind::office)
      overlooked.push_back(
          {Severity::error, path, 1, 1,
           msg("git is told to ignore this file, and would not keep it: psp git check-ignore -v {} tells "
               "where",
               store::shell_word(path))});
  if (!overlooked.empty())
    throw Failure{Exit::data, msg("nothing was committed or fetched: mend this first"), std::move(overlooked)};
}

/// The files that git does not have and that psp sends; those that it does not know are told.
Paths Sync::new_files() {
  auto untracked = asks_.list({"ls-files", "--others", "--exclude-standard", "-z", "--", "."}).or_fail();
  const auto is_paper = [](const std::string& path) { return ledger_file(path).kind == FileKind::paper; };
  const auto named =
      std::any_of(untracked.begin(), untracked.end(), is_paper) ? papers_named(ledger_) : std::set<std::string>{};
  Paths sent;
  std::vector<Message> told;
  std::int64_t left_behind = 0;
  for (auto& path : untracked) {
    const auto file = ledger_file(path);
    if (may_be_sent(file.kind, false) && (file.kind != FileKind::paper || named.contains(path)))
      sent.push_back(std::move(path));
    else if (file.kind == FileKind::leftover || file.kind == FileKind::unfinished) ++left_behind;
    else told.push_back(store::not_sent(path, file));
  }
  if (left_behind > 0)
    context_.mention(msg_count(left_behind, "not sent: {} file that psp or another program has left behind (psp check)",
                               "not sent: {} files that psp or another program has left behind (psp check)"));
  constexpr std::size_t most = 10;
  for (std::size_t i = 0; i < told.size() && i < most; ++i) context_.mention(told[i]);
  if (told.size() > most)
    context_.mention(msg_count(static_cast<std::int64_t>(told.size() - most),
                               "and {} more file is not sent: psp git status",
                               "and {} more files are not sent: psp git status"));
  return sent;
}

/// Commits everything of the ledger that git may hold and does not hold as it is, what is no longer there as well.
void Sync::commit_recorded() {
  refuse_overlooked();
  auto paths = new_files();
  // With the filters: what they encrypt is not otherwise for that.
  const auto tracked =
      branch_.born
          ? git().list({"diff", "--name-only", "--no-ext-diff", "--no-renames", "--relative", "-z", "HEAD", "--", "."})
          : asks_.list({"ls-files", "--cached", "-z", "--", "."});
  for (const auto& path : tracked.or_fail())
    if (may_be_sent(ledger_file(path).kind, true)) paths.push_back(path);
  if (paths.empty()) return;
  // Without them, the checks do not know which names to look for.
  if (!context_.people_to_look_for().locked.empty())
    context_.mention(msg("none of these names can be looked for in what is sent"));
  const auto last = tree(branch_.born ? "HEAD" : "");
  std::vector<FileChange> changes;
  std::vector<Diagnostic> wrong;
  for (const auto& path : paths) {
    std::error_code error;
    std::optional<std::string> before, after;
    if (is_case_file(path)) {
      if (const auto old = last.find(path); old != last.end()) before = text_of(old->second);
      if (std::filesystem::exists(directory_ / path, error)) {
        after = ledger_.read_text(path);
        for (auto& d : errors_in(path, *after)) wrong.push_back(std::move(d));
      }
    }
    changes.push_back({path, words_of_change(path, before, after)});
  }
  const auto refuse = [](std::vector<Diagnostic> found) {
    throw Failure{Exit::data,
                  is_of_newer_psp(found) ? newer_psp() : msg("nothing was committed or fetched: mend this first"),
                  std::move(found)};
  };
  if (!wrong.empty()) refuse(std::move(wrong));
  // What the hooks look at is looked at also where a clone lacks them.
  Paths to_add;
  const auto index = store::index_of(repository_).or_fail();
  for (const auto& path : paths) {
    std::error_code error;
    if (index.files.contains(path) || std::filesystem::exists(directory_ / path, error)) to_add.push_back(path);
  }
  if (!to_add.empty()) with_paths({"add", "--all", "--force"}, to_add);
  if (auto found = staged_findings(context_); has_errors(found)) {
    if (branch_.born) with_paths({"reset", "--quiet"}, paths);
    refuse(std::move(found));
  }
  commit(context_, changes, who_.by);
  tell(msg_count(static_cast<std::int64_t>(changes.size()), "committed: {} file", "committed: {} files"));
}

bool Sync::exchange() {
  const auto fetched = git().run({"fetch", "--quiet", "--prune", "--no-recurse-submodules", branch_.remote});
  if (!fetched.well())
    throw Failure{
        Exit::system,
        msg("{} could not be reached: all is committed here, and goes there with the next psp sync", branch_.remote),
        {},
        store::words_of_git(fetched)};
  look();
  refuse_branch_gone();
  refuse_rewritten();
  if (!branch_.upstream.empty()) ledger_.alone(who_, store::Access::replaces, [&] { take_in(); });
  return push();
}

void Sync::take_in() {
  if (count("HEAD.." + upstream()) == 0) return;
  const auto from = commit_of("HEAD");
  const auto base = asks_.line({"merge-base", "HEAD", upstream()}).or_fail().value_or("");
  look_at_what_comes(base);
  if (count(upstream() + "..HEAD") == 0) {
    must({"-c", "core.hooksPath=/dev/null", "merge", "--quiet", "--ff-only", "--no-squash", upstream()});
  } else {
    refuse_same_numbers(base);
    refuse_two_numbers(base);
    merge();
  }
  tell_taken(from);
}

/// The branch that this one follows was deleted there, or is called otherwise now.
void Sync::refuse_branch_gone() const {
  constexpr std::string_view heads = "refs/heads/";
  const auto followed = asks_.setting("branch." + branch_.name + ".merge").or_fail();
  if (!branch_.upstream.empty() || !followed.starts_with(heads)) return;
  const auto there =
      asks_.list({"for-each-ref", "--format=%(refname:lstrip=3)", "refs/remotes/" + branch_.remote + "/"}, '\n')
          .or_fail();
  std::string names;
  for (const auto& name : there)
    if (name != "HEAD") names += (names.empty() ? "" : ", ") + name;
  if (names.empty()) return;  // nothing is there yet
  throw Failure{Exit::usage,
                msg("{} has no branch {} any more, but: {}", branch_.remote, followed.substr(heads.size()), names),
                {},
                {msg("psp git branch -u {}/BRANCH follows one of these; psp git push {} HEAD:{} makes it again",
                     branch_.remote, branch_.remote, followed)}};
}

/// The last commit here that the place where it is sent has in any branch; "" where it has none.
std::string Sync::known_there() const {
  if (!branch_.upstream.empty()) return commit_of(upstream());
  std::string nearest;
  std::int64_t least = -1;
  for (const auto& ref :
       asks_.list({"for-each-ref", "--format=%(refname)", "refs/remotes/" + branch_.remote + "/"}, '\n').or_fail()) {
    const auto base = asks_.line({"merge-base", "HEAD", ref}).or_fail();
    if (!base) continue;
    const auto ahead = count(*base + "..HEAD");
    if (least >= 0 && ahead >= least) continue;
    least = ahead;
    nearest = *base;
  }
  return nearest;
}

/// Where somebody has rewritten the history there, as after somebody was forgotten, a merge would bring the old one
/// back.
void Sync::refuse_rewritten() const {
  if (branch_.upstream.empty()) return;
  const auto left_at = asks_.line({"merge-base", "--fork-point", upstream(), "HEAD"}).or_fail();
  if (!left_at && count("HEAD.." + upstream()) > 0 && count(upstream() + "..HEAD") > 0)
    context_.say(
        msg("whether {} was rewritten there cannot be told, for git keeps no log of it here: what was taken out "
            "there may come back",
            branch_.upstream));
  if (!left_at || asks_.says({"merge-base", "--is-ancestor", *left_at, upstream()}).or_fail()) return;
  throw Failure{Exit::usage,
                msg("{} was rewritten there: a merge would bring back what was taken out of it", branch_.upstream),
                {},
                {msg("psp git rebase --onto {} {} takes it over, with what is new here; then psp sync again",
                     branch_.upstream, *left_at)}};
}

/// What the hooks would have refused is taken in only where a person says so: somebody's clone may lack them.
void Sync::look_at_what_comes(const std::string& base) {
  auto found = check_commits(context_, repository_, base, commit_of(upstream()), branch_.upstream).all();
  std::erase_if(found, [](const Diagnostic& d) { return d.severity != Severity::error; });
  if (found.empty()) return;
  if (is_of_newer_psp(found)) throw Failure{Exit::data, newer_psp(), std::move(found)};
  if (context_.arguments.on("yes")) {
    for (const auto& d : found) context_.show(d);
    return;
  }
  if (context_.asks()) {
    for (const auto& d : found) context_.show(d);
    if (context_.confirm(msg("this comes from {}; take it in all the same? (y/n)", branch_.upstream))) return;
    throw Failure{Exit::data, msg("nothing was taken in or sent: all is committed here")};
  }
  throw Failure{
      Exit::data,
      msg("this comes from {}, and was not taken in; nothing was sent, and all is committed here:", branch_.upstream),
      std::move(found),
      {msg("who sent it mends it there (psp git log {} tells); psp sync --yes takes it in as it is, to be "
           "mended here",
           branch_.upstream)}};
}

/// What the hooks would refuse does not leave, whoever committed it.
void Sync::look_at_what_goes() {
  const auto known = known_there();
  auto found = check_commits(context_, repository_, known, commit_of("HEAD"), branch_.name);
  const auto way_back = !branch_.upstream.empty() ? "reset --soft " + branch_.upstream
                        : known.empty()           ? std::string("update-ref -d HEAD")
                                                  : "reset --soft " + store::short_name(repository_, known);
  const auto only_errors = [](std::vector<Diagnostic>& all) {
    std::erase_if(all, [](const Diagnostic& d) { return d.severity != Severity::error; });
  };
  only_errors(found.others);
  if (is_of_newer_psp(found.others)) throw Failure{Exit::data, newer_psp(), std::move(found.others)};
  if (found.others.empty() && !found.branch.empty())
    throw Failure{Exit::data, msg("nothing was sent: psp git branch -m ANOTHER gives the branch another name"),
                  std::move(found.branch)};
  std::move(found.branch.begin(), found.branch.end(), std::back_inserter(found.others));
  if (!found.others.empty())
    throw Failure{
        Exit::data,
        msg("nothing was sent: the hooks would have refused this in what was committed here:"),
        std::move(found.others),
        {msg("psp git {} takes the commits back and leaves every file as it is: mend it, then psp sync", way_back)}};
  if (found.losses.empty() || context_.arguments.on("yes")) return;
  if (context_.asks()) {
    for (const auto& d : found.losses) context_.show(d);
    if (context_.confirm(msg("this is gone here, and would be gone for all; send it so? (y/n)"))) return;
  }
  throw Failure{Exit::data,
                msg("nothing was sent: this is gone here, and would be gone for all:"),
                std::move(found.losses),
                {msg("psp check --history tells how to bring it back; where that is meant, as when its time of keeping "
                     "is over, psp sync --yes sends it so")}};
}

/// Two clones may have given one number to two cases: no merge can be right then.
void Sync::refuse_same_numbers(const std::string& base) {
  if (base.empty()) return;
  const auto before = tree(base), ours = tree("HEAD"), theirs = tree(upstream());
  auto taken = ledger_.taken_ids();
  for (const auto& [path, object] : theirs)
    if (auto id = ledger_file(path).case_id; !id.empty()) taken.push_back(std::move(id));
  std::vector<Message> commands;
  for (const auto& [path, object] : ours) {
    const auto there = theirs.find(path);
    if (!is_case_file(path) || before.contains(path) || there == theirs.end()) continue;
    if (store::is_one_case(text_of(object), text_of(there->second))) continue;
    const auto id = case_of(path);
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

/// A case that each clone gave another number would be there twice.
void Sync::refuse_two_numbers(const std::string& base) {
  if (base.empty()) return;
  store::Objects texts(repository_);
  const auto before = tree(base);
  const auto ours = store::change_between(before, tree("HEAD"), texts),
             theirs = store::change_between(before, tree(upstream()), texts);
  std::vector<Message> commands;
  for (const auto& here : ours.cases)
    for (const auto& there : theirs.cases)
      if (!here.was.empty() && here.was == there.was && here.id != there.id) {
        // The number that it had is as good, for the merge then gives it theirs.
        const auto& taken = ledger_.taken_ids();
        const bool free = std::find(taken.begin(), taken.end(), there.id) == taken.end();
        commands.push_back(msg("psp renumber {} {}", here.id, free ? there.id : here.was));
      }
  if (commands.empty()) return;
  const auto cases = static_cast<std::int64_t>(commands.size());
  commands.push_back(msg("then psp sync again"));
  throw Failure{
      Exit::usage,
      msg_count(
          cases,
          "{} case got a number here and another elsewhere: nothing was merged. Give it the one that it has there:",
          "{} cases got numbers here and others elsewhere: nothing was merged. Give them those that they have there:"),
      {},
      commands};
}

/// What one side recorded in a case that has another number on the other side goes there, where git has not seen that
/// it is the same case.
void Sync::follow_numbers() {
  const auto index = store::index_of(repository_).or_fail();
  store::Objects texts(repository_);
  for (const auto& [path, sides] : index.unmerged) {
    if (!is_case_file(path) || sides.base.empty() || sides.ours.empty() == sides.theirs.empty()) continue;
    const auto changed = text_of(sides.ours.empty() ? sides.theirs : sides.ours), base = text_of(sides.base);
    const auto opening = store::opening_in(base);
    for (const auto& [other, object] : index.files) {
      if (!opening || !is_case_file(other) || store::opening_in(texts.text(object)) != opening) continue;
      const auto result = format::merge({base, texts.text(object), changed, other});
      const auto* merged = std::get_if<format::Merged>(&result);
      if (!merged || !merged->conflicts.empty()) break;
      const auto stored = git().run({"hash-object", "-w", "--stdin"}, merged->text);
      if (!stored.well()) break;
      const auto name = stored.out.substr(0, stored.out.find('\n'));
      must({"update-index", "--cacheinfo", "100644," + name + "," + repository_.prefix + other});
      must({"checkout-index", "--force", "--", other});
      must({"rm", "--quiet", "--force", "--ignore-unmatch", "--", path});
      break;
    }
  }
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
  // A hook that came in with it has not been agreed to.
  for (const auto* word : {"-c", "core.hooksPath=/dev/null", "merge", "--quiet", "--no-commit", "--no-ff", "--no-edit",
                           "--no-squash", "-m"})
    words.emplace_back(word);
  words.push_back("Merge remote-tracking branch '" + branch_.upstream + "'");
  words.push_back(upstream());
  const auto ran = git().run(words, {}, author(context_, who_.by));
  std::istringstream said(ran.err);
  for (std::string line; std::getline(said, line);)
    if (line.starts_with("cases/")) told_by_merge_.push_back(line);
  look();
  if (branch_.under_way != store::UnderWay::merge)
    throw Failure{Exit::system,
                  msg("git could not merge {}; nothing was changed:", branch_.upstream),
                  {},
                  store::words_of_git(ran)};
  follow_numbers();
  resume_merge();
}

/// Why psp does not merge the two sides of a case file record by record: what then stands in it is git's work, or a
/// person's. Nothing where it does.
std::optional<Message> Sync::refused_by_merge(const std::string& path, const store::Unmerged& sides) const {
  if (!is_case_file(path)) return std::nullopt;
  const auto base = text_of(sides.base), ours = text_of(sides.ours), theirs = text_of(sides.theirs);
  const auto merged = format::merge({base, ours, theirs, path});
  const auto* refused = std::get_if<format::Refused>(&merged);
  return refused ? std::optional(refused->why.front().message) : std::nullopt;
}

/// What keeps files of a merge that git has left to a person from being whole.
std::vector<Diagnostic> Sync::unresolved(const store::Index& index) const {
  std::vector<Diagnostic> left;
  const auto wrong = [&](const std::string& path, Message m) {
    left.push_back({Severity::error, path, 1, 1, std::move(m)});
  };
  for (const auto& [path, sides] : index.unmerged) {
    std::error_code error;
    const bool there = std::filesystem::exists(directory_ / path, error);
    if (sides.ours.empty() && sides.theirs.empty())
      wrong(path, msg("is gone on both sides, in two ways: psp git rm --cached {}", path));
    else if (sides.ours.empty() || sides.theirs.empty())
      wrong(path, msg("deleted on one side, changed on the other: psp git add {0} keeps it, psp git rm {0} lets it go",
                      path));
    else if (!there)
      wrong(path, msg("is gone, though both sides have it: psp git checkout --ours {0} brings it back", path));
    else if (!is_case_file(path) && path != store::office_file)
      wrong(path, msg("changed on both sides: make it what it should be, then psp git add {}", path));
    else if (auto errors = errors_in(path, ledger_.read_text(path)); !errors.empty())
      std::move(errors.begin(), errors.end(), std::back_inserter(left));
    else if (const auto why = refused_by_merge(path, sides))
      wrong(path, msg("psp cannot merge it ({}), git has: look through it, then psp git add {}", *why, path));
  }
  for (const auto& path : index.unmerged_outside)
    wrong(path, msg("lies outside of this ledger, in the same repository, and both sides changed it: make it what it "
                    "should be, then psp git add {}",
                    store::shell_word((repository_.top / path).string())));
  return left;
}

void Sync::resume_merge() {
  const auto index = store::index_of(repository_).or_fail();
  auto left = unresolved(index);
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
  Paths mended;
  for (const auto& [path, sides] : index.unmerged) mended.push_back(path);
  const auto last = tree("HEAD");
  for (auto& path :
       git().list({"diff", "--no-ext-diff", "--name-only", "--relative", "--diff-filter=M", "-z"}).or_fail()) {
    const auto of_merge = index.files.find(path);
    const auto old = last.find(path);
    if (of_merge != index.files.end() && (old == last.end() || old->second != of_merge->second))
      mended.push_back(std::move(path));
  }
  if (!mended.empty()) with_paths({"add"}, mended);
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
  const auto ours = tree("HEAD"), theirs = tree("MERGE_HEAD");
  const auto text_in = [&](const store::Tree& side, const std::string& path) {
    const auto it = side.find(path);
    return it == side.end() ? std::string() : text_of(it->second);
  };
  std::vector<Message> found;
  for (const auto& path :
       git()
           .list({"diff", "--no-ext-diff", "--name-only", "--no-renames", "--relative", "-z", "HEAD", "--", "cases"})
           .or_fail()) {
    std::error_code error;
    if (!is_case_file(path) || !std::filesystem::exists(directory_ / path, error)) continue;
    const auto now = ledger_.read_text(path);
    const auto of_theirs = records_added(text_in(theirs, path), now);
    for (const auto& r : records_added(text_in(ours, path), now))
      if (std::find(of_theirs.begin(), of_theirs.end(), r) != of_theirs.end())
        found.push_back(msg("{}: {} {}", case_of(path), r.kind, r.id));
  }
  return found;
}

/// What came with the others' commits; and what went with them.
void Sync::tell_taken(const std::string& from) {
  store::Objects texts(repository_);
  const auto change = store::change_between(tree(from), tree("HEAD"), texts);
  std::int64_t records = 0;
  std::vector<format::RecordName> came, went;
  for (const auto& c : change.cases) {
    came.insert(came.end(), c.came.begin(), c.came.end());
    went.insert(went.end(), c.went.begin(), c.went.end());
    records += static_cast<std::int64_t>(c.came.size());
  }
  tell(msg("taken in: {}, in {}", msg_count(records, "{} new record", "{} new records"),
           msg_count(static_cast<std::int64_t>(change.cases.size()), "{} case", "{} cases")),
       lines_of(change));
  // Those that moved to another case are there.
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
  const auto known = known_there();
  const auto ahead = known.empty() ? count("HEAD") : count(known + "..HEAD");
  if (ahead == 0 && !first) return true;
  look_at_what_goes();
  constexpr std::string_view heads = "refs/heads/";
  auto branch = asks_.setting("branch." + branch_.name + ".merge").or_fail();
  branch = branch.starts_with(heads) ? branch.substr(heads.size()) : branch_.name;
  store::Objects texts(repository_);
  const auto change = store::change_between(tree(known_there()), tree("HEAD"), texts);
  const auto ran = git().run({"push", "--porcelain", "--no-recurse-submodules", "--no-follow-tags", "--set-upstream",
                              remote, "HEAD:refs/heads/" + branch});
  if (ran.well()) {
    tell(msg_count(ahead, "sent: {} commit", "sent: {} commits"), lines_of(change));
    return true;
  }
  for (const std::string_view race : {"[rejected]", "cannot lock ref", "failed to update ref"})
    if (ran.out.find(race) != std::string::npos || ran.err.find(race) != std::string::npos) return false;
  throw Failure{Exit::system,
                msg("{} did not take it: all is committed here, and goes there with the next psp sync", remote),
                {},
                store::words_of_git(ran)};
}

}  // namespace

Syntax sync_syntax() {
  return {{}, {{"abort", "give up a merge that waits for you, if nothing was recorded since", Type::boolean}}};
}

Exit run_sync(Context& context) {
  const auto& given = context.arguments;
  Sync sync(context);
  return given.on("abort") ? sync.abort() : sync.run();
}

}  // namespace psp::cli
