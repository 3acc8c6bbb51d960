#include "i18n/tr.h"

#include <fmt/args.h>
#include <fmt/format.h>

namespace psp::i18n {
namespace {

/// Returns the text for a message, chosen by its count.
std::string_view text_of(Language, const Message& m) { return m.plural.empty() || m.count == 1 ? m.text : m.plural; }

}  // namespace

std::string tr(Language language, const Message& m) {
  const auto text = text_of(language, m);
  if (m.args.empty()) return std::string(text);
  fmt::dynamic_format_arg_store<fmt::format_context> args;
  for (const auto& arg : m.args) args.push_back(arg.words.empty() ? arg.text : tr(language, arg.words.front()));
  return fmt::vformat(text, args);
}

std::string tr(Language language, std::string_view text) { return tr(language, msg(text)); }

}  // namespace psp::i18n
