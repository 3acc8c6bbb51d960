// The providers that clients are referred to, and how the referrals went (S2.4, L6.3).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/office.h"
#include "model/record.h"
#include "rules/history.h"

namespace psp::report {

/// An onward referral, with its last answer.
struct ReferralMade {
  std::string case_id;
  std::string to;       ///< a key of [providers], or any text
  std::string service;  ///< which one there; "" where nobody wrote it down
  Date date;
  std::optional<ProviderAnswer> answer;
  std::optional<Date> answered;
};

/// Returns the onward referrals of the case that count on the day of its history, by date, then place.
std::vector<ReferralMade> referrals_made(const rules::History&);

/// A provider of psp.toml, or of a referral alone.
struct ProviderUse {
  std::string key;                      ///< what a referral has in `to`
  bool listed = false;                  ///< in psp.toml
  Provider provider;                    ///< as psp.toml has it
  std::vector<ReferralMade> referrals;  ///< by date, then case

  /// Returns how many have each of the answers; those that wait for one under nothing.
  std::map<std::optional<ProviderAnswer>, std::int64_t> answers() const;
};

/// Which providers are asked for: those of psp.toml that offer such a service, in such a place. The words are compared
/// without case and marks, and a part of them does. Nothing lets all through.
struct NetworkFilter {
  std::optional<std::string> service, area;
};

/// Returns the providers by key, the listed ones first; without a filter also those that only referrals name. A
/// referral to a provider's name is one to its key.
std::vector<ProviderUse> network_of(const Office&, std::vector<ReferralMade>, const NetworkFilter&);

}  // namespace psp::report
