// The clients behind the references, as commands need them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/context.h"
#include "format/person.h"
#include "rules/privacy/redaction.h"
#include "rules/status.h"

namespace psp::cli {

/// Throws a Failure (Exit::data) where a file of people/ cannot be read, or is encrypted without its key.
void refuse_unreadable(const format::ParsedPerson&, const std::string& path);

/// The cases of a client as they stand today, with what could not be read.
rules::Status cases_of(Context&, const std::string& reference);

/// A client's reference as it is written in people/ or else in the cases, for one that may be given in other case: as
/// given where it is written so too, or nowhere. Reads all cases, but for the one of that id, where people/ has no such
/// file.
std::string written_reference(Context&, const std::string& given, std::string_view without_case = {});

/// A client as text shows one: the reference with the name that people/ knows; the reference alone where another format
/// or --redact was asked for.
std::string shown_client(Context&, const std::string& reference);

/// Returns what makes the copies that --redact asks for, of all cases of the ledger. Says where people/ cannot be read
/// whole, for such names stay in the texts. It must not outlive the context.
rules::Redaction redaction(Context&, rules::CopyFor = rules::CopyFor::third_party);

/// Makes of the statuses, and of what is wrong in files, what is to be printed: with the names of clients, or, for
/// --redact, without any name.
void show_clients(Context&, rules::Status&);

/// The names of workers and providers, which are no clients'.
std::vector<std::string> names_of_the_office(const Office&);

}  // namespace psp::cli
