#include "actions/sync/remote.h"

#include <string_view>

#include "actions/sync/changes.h"
#include "actions/sync/refusals.h"

namespace psp::actions {
namespace {

/// Returns the last commit here that the place where it is sent has in any branch; "" if it has none.
std::string known_there(const Syncing& s) {
  if (!s.branch.upstream.empty()) return s.commit_of(s.upstream());
  std::string nearest;
  std::int64_t least = -1;
  for (const auto& ref :
       s.asks.list({"for-each-ref", "--format=%(refname)", "refs/remotes/" + s.branch.remote + "/"}, '\n').or_fail()) {
    const auto base = s.asks.line({"merge-base", "HEAD", ref}).or_fail();
    if (!base) continue;
    const auto ahead = s.count(*base + "..HEAD");
    if (least >= 0 && ahead >= least) continue;
    least = ahead;
    nearest = *base;
  }
  return nearest;
}

}  // namespace

void fetch(Sending& s) {
  const auto fetched = s.git().run({"fetch", "--quiet", "--prune", "--no-recurse-submodules", s.branch.remote});
  if (!fetched.succeeded())
    throw Failure{
        Exit::system,
        msg("{} could not be reached: all is committed here, and goes there with the next psp sync", s.branch.remote),
        {},
        store::words_of_git(fetched)};
  s.look();
}

void refuse_branch_gone(const Syncing& s) {
  constexpr std::string_view heads = "refs/heads/";
  const auto followed = s.asks.setting("branch." + s.branch.name + ".merge").or_fail();
  if (!s.branch.upstream.empty() || !followed.starts_with(heads)) return;
  const auto there =
      s.asks.list({"for-each-ref", "--format=%(refname:lstrip=3)", "refs/remotes/" + s.branch.remote + "/"}, '\n')
          .or_fail();
  std::string names;
  for (const auto& name : there)
    if (name != "HEAD") names += (names.empty() ? "" : ", ") + name;
  if (names.empty()) return;  // nothing is there yet
  throw Failure{Exit::usage,
                msg("{} has no branch {} any more, but: {}", s.branch.remote, followed.substr(heads.size()), names),
                {},
                {msg("psp git branch -u {}/BRANCH follows one of these; psp git push {} HEAD:{} makes it again",
                     s.branch.remote, s.branch.remote, followed)}};
}

void refuse_rewritten(const Sending& s) {
  if (s.branch.upstream.empty()) return;
  const auto left_at = s.asks.line({"merge-base", "--fork-point", s.upstream(), "HEAD"}).or_fail();
  if (!left_at && s.count("HEAD.." + s.upstream()) > 0 && s.count(s.upstream() + "..HEAD") > 0)
    s.talk.warn(
        msg("whether {} was rewritten there cannot be told, for git keeps no log of it here: what was taken out "
            "there may come back",
            s.branch.upstream));
  if (!left_at || s.asks.says({"merge-base", "--is-ancestor", *left_at, s.upstream()}).or_fail()) return;
  throw Failure{Exit::usage,
                msg("{} was rewritten there: a merge would bring back what was taken out of it", s.branch.upstream),
                {},
                {msg("psp git rebase --onto {} {} takes it over, with what is new here; then psp sync again",
                     s.branch.upstream, *left_at)}};
}

bool push(Sending& s) {
  const auto& remote = s.branch.remote;
  const bool first = s.branch.upstream.empty();
  const auto known = known_there(s);
  const auto ahead = known.empty() ? s.count("HEAD") : s.count(known + "..HEAD");
  if (ahead == 0 && !first) return true;
  look_at_what_goes(s, known);
  constexpr std::string_view heads = "refs/heads/";
  auto branch = s.asks.setting("branch." + s.branch.name + ".merge").or_fail();
  branch = branch.starts_with(heads) ? branch.substr(heads.size()) : s.branch.name;
  store::Objects texts(s.repository);
  const auto change = store::change_between(s.tree(known), s.tree("HEAD"), texts);
  const auto ran = s.git().run({"push", "--porcelain", "--no-recurse-submodules", "--no-follow-tags", "--set-upstream",
                                remote, "HEAD:refs/heads/" + branch});
  if (ran.succeeded()) {
    s.tell(msg_count(ahead, "sent: {} commit", "sent: {} commits"), lines_telling(change));
    return true;
  }
  for (const std::string_view race : {"[rejected]", "cannot lock ref", "failed to update ref"})
    if (ran.out.find(race) != std::string::npos || ran.err.find(race) != std::string::npos) return false;
  throw Failure{Exit::system,
                msg("{} did not take it: all is committed here, and goes there with the next psp sync", remote),
                {},
                store::words_of_git(ran)};
}

}  // namespace psp::actions
