#include "cli/people.h"

#include "rules/privacy/redaction.h"

namespace psp::cli {

std::string written_reference(Context& context, const std::string& given) {
  return actions::written_reference(context.ledger(), given);
}

std::string shown_client(Context& context, const std::string& reference) {
  const bool names = context.format().names_clients && !context.arguments.on("redact");
  return names ? context.people().shown(reference) : reference;
}

rules::Redaction redaction(Context& context, rules::CopyFor copy_for) {
  const auto& people = context.people();
  if (!people.locked.empty() || has_errors(people.wrong))
    context.say(msg("not all names are known here, for files of people/ cannot be read: such names stay in the texts"));
  return {context.ledger().office(), people, copy_for};
}

}  // namespace psp::cli
