#include "report/network.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "model/letters.h"
#include "model/text.h"

namespace psp::report {
namespace {

bool one_has(const Texts& texts, const std::optional<std::string>& wanted) {
  if (!wanted) return true;
  const auto part = folded(*wanted);
  return std::any_of(texts.begin(), texts.end(), [&](const auto& t) { return folded(t).find(part) != t.npos; });
}

/// Returns the key of the provider whom a referral names by its key or its name; else what it says.
std::string key_of(const Office& office, const std::string& to) {
  if (office.providers.contains(to)) return to;
  const auto words = folded_words(to);
  for (const auto& [key, provider] : office.providers)
    if (!words.empty() && (folded(key) == folded(to) || folded_words(provider.name) == words)) return key;
  return to;
}

}  // namespace

std::vector<ReferralMade> referrals_made(const rules::History& history) {
  std::map<const Record*, const Response*> answers;
  for (const auto& response : history.all<Response>())
    answers[history.resolve(response.body->referral.id)] = response.body;
  std::vector<ReferralMade> made;
  for (const auto& referral : history.all<Referral>()) {
    const auto& r = *referral.body;
    if (r.direction != Direction::out) continue;
    ReferralMade one{history.of().header.id, r.to, r.service, *r.date, {}, {}};
    if (const auto it = answers.find(referral.record); it != answers.end()) {
      one.answer = it->second->outcome;
      one.answered = it->second->date;
    }
    made.push_back(std::move(one));
  }
  std::stable_sort(made.begin(), made.end(), [](const auto& a, const auto& b) { return a.date < b.date; });
  return made;
}

std::map<std::optional<ProviderAnswer>, std::int64_t> ProviderUse::answers() const {
  std::map<std::optional<ProviderAnswer>, std::int64_t> all;
  for (const auto& r : referrals) ++all[r.answer];
  return all;
}

std::vector<ProviderUse> network_of(const Office& office, std::vector<ReferralMade> referrals,
                                    const NetworkFilter& filter) {
  std::map<std::string, ProviderUse> listed, others;
  for (const auto& [key, provider] : office.providers)
    if (one_has(provider.services, filter.service) && one_has(provider.areas, filter.area))
      listed[key] = {key, true, provider, {}};
  const bool all = !filter.service && !filter.area;
  std::stable_sort(referrals.begin(), referrals.end(), [](const auto& a, const auto& b) {
    return std::tie(a.date, a.case_id) < std::tie(b.date, b.case_id);
  });
  for (auto& referral : referrals) {
    const auto key = key_of(office, referral.to);
    if (const auto it = listed.find(key); it != listed.end()) {
      it->second.referrals.push_back(std::move(referral));
    } else if (all) {
      auto& other = others[key];
      other.key = key;
      other.referrals.push_back(std::move(referral));
    }
  }
  std::vector<ProviderUse> network;
  for (auto* part : {&listed, &others})
    for (auto& [key, use] : *part) network.push_back(std::move(use));
  return network;
}

}  // namespace psp::report
