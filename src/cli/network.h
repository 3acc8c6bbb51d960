// Prints the network of providers.
#pragma once

#include <vector>

#include "cli/context.h"
#include "report/network.h"

namespace psp::cli {

struct ShownNetwork {
  const std::vector<report::ProviderUse>& providers;
  const std::vector<Diagnostic>& errors;
  bool each_referral;  ///< in text, a line for every referral
};

/// Prints the providers in the format that was asked for.
void print_network(const ShownNetwork&, const Context&);

}  // namespace psp::cli
