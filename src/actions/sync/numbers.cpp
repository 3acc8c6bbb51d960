#include "actions/sync/numbers.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "actions/sync/reading.h"
#include "format/merge/merge.h"
#include "model/ledger_file.h"
#include "model/text.h"
#include "store/git/versions.h"

namespace psp::actions {
namespace {

/// Returns a prefix that comes to mind for a worker's clone.
std::string prefix_for(std::string_view worker) {
  const char first = worker.empty() ? 'a' : worker[0];
  return std::string(1, first >= 'a' && first <= 'z' ? static_cast<char>(first - 'a' + 'A') : 'B');
}

}  // namespace

void refuse_same_numbers(const Syncing& s, const std::string& base, const std::string& by) {
  if (base.empty()) return;
  const auto before = s.tree(base), ours = s.tree("HEAD"), theirs = s.tree(s.upstream());
  auto taken = s.ledger.taken_ids();
  for (const auto& [path, object] : theirs)
    if (auto id = ledger_file(path).case_id; !id.empty()) taken.push_back(std::move(id));
  std::vector<Message> commands;
  for (const auto& [path, object] : ours) {
    const auto there = theirs.find(path);
    if (!store::is_case_file(path) || before.contains(path) || there == theirs.end()) continue;
    if (store::is_one_case(s.text_of(object), s.text_of(there->second))) continue;
    const auto id = case_at(path);
    const int free = free_number(taken, case_prefix(id), case_year(id));
    taken.push_back(make_case_id(case_prefix(id), case_year(id), free));
    commands.push_back(msg("psp renumber {} {}", id, taken.back()));
  }
  if (commands.empty()) return;
  const auto cases = static_cast<std::int64_t>(commands.size());
  commands.push_back(
      msg("then psp sync again; a prefix of its own for each clone avoids this: psp git config "
          "psp.casePrefix {}",
          prefix_for(by)));
  throw Failure{
      Exit::usage,
      msg_count(
          cases,
          "{} case number was given here and, to another case, elsewhere: nothing was merged. Give yours another:",
          "{} case numbers were given here and, to other cases, elsewhere: nothing was merged. Give yours others:"),
      {},
      commands};
}

void refuse_two_numbers(const Syncing& s, const std::string& base) {
  if (base.empty()) return;
  store::Objects texts(s.repository);
  const auto before = s.tree(base);
  const auto ours = store::change_between(before, s.tree("HEAD"), texts),
             theirs = store::change_between(before, s.tree(s.upstream()), texts);
  std::vector<Message> commands;
  for (const auto& here : ours.cases)
    for (const auto& there : theirs.cases)
      if (!here.was.empty() && here.was == there.was && here.id != there.id) {
        // The number that it had is as good, for the merge then gives it theirs.
        const auto& taken = s.ledger.taken_ids();
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

namespace {

/// Returns the file in the index that the same case has under another number; null if there is none.
const std::pair<const std::string, std::string>* other_file(const store::Index& index, const std::string& base,
                                                            store::Objects& texts) {
  const auto opening = store::opening_in(base);
  if (!opening) return nullptr;
  const auto found = std::find_if(index.files.begin(), index.files.end(), [&](const auto& file) {
    return store::is_case_file(file.first) && store::opening_in(texts.text(file.second)) == opening;
  });
  return found == index.files.end() ? nullptr : &*found;
}

/// Puts the text into the file `to` and takes the file `from` away, in the index and on the disk. Does nothing if
/// git does not take the text: the file is then a person's to settle.
void put_in_its_place(const Syncing& s, const std::string& text, const std::string& to, const std::string& from) {
  const auto stored = s.git().run({"hash-object", "-w", "--stdin"}, text);
  if (!stored.succeeded()) return;
  const auto object = std::string(first_line(stored.out));
  s.must({"update-index", "--cacheinfo", "100644," + object + "," + s.repository.prefix + to});
  s.must({"checkout-index", "--force", "--", to});
  s.must({"rm", "--quiet", "--force", "--ignore-unmatch", "--", from});
}

}  // namespace

void follow_numbers(const Syncing& s) {
  const auto index = store::index_of(s.repository).or_fail();
  store::Objects texts(s.repository);
  for (const auto& [path, sides] : index.unmerged) {
    if (!store::is_case_file(path) || sides.base.empty() || sides.ours.empty() == sides.theirs.empty()) continue;
    const auto changed = s.text_of(sides.ours.empty() ? sides.theirs : sides.ours), base = s.text_of(sides.base);
    const auto* other = other_file(index, base, texts);
    if (!other) continue;
    const auto result = format::merge({base, texts.text(other->second), changed, other->first});
    const auto* merged = std::get_if<format::Merged>(&result);
    if (merged && merged->conflicts.empty()) put_in_its_place(s, merged->text, other->first, path);
  }
}

}  // namespace psp::actions
