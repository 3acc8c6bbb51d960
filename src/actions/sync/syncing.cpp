#include "actions/sync/syncing.h"

#include <algorithm>

namespace psp::actions {

Syncing::Syncing(store::Ledger& l, const Committing& c)
    : ledger(l), committing(c), repository(store::must_have_repository(l.directory())), asks(l.directory()) {
  git();  // nothing is begun where nobody agrees to the repository's programs
  repository.git = repository.git.with(store::Programs::wanted);
}

void Syncing::must(const std::vector<std::string>& words, const store::Environment& environment) const {
  const auto ran = git().run_in_turn(words, {}, environment);
  if (ran.succeeded()) return;
  const auto command = std::find_if(words.begin(), words.end(),
                                    [](const auto& word) { return word.find_first_of("-=") == std::string::npos; });
  throw Failure{
      Exit::system, msg("git {} failed:", command == words.end() ? "" : *command), {}, store::words_of_git(ran)};
}

void Syncing::must_with(std::vector<std::string> words, const std::vector<std::string>& paths) const {
  words.insert(words.begin(), "--literal-pathspecs");
  words.emplace_back("--");
  words.insert(words.end(), paths.begin(), paths.end());
  must(words);
}

std::int64_t Syncing::count(const std::string& range) const {
  return std::stoll(asks.text({"rev-list", "--count", range}).or_fail());
}

std::string Syncing::commit_of(const std::string& name) const {
  return store::commit_named(repository, name).or_fail().value_or("");
}

store::Tree Syncing::tree(const std::string& commit) const {
  return commit.empty() ? store::Tree{} : store::tree_of(repository, commit).or_fail();
}

std::string Syncing::text_of(const std::string& object) const {
  return object.empty() ? "" : repository.git.texts({object}).or_fail().front();
}

Sending::Sending(const SyncRequest& r) : Syncing(r.ledger, r.committing), request(r), talk(r.talk) {}

const LookingFor& Sending::people() {
  if (!people_) people_.emplace(ledger, talk.people_to_look_for());
  return *people_;
}

void Sending::tell(const Message& m, const std::vector<Message>& lines) {
  result.anything = true;
  talk.done(m, lines);
}

}  // namespace psp::actions
