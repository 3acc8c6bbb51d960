#include "model/office.h"

#include <algorithm>
#include <array>

namespace psp {
namespace {

std::vector<BuiltIn> make_built_ins() {
  Settings first_aid;
  first_aid.session_minutes = 45;
  first_aid.parts = {Part::introduction, Part::support, Part::options};
  first_aid.contents = {Content::distress, Content::solutions, Content::entitlements, Content::providers};
  first_aid.stale_after_days = 14;
  first_aid.answer_after_days = 14;
  first_aid.agreement_after_days = 14;
  first_aid.grounds = {Ground::agreement, Ground::moved, Ground::client_request, Ground::died, Ground::other};

  Settings counselling;
  counselling.session_minutes = 60;
  counselling.required = {Paper::application, Paper::referral};
  counselling.review_after = 10;
  counselling.missed_limit = 3;
  counselling.stale_after_days = 30;
  counselling.answer_after_days = 14;
  counselling.inform_after_days = 7;
  counselling.needs_assessment = counselling.needs_manager = counselling.withdrawal_in_writing = true;
  counselling.grounds = {
      Ground::rules_breach, Ground::contract_breach, Ground::missed_sessions, Ground::not_needed, Ground::not_suitable,
      Ground::moved,        Ground::client_request,  Ground::completed,       Ground::died,       Ground::other};

  return {{"first-aid", "first social aid", first_aid}, {"counselling", "psychosocial counselling", counselling}};
}

}  // namespace

std::span<const BuiltIn> built_in_services() {
  static const auto all = make_built_ins();
  return all;
}

const BuiltIn* find_built_in(std::string_view name) {
  for (const auto& b : built_in_services())
    if (b.name == name) return &b;
  return nullptr;
}

const Settings& Service::on(Date day) const {
  const Settings* found = &first;
  for (const auto& [from, settings] : later)
    if (from <= day) found = &settings;
  return *found;
}

const Settings& settings_on(const Service* service, Date day) {
  static const Settings nothing;
  return service ? service->on(day) : nothing;
}

const Service* Office::find_service(std::string_view name) const {
  const auto it = services.find(name);
  return it == services.end() ? nullptr : &it->second;
}

std::string_view Office::worker_by_email(std::string_view email) const {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  const auto equal = [&](char a, char b) { return lower(a) == lower(b); };
  for (const auto& [key, worker] : workers)
    if (!worker.email.empty() &&
        std::equal(worker.email.begin(), worker.email.end(), email.begin(), email.end(), equal))
      return key;
  return {};
}

std::vector<std::string> names_of_the_office(const Office& office) {
  std::vector<std::string> names{office.settings.name};
  for (const auto& [key, worker] : office.workers) names.push_back(worker.name);
  for (const auto& [key, provider] : office.providers) names.push_back(provider.name);
  return names;
}

Office plain_office() {
  Office office;
  for (const auto& b : built_in_services()) office.services[std::string(b.name)] = {b.settings, {}};
  return office;
}

}  // namespace psp
