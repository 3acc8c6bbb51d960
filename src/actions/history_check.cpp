#include "actions/history_check.h"

#include <algorithm>

#include "format/parse.h"
#include "store/git/lost.h"
#include "store/git/past.h"
#include "store/git/set_up.h"

namespace psp::actions {
namespace {

/// Returns a record as a case had it; nothing if that case cannot be read.
std::optional<Record> record_named(const format::RecordName& name, const format::ParsedCase& parsed) {
  if (!parsed.readable()) return std::nullopt;
  for (const auto& r : parsed.value.records)
    if (r.kind().name == name.kind && r.id == name.id) return r;
  return std::nullopt;
}

report::LostPart told(const store::Lost& lost, store::Objects& texts) {
  report::LostPart part{lost.file,      lost.commit, lost.day, lost.cause == store::LossCause::left_behind,
                        lost.file_gone, {},          {}};
  const auto parsed = format::parse_case(texts.text(lost.object), lost.file);
  for (const auto& name : lost.records) part.records.push_back({name.kind, name.id, record_named(name, parsed)});
  part.command = lost.file_gone ? "psp git checkout " + lost.before + " -- " + store::shell_word(lost.file)
                                : "psp git show " + lost.before + ":./" + store::shell_word(lost.file);
  return part;
}

}  // namespace

report::LostParts check_history(const std::filesystem::path& ledger) {
  const auto repository = store::must_have_repository(ledger);
  const auto losses = store::find_lost(repository, ledger);
  store::Objects texts(repository);
  std::vector<std::string> objects;
  for (const auto& lost : losses.lost) objects.push_back(lost.object);
  texts.load(objects);
  report::LostParts parts;
  for (const auto& lost : losses.lost) parts.lost.push_back(told(lost, texts));
  parts.not_merged = static_cast<std::int64_t>(losses.not_merged);
  parts.shallow = store::is_shallow(repository);
  return parts;
}

}  // namespace psp::actions
