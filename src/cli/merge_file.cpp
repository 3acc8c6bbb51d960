// psp merge-file: what git's merge driver runs; it needs no ledger.
#include <algorithm>
#include <charconv>

#include <fcntl.h>
#include <sys/stat.h>

#include "cli/commands.h"
#include "cli/context.h"
#include "format/blocks.h"
#include "format/merge.h"
#include "format/parse.h"
#include "model/case.h"
#include "rules/chronology.h"

namespace psp::cli {
namespace {

namespace fs = std::filesystem;

/// A file anywhere on the disk.
struct File {
  std::string given;  ///< as it was named
  store::Descriptor directory;
  std::string name;  ///< in the directory
  std::string text;
};

/// Throws a Failure where it cannot be read. /dev/null is an empty file, as it is for git.
File read_file(const Context& context, const std::string& given) {
  const auto path = context.directory / given;
  if (path == "/dev/null") return {given, store::Descriptor(), "null", ""};
  store::Descriptor directory(open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!directory) store::fail(given, "open the directory");
  auto text = store::read_file(directory.get(), path.filename());
  return {given, std::move(directory), path.filename(), std::move(text)};
}

/// How messages call the file. git gives its versions as files of its own, whose names say nothing: the case's does.
std::string name_for_people(const File& ours, const File& theirs) {
  if (!ours.name.starts_with(".merge_file_")) return ours.given;
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

constexpr int usual_marker = 7, longest_marker = 1000;

/// git merges the versions in which two histories met before, to have a base for what it was asked to merge. It then
/// wants markers that are 2, 4 … signs longer, and what stands between them is for nobody to settle.
bool is_for_git_alone(int size) { return size > usual_marker && size <= usual_marker + 20 && size % 2 == 1; }

int marker_size(const Arguments& given) {
  const auto text = given.text("SIZE");
  int size = usual_marker;
  const auto end = text.data() + text.size();
  const bool well = text.empty() || std::from_chars(text.data(), end, size).ptr == end;
  if (!well || size < 1 || size > longest_marker)
    throw Failure{Exit::usage, msg("SIZE is how many signs a marker has, a number from 1 to {}", longest_marker)};
  return size;
}

/// Puts the text into the file, which keeps its permissions.
void write(const File& file, std::string_view text) {
  if (file.text == text) return;
  const int directory = file.directory.get();
  struct stat before {};
  if (fstatat(directory, file.name.c_str(), &before, AT_SYMLINK_NOFOLLOW) != 0) store::fail(file.given, "read");
  const auto durable = store::replace_file(directory, file.name, file.text, text);
  if (!durable)
    throw Failure{Exit::system, msg("{}: somebody changed it meanwhile: nothing was merged; try again", file.given)};
  if (constexpr mode_t made = 0600, all = 07777; (before.st_mode & all) != made)
    if (fchmodat(directory, file.name.c_str(), before.st_mode & all, 0) != 0)
      store::fail(file.given, "restore the permissions");
}

/// Of a merged text: where one side struck what the other corrected, which neither could know.
std::vector<Diagnostic> met_in_the_merge(const std::string& text, const std::string& name, const File& ours,
                                         const File& theirs) {
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

Syntax merge_file_syntax() {
  return {{{"BASE", "what both come from"},
           {"OURS", "one version: the result is written into it"},
           {"THEIRS", "the other"},
           {"SIZE", "how many signs a marker of a conflict has; 7 where it is left out", false}},
          {}};
}

Exit run_merge_file(Context& context) {
  const auto& given = context.arguments;
  const auto size = marker_size(given);
  const auto base = read_file(context, given.text("BASE"));
  const auto ours = read_file(context, given.text("OURS"));
  const auto theirs = read_file(context, given.text("THEIRS"));
  if (!ours.directory) throw Failure{Exit::usage, msg("the result goes into OURS: it cannot be {}", ours.given)};

  const auto name = name_for_people(ours, theirs);
  const auto result = format::merge({base.text, ours.text, theirs.text, name, size});
  if (const auto* refused = std::get_if<format::Refused>(&result))
    throw Failure{Exit::data, msg("{} was not merged record by record, and is left as it was", name), refused->why};
  const auto& merged = std::get<format::Merged>(result);
  write(ours, merged.text);
  for (const auto& d : met_in_the_merge(merged.text, name, ours, theirs)) context.show(d);
  if (merged.conflicts.empty()) return Exit::done;
  if (is_for_git_alone(size)) return Exit::findings;
  for (const auto& conflict : merged.conflicts) context.show(conflict);
  context.mention(msg_count(static_cast<std::int64_t>(merged.conflicts.size()),
                            "{1}: {0} conflict is for you to settle; when it is, git add",
                            "{1}: {0} conflicts are for you to settle; when they are, git add", name));
  return Exit::findings;
}

}  // namespace psp::cli
