#include "cli/correct/revision.h"

#include "model/text.h"
#include "render/printable.h"

namespace psp::cli {
std::string words_of(const Context& context, const format::Revision& revision) {
  std::vector<std::string> words;
  const auto keys = [&](std::string_view what, const std::vector<std::string>& of) {
    if (!of.empty()) words.push_back(context.tr(msg("{} ({})", what, joined(of, ", "))));
  };
  keys("header", revision.header);
  keys("intake", revision.intake);
  for (const auto& name : revision.changed)
    words.push_back(context.tr(msg("{} {} changed", kind_label(name.kind), name.id)));
  for (const auto& name : revision.dropped)
    words.push_back(context.tr(msg("{} {} dropped", kind_label(name.kind), name.id)));
  for (const auto& name : revision.added)
    words.push_back(context.tr(msg("{} {} added", kind_label(name.kind), name.id)));
  if (revision.reordered) words.push_back(context.tr(msg("the order of the records")));
  if (!revision.both_are_toml) words.push_back(context.tr(msg("what could not be read")));
  if (words.empty()) words.push_back(context.tr(msg("comments or layout")));
  return render::printable_line(joined(words, ", "));
}

}  // namespace psp::cli
