#include "store/renumbering.h"

#include <algorithm>
#include <string>
#include <utility>

#include "format/case_id.h"
#include "format/parse.h"
#include "store/again.h"
#include "store/basis.h"
#include "store/unfinished.h"

namespace psp::store {
namespace {

std::string directory_of(const std::string& path) { return path.substr(0, path.rfind('/')); }

Diagnostic waits(std::string path, Message why) { return {Severity::error, std::move(path), 1, 1, std::move(why)}; }

Diagnostic gone(const format::Renumbering& r) {
  return waits(case_path(r.from), msg("is gone, and so is {}, while {} was being given the number {}: bring the file "
                                      "back under one of the two names, or take its [[renumber]] out of {}",
                                      case_path(r.to), r.from, r.to, unfinished_file));
}

/// Returns the case that stands in one of the two files, or what a person must do at that file.
std::variant<Basis, Diagnostic> basis_of(int root, const std::string& id, const format::Renumbering& r) {
  return basis_or_why_not(
      root, id,
      msg("must be mended: {} was being given the number {}, and the next psp command finishes that", r.from, r.to));
}

/// Returns true if two files hold one case, of which the one may have been worked on: but for the ids, their headers
/// are alike, or a record is in both.
bool is_same_case(const Case& a, Case b) {
  b.header.id = a.header.id;
  return same_fields_of<Header>(a.header, b.header) ||
         std::any_of(a.records.begin(), a.records.end(), [&](const Record& r) { return find_record(b, r.id); });
}

/// Returns what becomes of a renumbering of which both files are there. Either nothing was moved, and the number is
/// another case's by now; or all was, and somebody has saved the old file since.
RenumberingResult of_both(int root, const format::Renumbering& r) {
  const auto old_file = basis_of(root, r.from, r), new_file = basis_of(root, r.to, r);
  for (const auto* file : {&old_file, &new_file})
    if (const auto* why = std::get_if<Diagnostic>(file)) return *why;
  if (is_same_case(std::get<Basis>(old_file).value, std::get<Basis>(new_file).value))
    return waits(
        case_path(r.from),
        msg("holds the same case as {}, for {} was being given the number {}: look which of the two files is the right one, and delete the other; the next psp command finishes the renumbering",
            case_path(r.to), r.from, r.to));
  return GivenUp{
      msg("renumbering {0} to {1} had been stopped half-way, and is given up: there is another case {1} now, "
          "and {0} keeps its number; psp renumber {0} gives it a free one",
          r.from, r.to)};
}

/// The text of a case that is on its way, and what it is to be.
struct CaseTexts {
  std::string now, next;
};

std::variant<CaseTexts, Diagnostic, GivenUp> texts_of(int root, const std::string& id, const format::Renumbering& r) {
  auto found = basis_of(root, id, r);
  if (auto* why = std::get_if<Diagnostic>(&found)) return std::move(*why);
  auto& [path, text, value] = std::get<Basis>(found);
  const auto& says = value.header.id;
  if (says == r.to) return CaseTexts{text, text};
  if (says != r.was)
    return GivenUp{
        msg("renumbering {} to {} had been stopped half-way, and is given up: in {} stands the number {} by "
            "now; psp check tells where that is wrong",
            r.from, r.to, path, says)};
  auto changed = format::with_case_id(text, value, r.to);
  if (auto* why = std::get_if<Message>(&changed)) return waits(path, std::move(*why));
  return CaseTexts{std::move(text), std::move(std::get<std::string>(changed))};
}

/// Removes what a killed run of the same renumbering left beside the file: the new text, or the old one.
void clear_up(int root, const format::Renumbering& r, const std::string& next) {
  const auto path = case_path(r.to);
  remove_left_behind(root, path, [&](const std::string& left) {
    if (left == next) return true;
    const auto parsed = format::parse_case(left, path);
    if (!parsed.readable()) return false;
    const auto changed = format::with_case_id(left, parsed.value, r.to);
    const auto* text = std::get_if<std::string>(&changed);
    return text && *text == next;
  });
}

}  // namespace

RenumberingResult finish_renumbering(int root, const format::Renumbering& r, const std::function<void()>& begin) {
  const auto old_path = case_path(r.from), new_path = case_path(r.to);
  const auto old_directory = directory_of(old_path), new_directory = directory_of(new_path);
  auto durable = Durable::yes;
  bool moved = false;
  const auto attempt = [&]() -> std::optional<RenumberingResult> {
    const bool has_old = is_there(root, old_path), has_new = is_there(root, new_path);
    if (!has_old && !has_new) return gone(r);
    if (has_old && has_new) return of_both(root, r);
    auto found = texts_of(root, has_old ? r.from : r.to, r);
    if (auto* why = std::get_if<Diagnostic>(&found)) return std::move(*why);
    if (auto* why = std::get_if<GivenUp>(&found)) return std::move(*why);
    const auto& [now, next] = std::get<CaseTexts>(found);
    open_private_directory(root, new_directory);
    clear_up(root, r, next);
    // On the disk before the file is moved: then there is room for it.
    std::optional<Replacement> replacement;
    if (now != next) replacement.emplace(root, new_path, now, next);
    if (has_old) {
      begin();
      const auto renamed = move_file(root, old_path, new_path);
      if (!renamed) return std::nullopt;
      moved = true;
      durable = std::max(durable, *renamed);
    }
    const auto placed = replacement ? replacement->take_place() : confirm_file(root, new_path);
    if (!placed || is_there(root, old_path)) return std::nullopt;  // an editor saved it meanwhile
    // Moved just before the machine stopped, perhaps.
    if (!moved && old_directory != new_directory && is_there(root, old_directory))
      durable = std::max(durable, confirm_directory(root, old_directory));
    return std::max(durable, *placed);
  };
  return again_if_changed(new_path, attempt, GivenUpWith::rest_waiting);
}

}  // namespace psp::store
