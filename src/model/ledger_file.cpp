#include "model/ledger_file.h"

#include <algorithm>
#include <array>

#include "model/case.h"
#include "model/person.h"
#include "model/text.h"

namespace psp {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Where in the ledger a file lies, as bits: a pattern may be for several places.
enum PlaceOfFile : unsigned { top = 1, cases = 2, year = 4, people = 8, psp = 16, elsewhere = 32 };
constexpr unsigned in_cases = cases | year, named = top | in_cases | people, not_psp = named | elsewhere;

PlaceOfFile place_of(std::string_view path) {
  const auto slash = path.find('/');
  if (slash == std::string_view::npos) return top;
  const auto first = path.substr(0, slash);
  if (first == "cases") return path.find('/', slash + 1) == std::string_view::npos ? cases : year;
  if (first == "people") return people;
  return first == ".psp" ? psp : elsewhere;
}

/// Returns true if files of this place may have this name, without their `.toml`.
bool is_name(std::string_view text, PlaceOfFile place) {
  constexpr auto office_name = office_file.substr(0, office_file.find('.'));
  if (place == top)
    return std::equal(text.begin(), text.end(), office_name.begin(), office_name.end(),
                      [](char a, char b) { return lower(a) == b; });
  return place == people ? is_reference(text) : is_case_id(text);
}

/// A row of the table: what a file is if its name fits and none of the rows above does. In `name`
///   &  stands for a name of that place without its .toml: psp, a case id, a reference,
///   *  for any text, %  for digits, ?  for one byte,
///   @  for the name of a computer, as programs write it: a capital letter, then letters, digits and dashes,
/// and all else for itself, in upper or lower case. None of these signs stands for an empty text.
struct NamePattern {
  FileKind kind;
  unsigned places;
  std::string_view name;
};

using enum FileKind;

constexpr std::array rows{
    NamePattern{office, top, "&.toml"},
    NamePattern{case_file, year, "&.toml"},

    // Syncthing's while it receives a file; psp's own
    NamePattern{leftover, not_psp, ".syncthing.*.tmp"},
    NamePattern{unfinished, not_psp | psp, ".*.tmp"},
    // editors
    NamePattern{leftover, not_psp, "*.tmp"},
    NamePattern{leftover, not_psp, "*~"},
    NamePattern{leftover, not_psp, ".*.sw?"},
    NamePattern{leftover, not_psp, ".*.kate-swp"},
    NamePattern{leftover, not_psp, "#*#"},
    NamePattern{leftover, not_psp, ".#*"},
    NamePattern{leftover, not_psp, "*.bak"},
    NamePattern{leftover, not_psp, "*.old"},
    NamePattern{leftover, not_psp, "*.save"},
    NamePattern{leftover, not_psp, "4913"},
    NamePattern{leftover, not_psp, ".goutputstream-*"},
    NamePattern{leftover, not_psp, ".~lock.*#"},
    NamePattern{leftover, not_psp, "~$*"},
    // patch, git mergetool
    NamePattern{leftover, not_psp, "*.orig"},
    NamePattern{leftover, not_psp, "*.rej"},
    NamePattern{leftover, not_psp, "*_BACKUP_%.*"},
    NamePattern{leftover, not_psp, "*_BASE_%.*"},
    NamePattern{leftover, not_psp, "*_LOCAL_%.*"},
    NamePattern{leftover, not_psp, "*_REMOTE_%.*"},
    NamePattern{leftover, not_psp, "*.BACKUP.%"},
    NamePattern{leftover, not_psp, "*.BASE.%"},
    NamePattern{leftover, not_psp, "*.LOCAL.%"},
    NamePattern{leftover, not_psp, "*.REMOTE.%"},
    NamePattern{leftover, not_psp, "*.BACKUP.%.*"},
    NamePattern{leftover, not_psp, "*.BASE.%.*"},
    NamePattern{leftover, not_psp, "*.LOCAL.%.*"},
    NamePattern{leftover, not_psp, "*.REMOTE.%.*"},
    // desktops, file systems
    NamePattern{leftover, not_psp, ".DS_Store"},
    NamePattern{leftover, not_psp, "._*"},
    NamePattern{leftover, not_psp, "Thumbs.db"},
    NamePattern{leftover, not_psp, "desktop.ini"},
    NamePattern{leftover, not_psp, ".directory"},
    NamePattern{leftover, not_psp, ".nfs*"},
    NamePattern{leftover, not_psp, ".fuse_hidden*"},

    NamePattern{psp_own, psp, "*"},
    NamePattern{git_file, not_psp, ".git"},
    NamePattern{git_file, not_psp, ".git*"},

    // another ending than its own, as mail clients and editors add one
    NamePattern{renamed, named, "&.toml.*"},
    NamePattern{renamed, named, ".&.toml"},
    NamePattern{renamed, in_cases, "*.toml.*"},

    // Syncthing, ownCloud, OneDrive; Dropbox, Nextcloud, Google Drive and file managers put something into parentheses
    NamePattern{copy, named, "&.sync-conflict-*.toml"},
    NamePattern{copy, named, "&_conflict-%-%.toml"},
    NamePattern{copy, top | in_cases, "&-@.toml"},
    NamePattern{copy, named, "& (*).toml"},
    NamePattern{copy, named, "& - *.toml"},
    NamePattern{copy, named, "& copy.toml"},
    NamePattern{copy, named, "& copy %.toml"},
    NamePattern{copy, top | in_cases, "* &.toml"},
    NamePattern{copy, people, "Copy of &.toml"},
    NamePattern{copy, in_cases, "&*.toml"},

    NamePattern{person, people, "&.toml"},

    // in another directory, or in other letters
    NamePattern{renamed, named, "&.toml"},
    NamePattern{renamed, in_cases | people, "*.toml"},

    NamePattern{paper, year, "*"},
    NamePattern{unknown, cases | people, "*"},
    NamePattern{office_own, top | elsewhere, "*"},
};

bool is_computer(std::string_view text) {
  return is_letter(text.front()) && lower(text.front()) != text.front() &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
}

bool takes(char sign, std::string_view text, char next, PlaceOfFile place) {
  switch (sign) {
    case '&': return is_name(text, place) && !is_letter(next) && !is_digit(next);
    case '%': return std::all_of(text.begin(), text.end(), is_digit);
    case '?': return text.size() == 1;
    case '@': return is_computer(text);
    default: return true;
  }
}

/// Returns true if the text fits the pattern; `stem` is then what `&` took, or, if there is no `&`, the first `*`.
bool fits(std::string_view pattern, std::string_view text, PlaceOfFile place, std::string_view& stem) {
  if (pattern.empty()) return text.empty();
  const char sign = pattern.front();
  const auto rest = pattern.substr(1);
  constexpr std::string_view wildcards = "&*%?@";
  if (wildcards.find(sign) == std::string_view::npos)
    return !text.empty() && lower(text.front()) == lower(sign) && fits(rest, text.substr(1), place, stem);
  for (auto n = text.size(); n > 0; --n) {
    if (!takes(sign, text.substr(0, n), n < text.size() ? text[n] : '.', place)) continue;
    if (!fits(rest, text.substr(n), place, stem)) continue;
    if (sign == '&' || (sign == '*' && rest.find('&') == std::string_view::npos)) stem = text.substr(0, n);
    return true;
  }
  return false;
}

/// Returns the first case id in a text that is not a part of a longer word; "" if there is none.
std::string_view case_id_in(std::string_view text) {
  for (std::size_t from = 0; from < text.size(); ++from) {
    if (from > 0 && (is_letter(text[from - 1]) || is_digit(text[from - 1]))) continue;
    for (auto n = text.size() - from; n > 0; --n)
      if (const auto id = text.substr(from, n); takes('&', id, from + n < text.size() ? text[from + n] : '.', year))
        return id;
  }
  return {};
}

/// Returns the path that a stem names, as `K-0117` or `2026-0023.toml.0123456789abcdef` do; "" if it names none.
std::string path_named(std::string_view stem, PlaceOfFile place) {
  constexpr std::string_view ending = ".toml";
  const auto at =
      std::search(stem.begin(), stem.end(), ending.begin(), ending.end(), [](char a, char b) { return lower(a) == b; });
  stem = stem.substr(0, static_cast<std::size_t>(at - stem.begin()));
  if (place == elsewhere) return {};
  if (place == top) return is_name(stem, top) ? std::string(office_file) : "";
  if (place == people) return is_reference(stem) ? person_path(stem) : "";
  const auto id = case_id_in(stem);
  return id.empty() ? "" : case_path(id);
}

bool is_itself(FileKind kind) { return kind == office || kind == case_file || kind == person; }

/// Returns true for what programs or people make from a file and name after it.
bool is_made_of_another(FileKind kind) {
  return kind == unfinished || kind == leftover || kind == renamed || kind == copy || kind == psp_own;
}

}  // namespace

LedgerFile ledger_file(std::string_view path) {
  const auto place = place_of(path);
  // Of ten thousand names nearly all are these, and no row of the table is before theirs.
  if (auto id = case_at(path); !id.empty()) return {case_file, std::string(path), std::move(id)};
  const auto name = path.substr(path.rfind('/') + 1);
  for (const auto& row : rows) {
    std::string_view stem;
    if (!(row.places & place) || !fits(row.name, name, place, stem)) continue;
    auto original = is_itself(row.kind) || is_made_of_another(row.kind) ? path_named(stem, place) : "";
    // In another year's directory, or in other letters, the name is not the file's own.
    if (is_itself(row.kind) && original != path) continue;
    // psp was stopped before the case got this number: the number is not taken.
    auto id = row.kind == unfinished ? "" : case_at(original);
    // `old-2026-0023.toml` may be of that case, or of one whose prefix is written wrong.
    if (row.kind == renamed && row.name.find('&') == std::string_view::npos) original.clear();
    return {row.kind, std::move(original), std::move(id)};
  }
  return {};
}

bool may_hold_records(FileKind kind) { return kind == renamed || kind == copy; }

bool may_be_sent(FileKind kind, bool tracked) {
  if (is_itself(kind) || kind == paper || kind == git_file) return true;
  return tracked && kind != psp_own;
}

int free_number(const std::vector<std::string>& taken, std::string_view prefix, int year_of_case) {
  int number = 1;
  for (const auto& id : taken)
    if (case_prefix(id) == prefix && case_year(id) == year_of_case) number = std::max(number, case_number(id) + 1);
  return number;
}

}  // namespace psp
