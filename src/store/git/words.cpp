#include "store/git/words.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace psp::store {
namespace {

Message in_the_name() { return msg("in its name"); }

/// The kinds of refs, by how they begin.
struct KindOfRef {
  std::string_view prefix, word;
};
constexpr std::array kinds_of_refs{KindOfRef{"refs/heads/", "branch"}, KindOfRef{"refs/remotes/", "branch"},
                                   KindOfRef{"refs/tags/", "tag"}, KindOfRef{"", "ref"}};
constexpr std::string_view notes_prefix = "refs/notes/";

/// A name or an address of those who made commits, and how many of these there are.
struct Signature {
  std::string commit;  ///< the first that was seen
  std::int64_t commits = 0;
};
using Signatures = std::map<std::string, Signature>;

void count(Signatures& all, const std::set<std::string>& of_commit, const std::string& commit) {
  for (const auto& text : of_commit) {
    auto& signature = all[text];
    if (signature.commits++ == 0) signature.commit = commit;
  }
}

Message where_signed(std::string_view alone, const CountedText& others, std::int64_t commits) {
  return commits == 1 ? msg(alone) : msg_count(commits - 1, others);
}

/// Returns what the notes of a ref say, each by the object that it is on.
Answer<std::vector<GitWords>> notes_in(const Repository& repository, const std::string& ref) {
  const auto listed = repository.git.list({"ls-tree", "-r", "-z", "--full-tree", ref});
  if (listed.none()) return *listed.none();
  std::vector<GitWords> notes;
  std::vector<std::string> objects;
  // `MODE TYPE OBJECT<TAB>PATH`, where the path is the id of what the note is on, in parts.
  for (const auto& entry : listed.or_fail()) {
    const auto tab = entry.find('\t'), space = entry.rfind(' ', tab);
    if (tab == std::string::npos || entry.find(" blob ") != 6) continue;
    auto on = entry.substr(tab + 1);
    std::erase(on, '/');
    constexpr std::size_t shown = 7;
    notes.push_back({"note on " + on.substr(0, shown), {}, msg("in its text"), {}});
    objects.push_back(entry.substr(space + 1, tab - space - 1));
  }
  auto texts = repository.git.texts(objects);
  if (texts.none()) return *texts.none();
  auto held = std::move(texts).or_fail();
  for (std::size_t i = 0; i < notes.size(); ++i) notes[i].text = std::move(held[i]);
  return notes;
}

}  // namespace

GitWords words_of_branch(const std::string& name) { return {"branch", name, in_the_name(), name}; }

Answer<std::vector<GitWords>> words_of_commits(const Repository& repository, const std::vector<std::string>& range) {
  std::vector<std::string> words{"log",
                                 "-z",
                                 "--encoding=UTF-8",
                                 "--no-notes",
                                 "--no-show-signature",
                                 "--format=%h%x00%an%x00%ae%x00%cn%x00%ce%x00%B"};
  words.insert(words.end(), range.begin(), range.end());
  words.emplace_back("--");
  auto listed = repository.git.list(std::move(words));
  if (listed.none()) return *listed.none();
  auto parts = std::move(listed).or_fail();
  constexpr std::size_t of_commit = 6;
  std::vector<GitWords> all;
  Signatures names, addresses;
  for (std::size_t i = 0; i < parts.size(); i += of_commit) {
    parts.resize(std::max(parts.size(), i + of_commit));  // the last message may be empty
    const auto& commit = parts[i];
    count(names, {parts[i + 1], parts[i + 3]}, commit);
    count(addresses, {parts[i + 2], parts[i + 4]}, commit);
    all.push_back({"commit " + commit, {}, msg("in the message"), std::move(parts[i + 5])});
  }
  for (const auto& [text, s] : names)
    all.push_back({"commit " + s.commit,
                   {},
                   where_signed(marked("in the name of its author or committer"),
                                counted("in the name of its author or committer, who made {} other commit as well",
                                        "in the name of its author or committer, who made {} other commits as well"),
                                s.commits),
                   text});
  for (const auto& [text, s] : addresses)
    all.push_back(
        {"commit " + s.commit,
         {},
         where_signed(marked("in the e-mail address of its author or committer"),
                      counted("in the e-mail address of its author or committer, who made {} other commit as well",
                              "in the e-mail address of its author or committer, who made {} other commits as well"),
                      s.commits),
         text});
  return all;
}

Answer<std::vector<GitWords>> words_of_refs(const Repository& repository) {
  const auto listed = repository.git.list({"for-each-ref",
                                           "--format=%(refname)%00%(taggername)%00%(taggeremail:trim)%00"
                                           "%(if:equals=tag)%(objecttype)%(then)%(contents)%(end)%00"});
  if (listed.none()) return *listed.none();
  const auto& parts = listed.or_fail();
  constexpr std::size_t of_ref = 4;
  std::vector<GitWords> all;
  for (std::size_t i = 0; i + of_ref <= parts.size(); i += of_ref) {
    const auto ref = parts[i].substr(parts[i].find_first_not_of('\n'));  // a line break ends the ref before
    const auto& kind = *std::find_if(kinds_of_refs.begin(), kinds_of_refs.end(),
                                     [&](const KindOfRef& k) { return ref.starts_with(k.prefix); });
    const std::string place(kind.word), name = ref.substr(kind.prefix.size());
    all.push_back({place, name, in_the_name(), name});
    const std::array of_tag{std::pair{msg("in the name of the tagger"), &parts[i + 1]},
                            std::pair{msg("in the e-mail address of the tagger"), &parts[i + 2]},
                            std::pair{msg("in the message"), &parts[i + 3]}};
    for (const auto& [where, text] : of_tag)
      if (!text->empty()) all.push_back({place, name, where, *text});
    if (!ref.starts_with(notes_prefix)) continue;
    auto notes = notes_in(repository, ref);
    if (notes.none()) return *notes.none();
    for (auto& note : std::move(notes).or_fail()) all.push_back(std::move(note));
  }
  return all;
}

}  // namespace psp::store
