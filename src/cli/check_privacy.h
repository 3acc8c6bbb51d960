// psp check --privacy, and how other checks look for people.
#pragma once

#include <vector>

#include "cli/context.h"
#include "rules/privacy/search.h"
#include "store/git_words.h"

namespace psp::cli {

/// psp check --privacy: prints what tells who clients are, in the files that git holds or would take and in git's own
/// words; without git, in all files of the ledger but those of people/ and .psp/. Says what could not be looked at.
/// Returns Exit::system where something cannot be read, else whether there are findings.
Exit check_privacy(Context&);

/// Returns the search for all whom people/ knows, who are told as Context::people_to_look_for() does.
rules::PrivacySearch search_for_people(Context&);

/// Returns what git's words tell of people. What is found is not repeated, nor in the name of a branch; the e-mail
/// addresses that psp.toml gives to workers are no finds.
std::vector<Diagnostic> people_in(const std::vector<store::GitWords>&, const rules::PrivacySearch&, const Office&);

/// Throws a Failure (Exit::system), with these details, where something of people/ cannot be read: nobody can look for
/// whom it names.
void refuse_unread_people(Context&, const std::vector<Message>& details = {});

}  // namespace psp::cli
