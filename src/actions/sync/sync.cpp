#include "actions/sync/sync.h"

#include <algorithm>

#include "actions/privacy_check.h"
#include "actions/sync/changes.h"
#include "actions/sync/commit_recorded.h"
#include "actions/sync/merge.h"
#include "actions/sync/numbers.h"
#include "actions/sync/refusals.h"
#include "actions/sync/remote.h"
#include "actions/sync/syncing.h"

namespace psp::actions {
namespace {

constexpr int most_rounds = 5;  // others may push while we merge

/// Tells what came with the others' commits, and what went with them.
void tell_taken(Sending& s, const std::string& from) {
  store::Objects texts(s.repository);
  const auto change = store::change_between(s.tree(from), s.tree("HEAD"), texts);
  std::int64_t records = 0;
  std::vector<format::RecordName> came, went;
  for (const auto& c : change.cases) {
    came.insert(came.end(), c.came.begin(), c.came.end());
    went.insert(went.end(), c.went.begin(), c.went.end());
    records += static_cast<std::int64_t>(c.came.size());
  }
  s.tell(msg("taken in: {}, in {}", msg_count(records, "{} new record", "{} new records"),
             msg_count(static_cast<std::int64_t>(change.cases.size()), "{} case", "{} cases")),
         lines_telling(change));
  // Those that moved to another case are there.
  std::erase_if(went, [&](const auto& r) { return std::find(came.begin(), came.end(), r) != came.end(); });
  if (went.empty()) return;
  s.result.taken_out = true;
  s.talk.warn(msg_count(static_cast<std::int64_t>(went.size()),
                        "{} record was taken out elsewhere: psp check --history tells which, and by which commit",
                        "{} records were taken out elsewhere: psp check --history tells which, and by which commits"));
}

void finish_merge(Sending& s) {
  const auto from = s.commit_of("HEAD");
  store::exclusively(s.ledger, s.who, store::Access::reads, [&] { resume_merge(s); });
  tell_taken(s, from);
  s.look();
}

void take_in(Sending& s) {
  if (s.count("HEAD.." + s.upstream()) == 0) return;
  const auto from = s.commit_of("HEAD");
  const auto base = s.asks.line({"merge-base", "HEAD", s.upstream()}).or_fail().value_or("");
  look_at_what_comes(s, base);
  if (s.count(s.upstream() + "..HEAD") == 0) {
    s.must({"-c", "core.hooksPath=/dev/null", "merge", "--quiet", "--ff-only", "--no-squash", s.upstream()});
  } else {
    refuse_same_numbers(s, base, s.who.by);
    refuse_two_numbers(s, base);
    merge(s);
  }
  tell_taken(s, from);
}

/// Takes in what is new there and gives what is new here; false if somebody else was faster.
bool exchange(Sending& s) {
  fetch(s);
  refuse_branch_gone(s);
  refuse_rewritten(s);
  if (!s.branch.upstream.empty()) store::exclusively(s.ledger, s.who, store::Access::replaces, [&] { take_in(s); });
  return push(s);
}

}  // namespace

Synced sync(const SyncRequest& request) {
  Sending s(request);
  s.who = request.who();
  refuse_unread_people(request.people(), {msg("nothing was committed, taken in or sent")});
  s.look();
  if (s.branch.under_way == store::UnderWay::merge) finish_merge(s);
  if (const auto why = no_commit_now(s.branch)) throw Failure{Exit::usage, *why};
  store::exclusively(s.ledger, s.who, store::Access::reads, [&] { commit_recorded(s); });
  if (s.branch.remote.empty())
    throw Failure{Exit::usage,
                  msg("all is committed, but there is nowhere to sync with: psp git remote add origin ADDRESS names "
                      "the place; of several, psp git branch -u NAME/BRANCH chooses")};
  for (int round = 1; !exchange(s); ++round)
    if (round == most_rounds)
      throw Failure{Exit::system, msg("others push faster than this: all is committed here; run psp sync again")};
  return s.result;
}

void give_up_merge(store::Ledger& ledger, const Committing& committing, const store::Tell& tell) {
  Syncing s(ledger, committing);
  s.look();
  if (s.branch.under_way != store::UnderWay::merge) throw Failure{Exit::usage, msg("no merge is under way")};
  // Whoever it is, also where psp.toml, which says who works here, cannot be read.
  store::exclusively(ledger, {"psp sync --abort", tell}, store::Access::replaces, [&] {
    if (auto since = recorded_since(s); !since.empty())
      throw Failure{Exit::usage,
                    msg("this was recorded since the merge began, and would be thrown away; psp sync finishes the "
                        "merge with it:"),
                    {},
                    std::move(since)};
    s.must({"merge", "--abort"});
  });
}

}  // namespace psp::actions
