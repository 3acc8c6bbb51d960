// Finds people in git's own words: messages, authors, names of branches and tags.
#pragma once

#include <vector>

#include "model/office.h"
#include "rules/privacy/search.h"
#include "store/git/words.h"
#include "store/ledger.h"

namespace psp::actions {

/// A search for people, and the office, whose own people it passes over.
struct LookingFor {
  rules::PrivacySearch search;
  const Office& office;

  /// Searches for all of these. The ledger must outlive it.
  LookingFor(const store::Ledger&, const People&);
};

/// Returns what git's words tell of people. What is found is not repeated, nor in the name of a branch; the e-mail
/// addresses that psp.toml gives to workers are not reported.
std::vector<Diagnostic> people_in(const std::vector<store::GitWords>&, const LookingFor&);

}  // namespace psp::actions
