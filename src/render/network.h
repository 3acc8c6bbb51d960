// The network of providers, for people and for programs.
#pragma once

#include <string>
#include <vector>

#include "model/diagnostic.h"
#include "render/listing.h"
#include "report/network.h"

namespace psp::render {

/// Returns each provider with what it offers, where and on what conditions, and how the referrals to it went; with
/// `each_referral`, a line for every one of these.
std::string network_text(const std::vector<report::ProviderUse>&, bool each_referral, Language);
std::string network_json(const std::vector<report::ProviderUse>&, const std::vector<Diagnostic>& errors);
/// Returns a table with a row for each provider.
std::string network_table(const std::vector<report::ProviderUse>&, const std::vector<Diagnostic>& errors,
                          const ListFor&);

}  // namespace psp::render
