#include "render/network.h"

#include <fmt/format.h>

#include "i18n/tr.h"
#include "model/text.h"
#include "render/check.h"
#include "render/json.h"
#include "render/printable.h"
#include "render/record.h"
#include "render/table.h"

namespace psp::render {
namespace {

/// Returns how the referrals went, in a line: "3 accepted, 1 without an answer".
std::string answers_line(const report::ProviderUse& use, Language language) {
  std::string text;
  for (const auto& [answer, count] : use.answers()) {
    const auto what = answer ? label(*answer) : msg("without an answer yet");
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, i18n::tr(language, what));
  }
  return text;
}

std::string referral_line(const report::ReferralMade& r, Language language) {
  const auto tr = [&](const Message& m) { return i18n::tr(language, m); };
  auto line = fmt::format("{}  {}", i18n::shown(language, r.date), r.case_id);
  if (!r.service.empty()) line += "  " + r.service;
  return line + "  " +
         (r.answer ? tr(label(*r.answer)) + " " + i18n::shown(language, *r.answered)
                   : tr(msg("without an answer yet")));
}

}  // namespace

std::string network_text(const std::vector<report::ProviderUse>& network, bool each_referral, Language language) {
  std::string out;
  const auto tr = [&](const Message& m) { return i18n::tr(language, m); };
  for (const auto& use : network) {
    const auto& p = use.provider;
    auto heading = use.key;
    for (const auto& more : {p.name, p.phone})
      if (!more.empty()) heading += "  " + more;
    if (!use.listed) heading += "  " + tr(msg("(not in psp.toml)"));
    out += printable_line(heading) + '\n';
    const auto add = [&](const Message& m) { out += set_in(printable_line(tr(m))); };
    if (!p.services.empty()) add(msg("offers: {}", joined(p.services, ", ")));
    if (!p.areas.empty()) add(msg("where: {}", joined(p.areas, ", ")));
    if (!p.conditions.empty()) add(msg("conditions: {}", p.conditions));
    if (use.referrals.empty()) continue;
    add(msg_count(static_cast<std::int64_t>(use.referrals.size()), "{} referral, the last on {}: {}",
                  "{} referrals, the last on {}: {}", use.referrals.back().date, answers_line(use, language)));
    if (each_referral)
      for (const auto& r : use.referrals) out += "  " + set_in(printable_line(referral_line(r, language)));
  }
  return out;
}

std::string network_json(const std::vector<report::ProviderUse>& network, const std::vector<Diagnostic>& errors) {
  Json json;
  json.begin_object().member("format", format_number).key("providers").begin_array();
  for (const auto& use : network) {
    json.begin_object().member("provider", use.key).member("listed", use.listed);
    write_fields(json, set_fields(use.provider));
    json.key("referrals").begin_array();
    for (const auto& r : use.referrals) {
      json.begin_object().member("case", r.case_id).member("date", r.date).key("service");
      if (r.service.empty()) json.null();
      else json.value(r.service);
      json.key("answer");
      if (r.answer) json.value(word(*r.answer));
      else json.null();
      json.member("answered", r.answered).end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
  write_diagnostics(json, "errors", errors);
  return json.end_object().text();
}

std::string network_table(const std::vector<report::ProviderUse>& network, const std::vector<Diagnostic>& errors,
                          const ListFor& list) {
  Listing listing{msg("providers"), {}, {}, errors};
  listing.columns = {{"provider", msg_in("list", "provider")},   {"name", msg_in("list", "name")},
                     {"phone", msg_in("list", "telephone")},     {"services", msg_in("list", "offers")},
                     {"areas", msg_in("list", "where")},         {"conditions", msg_in("list", "conditions")},
                     {"referrals", msg_in("list", "referrals")}, {"answers", msg_in("list", "answers")}};
  const Cells cell(list);
  for (const auto& use : network) {
    const auto& p = use.provider;
    listing.rows.push_back({use.key, p.name, p.phone, joined(p.services, ", "), joined(p.areas, ", "), p.conditions,
                            cell.of(static_cast<std::int64_t>(use.referrals.size())),
                            answers_line(use, cell.language())});
  }
  return listing_text(listing, list);
}

}  // namespace psp::render
