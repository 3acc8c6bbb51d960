// The clients behind the references, as commands need them.
#pragma once

#include <string>

#include "actions/person.h"
#include "cli/context.h"
#include "rules/privacy/redaction.h"
#include "rules/status.h"

namespace psp::cli {

/// Returns a client's reference as it is written in the ledger: see actions::written_reference().
std::string written_reference(Context&, const std::string& given);

/// Returns a client as text shows one: the reference with the name that people/ knows; the reference alone if another
/// format or --redact was asked for.
std::string shown_client(Context&, const std::string& reference);

/// Throws a Failure (Exit::usage) if a new client's reference is a word of the name of a client whom people/ knows: a
/// name stands in no path and no case.
void refuse_name_as_reference(Context&, const std::string& given);

/// Returns what makes the copies that --redact asks for, of all cases of the ledger. Says if people/ cannot be read
/// whole, for such names stay in the texts. It must not outlive the context.
rules::Redaction redaction(Context&, rules::CopyFor = rules::CopyFor::third_party);

}  // namespace psp::cli
