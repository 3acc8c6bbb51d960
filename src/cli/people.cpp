#include "cli/people.h"

#include <algorithm>

#include "model/letters.h"
#include "rules/privacy/redaction.h"

namespace psp::cli {

std::string written_reference(Context& context, const std::string& given) {
  return actions::written_reference(context.ledger(), given);
}

std::string shown_client(Context& context, const std::string& reference) {
  const bool names = context.format().names_clients && !context.arguments.on("redact");
  return names ? context.people().shown(reference) : reference;
}

void refuse_name_as_reference(Context& context, const std::string& given) {
  if (!is_reference(given) || context.ledger().text_of(person_path(given))) return;
  const auto word = folded(given);
  for (const auto& [reference, person] : context.people_read().people.known) {
    const auto words = folded_words(person.name);
    if (std::find(words.begin(), words.end(), word) != words.end())
      throw Failure{Exit::usage, msg("{} is a part of a name, that of {}: write the reference, for a name stands in no "
                                     "path and no case",
                                     given, reference)};
  }
}

rules::Redaction redaction(Context& context, rules::CopyFor copy_for) {
  const auto& people = context.people();
  if (!people.locked.empty() || has_errors(people.wrong))
    context.say(msg("not all names are known here, for files of people/ cannot be read: such names stay in the texts"));
  return {context.ledger().office(), people, copy_for};
}

}  // namespace psp::cli
