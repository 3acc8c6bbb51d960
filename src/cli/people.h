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

/// A client as text shows one: the reference with the name that people/ knows; the reference alone where another format
/// or --redact was asked for.
std::string shown_client(Context&, const std::string& reference);

/// Returns what makes the copies that --redact asks for, of all cases of the ledger. Says where people/ cannot be read
/// whole, for such names stay in the texts. It must not outlive the context.
rules::Redaction redaction(Context&, rules::CopyFor = rules::CopyFor::third_party);

/// Makes of the statuses, and of what is wrong in files, what is to be printed: with the names of clients, or, for
/// --redact, without any name.
void show_clients(Context&, rules::Status&);

}  // namespace psp::cli
