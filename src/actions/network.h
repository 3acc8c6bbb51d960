// The network of providers, with the referrals of all cases.
#pragma once

#include <vector>

#include "actions/read_cases.h"
#include "report/network.h"

namespace psp::actions {

struct NetworkRead {
  std::vector<report::ProviderUse> providers;
  CasesRead read;
};

/// Returns the providers with what was referred to them, as it stands on the day. Throws as Ledger::office() does.
NetworkRead read_network(const store::Ledger&, const report::NetworkFilter&, rules::AsOf);

}  // namespace psp::actions
