#include "actions/sync/refusals.h"

#include <iterator>
#include <optional>
#include <vector>

#include "actions/commit_check.h"
#include "actions/sync/reading.h"

namespace psp::actions {
namespace {

/// git's words that take back the commits that are not there.
std::string way_back(const Sending& s, const std::string& known) {
  if (!s.branch.upstream.empty()) return "reset --soft " + s.branch.upstream;
  return known.empty() ? "update-ref -d HEAD" : "reset --soft " + store::short_name(s.repository, known);
}

}  // namespace

void look_at_what_comes(Sending& s, const std::string& base) {
  auto found = check_commits(s.repository, {base, s.commit_of(s.upstream())}, s.branch.upstream, s.people()).all();
  keep_errors(found);
  if (found.empty()) return;
  if (is_of_newer_psp(found)) throw Failure{Exit::data, newer_psp(), std::move(found)};
  if (s.request.yes) return s.talk.show(found);
  if (const auto answer =
          s.talk.ask(found, msg("this comes from {}; take it in all the same? (y/n)", s.branch.upstream))) {
    if (*answer) return;
    throw Failure{Exit::data, msg("nothing was taken in or sent: all is committed here")};
  }
  throw Failure{
      Exit::data,
      msg("this comes from {}, and was not taken in; nothing was sent, and all is committed here:", s.branch.upstream),
      std::move(found),
      {msg("who sent it mends it there (psp git log {} tells); psp sync --yes takes it in as it is, to be "
           "mended here",
           s.branch.upstream)}};
}

void look_at_what_goes(Sending& s, const std::string& known) {
  auto found = check_commits(s.repository, {known, s.commit_of("HEAD")}, s.branch.name, s.people());
  keep_errors(found.others);
  if (is_of_newer_psp(found.others)) throw Failure{Exit::data, newer_psp(), std::move(found.others)};
  if (found.others.empty() && !found.branch.empty())
    throw Failure{Exit::data, msg("nothing was sent: psp git branch -m ANOTHER gives the branch another name"),
                  std::move(found.branch)};
  std::move(found.branch.begin(), found.branch.end(), std::back_inserter(found.others));
  if (!found.others.empty())
    throw Failure{Exit::data,
                  msg("nothing was sent: the hooks would have refused this in what was committed here:"),
                  std::move(found.others),
                  {msg("psp git {} takes the commits back and leaves every file as it is: mend it, then psp sync",
                       way_back(s, known))}};
  if (found.losses.empty() || s.request.yes) return;
  if (s.talk.ask(found.losses, msg("this is gone here, and would be gone for all; send it so? (y/n)")).value_or(false))
    return;
  throw Failure{Exit::data,
                msg("nothing was sent: this is gone here, and would be gone for all:"),
                std::move(found.losses),
                {msg("psp check --history tells how to bring it back; where that is meant, as when its time of keeping "
                     "is over, psp sync --yes sends it so")}};
}

}  // namespace psp::actions
