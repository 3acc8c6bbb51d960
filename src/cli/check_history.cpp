// psp check --history: the records that were in a commit once and are no more.
#include <algorithm>
#include <ostream>

#include "cli/check.h"
#include "cli/recording.h"
#include "format/parse.h"
#include "render/lost.h"
#include "store/git_side.h"
#include "store/past.h"

namespace psp::cli {
namespace {

/// What a record said, in the words of the line that told of its writing; kind and id where that cannot be read.
std::string told_of(const format::RecordName& name, const Case& c) {
  for (const auto& r : c.records)
    if (r.kind().name == name.kind && r.id == name.id) return summary(r);
  return name.kind + " " + name.id;
}

render::LostPart told(const store::Lost& lost, store::Objects& texts) {
  render::LostPart part{lost.file, lost.commit, lost.day, lost.how == store::How::left_behind, lost.file_gone, {}, {}};
  const auto parsed = format::parse_case(texts.text(lost.object), lost.file);
  for (const auto& name : lost.records)
    part.records.push_back({name.kind, name.id, told_of(name, parsed.readable() ? parsed.value : Case{})});
  part.command = lost.file_gone ? "psp git checkout " + lost.before + " -- " + store::shell_word(lost.file)
                                : "psp git show " + lost.before + ":./" + store::shell_word(lost.file);
  return part;
}

}  // namespace

Exit check_history(Context& context) {
  const auto ledger = context.ledger_directory();
  const auto repository = store::must_have_repository(ledger);
  const auto losses = store::find_lost(repository, ledger);
  store::Objects texts(repository);
  std::vector<std::string> objects;
  for (const auto& lost : losses.lost) objects.push_back(lost.object);
  texts.load(objects);
  render::LostParts parts;
  for (const auto& lost : losses.lost) parts.lost.push_back(told(lost, texts));
  parts.not_merged = static_cast<std::int64_t>(losses.not_merged);
  parts.shallow = store::is_shallow(repository);
  if (context.format() == "json") context.out << render::lost_json(parts);
  else context.out << render::lost_text(parts, context.language);
  if (parts.not_merged > 0)
    context.mention(msg_count(parts.not_merged, "{} record is not merged yet: it is on another branch, or stashed",
                              "{} records are not merged yet: they are on another branch, or stashed"));
  if (parts.shallow)
    context.mention(
        msg("this clone is shallow: what was lost before its first commit cannot be seen "
            "(psp git fetch --unshallow)"));
  return parts.lost.empty() ? Exit::done : Exit::findings;
}

}  // namespace psp::cli
