#include "render/person.h"

#include <algorithm>

#include <fmt/format.h>

#include "i18n/tr.h"
#include "render/check.h"
#include "render/printable.h"
#include "render/record.h"
#include "render/table.h"

namespace psp::render {
namespace {

bool is_open(const rules::CaseStatus& c) {
  return c.state != rules::CaseState::closed && c.state != rules::CaseState::refused;
}

/// The ids of a client's open cases, parted by commas.
std::string open_cases(const std::string& reference, const std::vector<rules::CaseStatus>& cases) {
  std::string ids;
  for (const auto& c : cases)
    if (c.client == reference && is_open(c)) ids += (ids.empty() ? "" : ", ") + c.id;
  return ids;
}

std::string case_lines(const std::vector<rules::CaseStatus>& cases, Language language) {
  std::vector<Row> rows;
  for (const auto& c : cases)
    rows.push_back(
        {"", c.id, i18n::tr(language, word(c.state)), c.service, or_dash(c.worker),
         c.closed ? i18n::tr(language, msg("closed {}", *c.closed)) : i18n::tr(language, msg("opened {}", c.opened))});
  std::string out;
  const auto text = table(rows);
  for (std::size_t start = 0; start < text.size();) {
    const auto end = text.find('\n', start) + 1;
    out += "  " + text.substr(start, end - start);
    start = end;
  }
  return out;
}

void write_cases(Json& json, const std::vector<rules::CaseStatus>& cases) {
  json.key("cases").begin_array();
  for (const auto& c : cases)
    json.begin_object()
        .member("case", c.id)
        .member("service", c.service)
        .member("state", word(c.state))
        .member("worker", c.worker)
        .member("opened", c.opened)
        .member("closed", c.closed)
        .end_object();
  json.end_array();
}

}  // namespace

std::string person_text(const Person& person, const std::vector<rules::CaseStatus>& cases, Language language) {
  if (person.forgotten)
    return printable_line(i18n::tr(language, msg("{} was forgotten on {} by {}: who it was is not known any more",
                                                 person.client, *person.forgotten, person.by))) +
           '\n' + case_lines(cases, language);
  std::vector<Row> rows;
  for (const auto& [name, value] : field_values(person))
    if (name != "format" && name != "client") rows.push_back({std::string(name), plain(value)});
  return printable_line(person.client) + '\n' + table(rows) + case_lines(cases, language);
}

std::string person_json(const Person& person, const std::vector<rules::CaseStatus>& cases,
                        const std::vector<Diagnostic>& errors, Language language) {
  Json json;
  json.begin_object();
  write_values(json, field_values(person));
  write_cases(json, cases);
  write_diagnostics(json, "errors", errors, language);
  return json.end_object().text();
}

std::string people_text(const People& people, const std::vector<rules::CaseStatus>& cases, Language language) {
  std::vector<Row> rows;
  for (const auto& [reference, person] : people.known)
    if (!person.forgotten) rows.push_back({reference, or_dash(person.name), or_dash(open_cases(reference, cases))});
  for (const auto& reference : people.locked)
    rows.push_back({reference, i18n::tr(language, "[encrypted]"), or_dash(open_cases(reference, cases))});
  std::sort(rows.begin(), rows.end());
  return table(rows);
}

std::string people_json(const People& people, const std::vector<rules::CaseStatus>& cases,
                        const std::vector<Diagnostic>& errors, Language language) {
  Json json;
  json.begin_object().member("format", format_number).key("people").begin_array();
  for (const auto& [reference, person] : people.known) {
    if (person.forgotten) continue;
    json.begin_object().member("client", reference).key("name");
    if (person.name.empty()) json.null();
    else json.value(person.name);
    json.key("open_cases").begin_array();
    for (const auto& c : cases)
      if (c.client == reference && is_open(c)) json.value(c.id);
    json.end_array().end_object();
  }
  json.end_array().key("locked").begin_array();
  for (const auto& reference : people.locked) json.value(reference);
  json.end_array();
  write_diagnostics(json, "errors", errors, language);
  return json.end_object().text();
}

namespace {

/// How what git's history holds is taken out of it, as steps.
constexpr std::string_view steps[] = {
    "correct the texts above first (psp edit), and commit: the newest version must not name the person either",
    "everybody pushes what they have, and stops; then, in a fresh clone with git-filter-repo (Debian: apt install "
    "git-filter-repo):",
    "  git filter-repo --invert-paths --path people/{0}.toml",
    "  git filter-repo --replace-text WORDS --replace-message WORDS   (WORDS is a file outside of the ledger: a line "
    "for each form of the name, the telephone number, the address, each followed by ==>[removed]; delete it afterwards)",
    "  git push --force --all, and git push --force --tags, after adding the remote again",
    "every other clone is deleted and cloned anew, or in each of them, once it has the new history: git reflog expire "
    "--expire=now --expire-unreachable=now --all && git gc --prune=now",
    "on the server the same gc must run; a host may keep old commits in forks, merge requests and caches: ask it to "
    "remove them",
    "backups of clones and of the server keep the old history until they run out",
    "what cannot be reached: clones that nobody knows of, what was printed, exported, sent, or read by somebody who "
    "has the key of git-crypt",
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
           tr(msg_count(number(h.unread), "{} object of no text was not looked into",
                        "{} objects of no text were not looked into")) +
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

}  // namespace

std::string forgetting_text(const report::Forgetting& f, Language language) {
  const auto tr = [&](const Message& m) { return printable_line(i18n::tr(language, m)); };
  std::string out;
  if (f.cases.empty()) out += tr(msg("no case is of {}", f.client)) + '\n';
  else out += tr(msg("cases of {}:", f.client)) + '\n' + case_lines(f.cases, language);
  if (f.texts.empty()) out += tr(msg("no text of the ledger tells who the client is, as far as psp can see")) + '\n';
  else out += tr(msg("texts that tell who the client is (psp changes none of them):")) + '\n';
  for (const auto& d : f.texts)
    out += fmt::format("  {}:{}:{}: {}\n", printable_line(d.file), d.line, d.column, tr(d.message));
  if (f.unread > 0)
    out += "  " +
           tr(msg_count(static_cast<std::int64_t>(f.unread), "{} file of no text was not looked into",
                        "{} files of no text were not looked into")) +
           '\n';
  if (!f.leftovers.empty()) out += tr(msg("files that bear the reference, to be deleted by hand:")) + '\n';
  for (const auto& path : f.leftovers) out += "  " + printable_line(path) + '\n';
  out += history_text(f, language);
  return f.history.holds_anything() ? out + steps_text(f, language) : out;
}

std::string forgetting_json(const report::Forgetting& f, Language language) {
  const auto number = [](std::size_t n) { return static_cast<std::int64_t>(n); };
  Json json;
  json.begin_object().member("format", format_number).member("client", f.client).member("forgotten", f.done);
  write_cases(json, f.cases);
  write_diagnostics(json, "texts", f.texts, language);
  json.member("unread", number(f.unread)).key("leftovers").begin_array();
  for (const auto& path : f.leftovers) json.value(path);
  const auto& h = f.history;
  json.end_array().key("history").begin_object().member("looked", !h.not_looked).key("why");
  if (h.not_looked) json.value(i18n::tr(language, *h.not_looked));
  else json.null();
  json.member("objects", number(h.objects)).member("unread", number(h.unread)).member("shallow", h.shallow);
  json.member("missing", number(h.missing));
  json.member("clear", number(h.clear)).member("encrypted", number(h.encrypted)).key("named").begin_array();
  for (const auto& [path, versions] : h.named)
    json.begin_object().member("path", path).member("versions", number(versions)).end_object();
  json.end_array().end_object();
  write_diagnostics(json, "errors", f.errors, language);
  return json.end_object().text();
}

}  // namespace psp::render
