#include "render/forgetting.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "i18n/tr.h"
#include "model/ledger_file.h"
#include "model/person.h"
#include "render/check.h"
#include "render/json.h"
#include "render/person.h"
#include "render/printable.h"

namespace psp::render {
namespace {

/// Says, as steps, how what git's history holds is taken out of it.
constexpr std::string_view steps[] = {
    marked("correct the texts above first (psp edit), and commit: the newest version must not name the person either"),
    marked(
        "everybody pushes what they have, and stops; then, in a fresh clone with git-filter-repo (Debian: apt install "
        "git-filter-repo):"),
    marked("  git filter-repo --invert-paths --path people/{0}.toml"),
    marked(
        "  git filter-repo --replace-text WORDS --replace-message WORDS   (WORDS is a file outside of the ledger: a line "
        "for each form of the name, the telephone number, the address, each followed by ==>[removed]; delete it afterwards)"),
    marked("  git push --force --all, and git push --force --tags, after adding the remote again"),
    marked(
        "every other clone is deleted and cloned anew, or in each of them, once it has the new history: git reflog expire "
        "--expire=now --expire-unreachable=now --all && git gc --prune=now"),
    marked(
        "on the server the same gc must run; a host may keep old commits in forks, merge requests and caches: ask it to "
        "remove them"),
    marked("backups of clones and of the server keep the old history until they run out"),
    marked(
        "what cannot be reached: clones that nobody knows of, what was printed, exported, sent, or read by somebody who "
        "has the key of git-crypt"),
};

std::string where_of(const std::string& path, Language language) {
  if (path.empty()) return i18n::tr(language, "(of a file that nothing refers to any more)");
  if (path == "commit") return i18n::tr(language, "(messages of commits)");
  return path;
}

std::string history_text(const report::Forgetting& f, Language language) {
  const auto tr = [&](const Message& m) { return printable_line(i18n::tr(language, m)); };
  const auto& h = f.history;
  if (h.not_looked) {
    auto out = tr(msg("git's history: not looked at: {}", *h.not_looked)) + '\n';
    for (const auto& line : h.words) out += "  " + tr(line) + '\n';
    return out;
  }
  std::string out;
  const auto number = [](std::size_t n) { return static_cast<std::int64_t>(n); };
  if (h.clear > 0)
    out += "  " +
           tr(msg_count(number(h.clear), "{1}: {0} version in the clear", "{1}: {0} versions in the clear",
                        person_path(f.client))) +
           '\n';
  if (h.encrypted > 0)
    out += "  " +
           tr(msg_count(number(h.encrypted), "{1}: {0} version, encrypted: whoever has the key can read it",
                        "{1}: {0} versions, encrypted: whoever has the key can read them", person_path(f.client))) +
           '\n';
  for (const auto& [path, versions] : h.named)
    out += "  " +
           tr(msg_count(number(versions), "{1}: {0} version tells who the client is",
                        "{1}: {0} versions tell who the client is", where_of(path, language))) +
           '\n';
  auto head = tr(msg("git's history, {} objects of this clone:", number(h.objects)));
  if (out.empty()) out = "  " + tr(msg("nothing was found in it")) + '\n';
  if (h.unread > 0)
    out += "  " +
           tr(msg_count(number(h.unread),
                        "{} object is no text, or too large: only what reads as text in it was looked into",
                        "{} objects are no text, or too large: only what reads as text in them was looked into")) +
           '\n';
  if (h.missing > 0)
    out += "  " +
           tr(msg_count(number(h.missing),
                        "{} version is not in this clone, which is a partial one, and was not looked at: psp git fetch "
                        "--refetch --no-filter fetches it",
                        "{} versions are not in this clone, which is a partial one, and were not looked at: psp git "
                        "fetch --refetch --no-filter fetches them")) +
           '\n';
  if (h.shallow)
    out += "  " + tr(msg("this clone has only the end of the history: look in a whole one as well")) + '\n';
  return head + '\n' + out;
}

std::string steps_text(const report::Forgetting& f, Language language) {
  auto out = i18n::tr(language, "To take it out of the history, which changes the id of every later commit:") + '\n';
  for (const auto step : steps) {
    const bool command = step.starts_with("  ");
    out += (command ? "    " : "  - ") +
           printable_line(i18n::tr(language, msg(command ? step.substr(2) : step, f.client))) + '\n';
  }
  return out;
}

struct Heading {
  std::string_view words, remedy;
};

constexpr Heading texts{marked("texts that tell who the client is (psp changes none of them):"), ""};
constexpr Heading drafts{
    marked("drafts that tell who the client is:"),
    marked("psp edit CASE goes on with the draft of a case, or throws it away; other files in .psp are "
           "deleted by hand")};
constexpr Heading left_behind{marked("what editors and other programs left, and tells who the client is:"),
                              marked("compare each with the file of which it was made, then delete it")};

/// Names the files of a ledger that are no texts of the office's own.
constexpr std::array<std::pair<FileKind, const Heading*>, 5> headings{{{FileKind::psp_own, &drafts},
                                                                       {FileKind::unfinished, &left_behind},
                                                                       {FileKind::leftover, &left_behind},
                                                                       {FileKind::renamed, &left_behind},
                                                                       {FileKind::copy, &left_behind}}};

const Heading& heading_of(const Diagnostic& text) {
  const auto kind = ledger_file(text.file).kind;
  for (const auto& [of, heading] : headings)
    if (of == kind) return *heading;
  return texts;
}

/// Says under which heading what is found elsewhere stands; the groups are in the order of Elsewhere.
struct PlaceGroup {
  std::string_view word;  ///< in JSON
  Heading heading;
};
constexpr std::array place_groups{
    PlaceGroup{
        "worktree",
        {marked("other worktrees of the repository that tell who the client is:"),
         marked("correct or delete what tells it in each of them, and commit there; psp git worktree list shows them "
                "all, and psp git worktree remove DIR takes one away that nobody needs")}},
    PlaceGroup{
        "ref",
        {marked("names of branches, tags and other refs that tell who the client is:"),
         marked("psp git branch -m OLD NEW gives a branch another name, psp git tag -d NAME deletes a tag, psp git "
                "update-ref -d NAME any other; psp git push REMOTE --delete NAME takes it off the server, and psp git "
                "fetch --prune drops what the server no longer has; psp git for-each-ref shows them all")}},
    PlaceGroup{
        "reflog",
        {marked("what git has noted of earlier states, its reflog, and tells who the client is:"),
         marked("psp git reflog expire --expire=now --all empties it, once none of those states is needed; psp git "
                "stash list shows what was put aside, and psp git stash drop drops it")}},
    PlaceGroup{
        "config",
        {marked("settings of git in this clone that tell who the client is:"),
         marked("psp git config --local --edit opens them; psp git config --unset NAME takes one out, psp git remote "
                "rename OLD NEW renames a remote")}},
    PlaceGroup{
        "message",
        {marked("messages that git keeps, and that tell who the client is:"),
         marked("delete these files; where a commit, a merge or a rebase is under way, which psp git status tells, end "
                "it first")}},
    PlaceGroup{
        "git_file",
        {marked("other files of git's that tell who the client is:"),
         marked("psp git rm --cached FILE, and a commit, take the name of a file out of the index; psp git fetch "
                "writes FETCH_HEAD anew; in any other, correct or delete what a person wrote")}},
};

std::string under(const Heading& heading, const std::string& lines, Language language) {
  const auto tr = [&](std::string_view text) { return printable_line(i18n::tr(language, text)); };
  if (lines.empty()) return {};
  return tr(heading.words) + '\n' + lines + (heading.remedy.empty() ? "" : "  - " + tr(heading.remedy) + '\n');
}

std::string texts_text(const report::Forgetting& f, Language language) {
  const auto group = [&](const Heading& heading) {
    std::string lines;
    for (const auto& d : f.texts)
      if (&heading_of(d) == &heading)
        lines += fmt::format("  {}:{}:{}: {}\n", printable_line(d.file), d.line, d.column,
                             printable_line(i18n::tr(language, d.message)));
    return under(heading, lines, language);
  };
  return group(texts) + group(drafts) + group(left_behind);
}

std::string elsewhere_text(const report::Forgetting& f, Language language) {
  std::string out;
  for (std::size_t kind = 0; kind < place_groups.size(); ++kind) {
    std::string lines;
    for (const auto& t : f.elsewhere)
      if (static_cast<std::size_t>(t.kind) == kind)
        lines += "  " + printable_line(t.place) + (t.line > 0 ? fmt::format(":{}:{}", t.line, t.column) : "") + ": " +
                 printable_line(i18n::tr(language, t.what)) + '\n';
    out += under(place_groups[kind].heading, lines, language);
  }
  return out;
}

std::string not_looked_text(const report::Forgetting& f, Language language) {
  const auto tr = [&](const Message& m) { return printable_line(i18n::tr(language, m)); };
  std::string out;
  for (const auto& n : f.not_looked) {
    out += tr(msg("{}: not looked at: {}", n.place, n.why)) + '\n';
    for (const auto& line : n.words) out += "  " + tr(line) + '\n';
  }
  return out;
}

void write_elsewhere(Json& json, const report::Forgetting& f) {
  const auto or_null = [](int number) { return number > 0 ? std::optional(std::int64_t{number}) : std::nullopt; };
  json.key("elsewhere").begin_array();
  for (const auto& t : f.elsewhere) {
    json.begin_object()
        .member("kind", place_groups[static_cast<std::size_t>(t.kind)].word)
        .member("place", t.place)
        .member("line", or_null(t.line))
        .member("column", or_null(t.column))
        .member("severity", severity_word(t.severity))
        .member("message", t.what)
        .end_object();
  }
  json.end_array().key("not_looked").begin_array();
  for (const auto& n : f.not_looked) json.begin_object().member("place", n.place).member("why", n.why).end_object();
  json.end_array();
}

}  // namespace

std::string forgetting_text(const report::Forgetting& f, Language language) {
  const auto tr = [&](const Message& m) { return printable_line(i18n::tr(language, m)); };
  std::string out;
  if (f.cases.empty()) out += tr(msg("no case is of {}", f.client)) + '\n';
  else out += tr(msg("cases of {}:", f.client)) + '\n' + case_lines(f.cases, language);
  if (f.texts.empty()) out += tr(msg("no text of the ledger tells who the client is, as far as psp can see")) + '\n';
  out += texts_text(f, language);
  if (f.unread > 0)
    out += "  " +
           tr(msg_count(static_cast<std::int64_t>(f.unread),
                        "{} file is no text, or too large: only what reads as text in it was looked into; open it",
                        "{} files are no text, or too large: only what reads as text in them was looked into; open "
                        "them")) +
           '\n';
  if (!f.leftovers.empty()) out += tr(msg("files that bear the reference, to be deleted by hand:")) + '\n';
  for (const auto& path : f.leftovers) out += "  " + printable_line(path) + '\n';
  out += elsewhere_text(f, language) + not_looked_text(f, language) + history_text(f, language);
  return f.history.holds_anything() ? out + steps_text(f, language) : out;
}

std::string forgetting_json(const report::Forgetting& f) {
  const auto number = [](std::size_t n) { return static_cast<std::int64_t>(n); };
  Json json;
  json.begin_object().member("format", format_number).member("client", f.client).member("forgotten", f.done);
  write_cases(json, f.cases);
  write_diagnostics(json, "texts", f.texts);
  json.member("unread", number(f.unread)).key("leftovers").begin_array();
  for (const auto& path : f.leftovers) json.value(path);
  json.end_array();
  write_elsewhere(json, f);
  const auto& h = f.history;
  json.key("history").begin_object().member("looked", !h.not_looked).key("why");
  if (h.not_looked) json.value(*h.not_looked);
  else json.null();
  json.member("objects", number(h.objects)).member("unread", number(h.unread)).member("shallow", h.shallow);
  json.member("missing", number(h.missing));
  json.member("clear", number(h.clear)).member("encrypted", number(h.encrypted)).key("named").begin_array();
  for (const auto& [path, versions] : h.named)
    json.begin_object().member("path", path).member("versions", number(versions)).end_object();
  json.end_array().end_object();
  write_diagnostics(json, "errors", f.errors);
  return json.end_object().text();
}

}  // namespace psp::render
