#include "actions/merge_file.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "format/blocks.h"
#include "format/parse.h"
#include "rules/chronology.h"
#include "store/disk/named_file.h"

namespace psp::actions {
namespace {

/// Returns true for a file that git has made for the merge, and takes away afterwards.
bool is_gits_own(const store::NamedFile& file) { return file.name.starts_with(".merge_file_"); }

/// Returns how messages call the file. git gives its versions as files of its own, whose names say nothing: the case's
/// does.
std::string name_for_people(const store::NamedFile& ours, const store::NamedFile& theirs) {
  if (!is_gits_own(ours)) return ours.given;
  for (const auto* file : {&ours, &theirs}) {
    const auto blocks = format::split(file->text, {});
    const auto* cut = std::get_if<std::vector<format::Block>>(&blocks);
    const auto* item = cut ? cut->front().content.find("case") : nullptr;
    const auto* value = item ? std::get_if<Value>(&item->node) : nullptr;
    const auto* id = value ? std::get_if<std::string>(value) : nullptr;
    if (id && is_case_id(*id)) return case_path(*id);
  }
  return ours.given;
}

/// git merges the versions in which two histories met before, to have a base for what it was asked to merge. It then
/// wants markers that are 2, 4 … signs longer, and what stands between them is for nobody to settle.
bool is_for_git_alone(int size) {
  return size > format::usual_marker_size && size <= format::usual_marker_size + 20 && size % 2 == 1;
}

/// Of a merged text: where one side struck what the other corrected, which neither could know.
std::vector<Diagnostic> met_in_the_merge(const std::string& text, const std::string& name, const store::NamedFile& ours,
                                         const store::NamedFile& theirs) {
  const auto before = {format::parse_case(ours.text, name), format::parse_case(theirs.text, name)};
  const auto merged = format::parse_case(text, name);
  std::vector<Diagnostic> found;
  if (!merged.readable()) return found;
  const auto history = rules::whole_history(merged.value);
  for (const auto& r : merged.value.records) {
    const auto* now = rules::in_spite_of(r, history);
    const auto known = [&](const format::ParsedCase& side) {
      return find_record(side.value, r.id) && now && find_record(side.value, now->id);
    };
    if (now && std::none_of(before.begin(), before.end(), known))
      found.push_back({Severity::warning, name, r.line, 1,
                       msg("one side struck {0}, the other corrected it, and the correction {1} counts: psp void {2} "
                           "{1} strikes that, too",
                           r.as<Void>()->entry.id, now->id, merged.value.header.id)});
  }
  return found;
}

}  // namespace

FileMerged merge_file(const MergeFileRequest& request) {
  const auto base = store::open_named_file(request.directory, request.base);
  const auto ours = store::open_named_file(request.directory, request.ours);
  const auto theirs = store::open_named_file(request.directory, request.theirs);
  if (!ours.directory) throw Failure{Exit::usage, msg("the result goes into OURS: it cannot be {}", ours.given)};

  const auto name = name_for_people(ours, theirs);
  auto result = format::merge({base.text, ours.text, theirs.text, name, request.marker_size});
  if (auto* refused = std::get_if<format::Refused>(&result))
    throw Failure{Exit::data, msg("{} was not merged record by record, and is left as it was", name),
                  std::move(refused->why)};
  auto& merged = std::get<format::Merged>(result);
  const auto durable = store::put_text(ours, merged.text);
  if (!durable)
    throw Failure{Exit::system, msg("{}: somebody changed it meanwhile: nothing was merged; try again", ours.given)};
  return {name, met_in_the_merge(merged.text, name, ours, theirs), std::move(merged.conflicts),
          is_gits_own(ours) ? store::Durable::yes : *durable, is_for_git_alone(request.marker_size)};
}

}  // namespace psp::actions
