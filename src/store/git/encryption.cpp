#include "store/git/encryption.h"

#include <algorithm>

#include "format/person.h"
#include "format/write.h"
#include "model/text.h"
#include "store/git/git.h"
#include "store/git/repository.h"
#include "store/git/set_up.h"
#include "store/git/texts.h"
#include "store/revise.h"

namespace psp::store {
namespace {

// A merge driver would be given ciphertext: git's own way with files that are no text says that both sides changed.
constexpr std::string_view crypt_line = "/people/** filter=git-crypt diff=git-crypt !merge\n";

bool has_key(const Ledger& ledger) {
  return !Git(ledger.directory()).setting("filter.git-crypt.clean").or_fail().empty();
}

Failure no_key() {
  return {Exit::usage, msg("this repository is encrypted by git-crypt, and this clone has no key: git-crypt unlock KEY "
                           "first, for what is written to people/ now would go into git in the clear")};
}

/// Returns true if a .gitattributes that git knows gives anything to git-crypt: there is a key somewhere.
bool is_in_use(const Ledger& ledger) {
  const Git git(ledger.directory());
  std::vector<std::string> objects;
  // `MODE OBJECT STAGE<TAB>PATH`
  for (const auto& entry :
       git.list({"ls-files", "-z", "--stage", "--full-name", "--", ":(top,glob)**/.gitattributes"}).or_fail())
    objects.push_back(entry.substr(7, entry.rfind(' ', entry.find('\t')) - 7));
  for (const auto& text : git.texts(objects).or_fail())
    if (text.find("filter=git-crypt") != std::string::npos) return true;
  return people_are_encrypted(ledger);
}

void refuse_what_cannot_be(const Ledger& ledger) {
  git_version();
  if (!repository_of(ledger.directory()).or_fail())
    throw Failure{Exit::usage, msg("this ledger is in no git repository, so there is nothing to encrypt: people/ stays "
                                   "on this machine; psp git init starts a repository")};
  if (!run({{"git-crypt", "--version"}}).found())
    throw Failure{Exit::system, msg("git-crypt is not installed here (Debian: apt install git-crypt)")};
  if (!has_key(ledger) && is_in_use(ledger)) throw no_key();
  if (!people_in_the_clear(ledger).or_fail().empty())
    throw Failure{Exit::usage,
                  msg("git holds files of people/ in the clear already: take them out first, with psp git rm -r "
                      "--cached people; its history keeps them until it is rewritten (see psp forget in psp(1))")};
}

/// Has git-crypt make a key. It works only in its current directory, hence the `cd`.
void make_key(const Ledger& ledger) {
  const auto ran = run({{"sh", "-c", "cd -- \"$1\" && exec git-crypt init", "sh", ledger.directory().string()},
                        {},
                        {},
                        variables_that_choose()});
  if (!ran.succeeded()) throw Failure{Exit::system, msg("git-crypt could not make a key: {}", trimmed(ran.err))};
}

/// Returns true if what git would store of a file of people/ is ciphertext, and git can make the file of it again.
bool is_stored_encrypted(const Ledger& ledger) {
  const std::string text = "format = 1\nclient = \"nobody\"\n", path = "people/nobody.toml";
  const Git git(ledger.directory(), Programs::wanted);
  const auto stored = git.run({"hash-object", "-w", "--stdin", "--path", path}, text);
  if (!stored.succeeded()) return false;
  const std::string object(trimmed(stored.out));
  if (!format::is_ciphertext(git.texts({object}).or_fail().front())) return false;
  const auto prefix = git.text({"rev-parse", "--show-prefix"}).or_fail();
  const auto back = git.run({"cat-file", "--filters", "--path=" + std::string(trimmed(prefix)) + path, object});
  return back.succeeded() && back.out == text;
}

std::string with_crypt_line(std::string text) {
  const auto line_end = format::line_end_of(text);
  if (!text.empty() && text.back() != '\n') text += line_end;
  return text + format::with_line_ends(std::string(crypt_line), line_end);
}

/// Returns a .gitignore without the lines that keep people/ out of git; psp's own comment on them becomes another.
std::string without_people(std::string_view text) {
  constexpr std::string_view rules[] = {"/people/",  "people/",  "/people",    "people",
                                        "/people/*", "people/*", "/people/**", "people/**"};
  std::string out;
  for (const auto line : whole_lines_of(text)) {
    const auto words = trimmed(line);
    if (std::find(std::begin(rules), std::end(rules), words) != std::end(rules)) continue;
    if (words == ignored_comment) out += std::string(ignored_but_people_comment) + "\n";
    else out += line;
  }
  return out;
}

}  // namespace

bool gives_people_to_git_crypt(std::string_view attributes) {
  const auto lines = whole_lines_of(attributes);
  return std::any_of(lines.begin(), lines.end(), [](std::string_view line) {
    auto words = trimmed(line);
    if (words.starts_with('/')) words.remove_prefix(1);
    return words.starts_with("people/") && words.find(" filter=git-crypt") != std::string_view::npos;
  });
}

bool people_are_encrypted(const Ledger& ledger) {
  return gives_people_to_git_crypt(ledger.text_of(std::string(attributes_file)).value_or(""));
}

void refuse_without_key(const Ledger& ledger) {
  if (people_are_encrypted(ledger) && !has_key(ledger)) throw no_key();
}

Encryption encrypt_people(Ledger& ledger, const Writer& writer) {
  refuse_what_cannot_be(ledger);
  Encryption done;
  if (!has_key(ledger)) make_key(ledger);
  const std::string attributes(attributes_file), ignored(ignore_file);
  done.before = people_are_encrypted(ledger);
  std::string old_attributes;
  if (!done.before)
    done.durable = revise_file(ledger, attributes, writer, [&](const auto& old) {
      old_attributes = old.value_or("");
      return with_crypt_line(old_attributes);
    });
  if (!is_stored_encrypted(ledger)) {
    if (!done.before) revise_file(ledger, attributes, writer, [&](const auto&) { return old_attributes; });
    throw Failure{Exit::system, msg("git does not store people/ encrypted, though git-crypt was set up: nothing was "
                                    "changed, and people/ stays out of git; git-crypt status tells more")};
  }
  if (ledger.text_of(ignored))
    done.durable = std::max(done.durable, revise_file(ledger, ignored, writer, [](const auto& old) {
                              return without_people(old.value_or(""));
                            }));
  done.still_ignored = Git(ledger.directory()).says({"check-ignore", "-q", "people/nobody.toml"}).or_fail();
  return done;
}

}  // namespace psp::store
