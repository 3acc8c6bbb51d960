// The office: its workers, its providers, and its services with the settings in force on each day.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/case.h"

namespace psp {

enum class Language { en, sl, lv };
PSP_WORDS(Language, "en", "sl", "lv");

struct OfficeSettings {
  std::string name;
  std::optional<Language> language;
  Dates days_off;
  std::string case_prefix;

  static void fields(auto& v, auto& r) {
    v(Field{"name", "the office's name"}, r.name);
    v(Field{"language", "language of messages and reports"}, r.language);
    v(Field{"days_off", "the days on which the office is closed, such as holidays"}, r.days_off);
    v(Field{"case_prefix", "what every new case id begins with"}, r.case_prefix);
  }
};

struct GitSettings {
  bool commit = false;

  static void fields(auto& v, auto& r) {
    v(Field{"commit", "each command commits what it wrote; false if left out"}, r.commit);
  }
};

struct Worker {
  std::string name, email;
  std::vector<CareField> fields_;
  Texts areas;
  std::vector<Target> groups;
  std::optional<Date> left;

  static void fields(auto& v, auto& r) {
    v(Field{"name", "the worker's name"}, r.name);
    v(Field{"email", "by which git's user.email finds the worker"}, r.email);
    v(Field{"fields", "the fields whose own worker this is (S8)"}, r.fields_);
    v(Field{"areas", "the places that the worker looks after (L7)"}, r.areas);
    v(Field{"groups", "the client groups that the worker looks after (L7)"}, r.groups);
    v(Field{"left", "the last day at the office: known, and no longer offered"}, r.left);
  }
};

struct Provider {
  std::string name;
  Texts services;
  std::string conditions, phone;
  Texts areas;

  static void fields(auto& v, auto& r) {
    v(Field{"name", "the provider's name"}, r.name);
    v(Field{"services", "what it offers (S2.4)"}, r.services);
    v(Field{"conditions", "on what conditions (S6.3)"}, r.conditions);
    v(Field{"phone", "how to reach it"}, r.phone);
    v(Field{"areas", "where"}, r.areas);
  }
};

enum class Paper { application, referral, contract, consent, decision };
PSP_WORDS(Paper, "application", "referral", "contract", "consent", "decision");
enum class ExcusedWhen { justified_and_notified, justified_or_notified };
PSP_WORDS(ExcusedWhen, "justified-and-notified", "justified-or-notified");
enum class ExcusedEffect { breaks, skips };
PSP_WORDS(ExcusedEffect, "breaks", "skips");

constexpr std::int64_t most_days = 36500;

/// The settings of a service on one day. A limit, a term or a list that is 0 or empty asks for nothing.
struct Settings {
  std::int64_t session_minutes = 0;
  std::vector<Paper> required;
  std::int64_t review_after = 0, missed_limit = 0;
  ExcusedWhen excused_when = ExcusedWhen::justified_and_notified;
  ExcusedEffect excused_effect = ExcusedEffect::breaks;
  std::vector<Part> parts;
  std::vector<Content> contents;
  std::int64_t stale_after_days = 0, answer_after_days = 0, inform_after_days = 0, agreement_after_days = 0;
  bool needs_assessment = false, needs_plan = false, needs_manager = false, withdrawal_in_writing = false;
  std::vector<Ground> grounds;
  std::int64_t retention_years = 0;

  static void fields(auto& v, auto& r) {
    const auto number = [](std::string_view name, std::string_view help, std::int64_t high) {
      return Field{name, help, Need::optional, {}, {}, {}, 0, high};
    };
    v(number("session_minutes", "benchmark of a session's length (S7.1)", longest_session), r.session_minutes);
    v(Field{"required", "papers needed before the first session (L5)"}, r.required);
    v(number("review_after", "held sessions until a review is due (L4)", 1000), r.review_after);
    v(number("missed_limit", "sessions missed in a row that are a ground for closing (L6.2)", 1000), r.missed_limit);
    v(Field{"excused_when", "what makes an absence excused (L6.2)"}, r.excused_when);
    v(Field{"excused_effect", "what an excused absence does to a run of missed sessions (L6.2)"}, r.excused_effect);
    v(Field{"parts", "parts of the talk to be gone through before closing (S6)"}, r.parts);
    v(Field{"contents", "contents to be covered before closing (S2)"}, r.contents);
    v(number("stale_after_days", "days without a session held or planned", most_days), r.stale_after_days);
    v(number("answer_after_days", "days that an onward referral may wait for its response", most_days),
      r.answer_after_days);
    v(number("inform_after_days", "days within which the case manager is told of a review (L4.4)", most_days),
      r.inform_after_days);
    v(number("agreement_after_days", "days after the last held session within which an agreement is due (S7.3)",
             most_days),
      r.agreement_after_days);
    v(Field{"needs_assessment", "an assessment of needs and of change is asked for (L3.2, L3.5)"}, r.needs_assessment);
    v(Field{"needs_plan", "a plan is asked for (L3.4)"}, r.needs_plan);
    v(Field{"needs_manager", "a case manager is asked for (L7)"}, r.needs_manager);
    v(Field{"withdrawal_in_writing", "a withdrawal must be in writing, with a reason (L6.5)"}, r.withdrawal_in_writing);
    v(Field{"grounds", "the grounds on which a case may be closed (L6)"}, r.grounds);
    v(number("retention_years", "years after the closing for which the file is kept", 200), r.retention_years);
  }
};

// What `[services.NAME]` and `[[services.NAME.change]]` may hold besides settings.
struct ServiceHead {
  std::string based_on;
  static void fields(auto& v, auto& r) { v(Field{"based_on", "the built-in service that it starts from"}, r.based_on); }
};
struct ChangeHead {
  std::optional<Date> from;
  static void fields(auto& v, auto& r) {
    v(Field{"from", "the day from which the change is in force", Need::required}, r.from);
  }
};

/// A service: its settings before the first change, and all of them from the day of each change on, in order of day.
struct Service {
  Settings first;
  std::vector<std::pair<Date, Settings>> later;

  /// Returns the settings in force on the day.
  const Settings& on(Date day) const;
};

/// Returns the settings of a service on a day; for a service that is not known (null), settings that ask for nothing.
const Settings& settings_on(const Service*, Date day);

/// A built-in service: `first-aid` (the S rules) or `counselling` (the L rules).
struct BuiltIn {
  std::string_view name;
  std::string_view help;
  Settings settings;
};
/// Returns the built-in services. They are made once; threads may share them.
std::span<const BuiltIn> built_in_services();
const BuiltIn* find_built_in(std::string_view name);

struct Office {
  OfficeSettings settings;
  GitSettings git;
  std::map<std::string, Worker, std::less<>> workers;
  std::map<std::string, Provider, std::less<>> providers;
  std::map<std::string, Service, std::less<>> services;  ///< built-ins included

  /// Returns the service of this name; null if the office has none.
  const Service* find_service(std::string_view name) const;
  /// Returns the key of the worker with this e-mail address, in upper or lower case; "" if there is none.
  std::string_view worker_by_email(std::string_view email) const;
};

/// Returns the office's own name and those of its workers and providers, none of which is a client's.
std::vector<std::string> names_of_the_office(const Office&);

/// Returns an office that has the built-in services and nothing else.
Office plain_office();

}  // namespace psp
