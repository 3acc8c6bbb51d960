#include "cli/query.h"
#include "cli/case_named.h"

#include <algorithm>
#include <mutex>
#include <type_traits>
#include <utility>

#include "cli/input.h"
#include "cli/office_keys.h"
#include "cli/people.h"
#include "model/text.h"
#include "rules/check.h"
#include "rules/privacy/redaction.h"

namespace psp::cli {

std::vector<std::string> asked_cases(Context& context) {
  std::vector<std::string> ids;
  for (const auto& given : context.arguments.all("CASE")) ids.push_back(case_named(context, given));
  if (ids.empty()) return context.ledger().case_ids();
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

std::vector<Diagnostic> tell_read(const Context& context, const actions::CasesRead& read) {
  if (!read.all) tell_strays(context, read.strays);
  if (read.doubtful > 0)
    context.say(msg_count(read.doubtful, "{} case file holds an error that may change what is counted: see psp check",
                          "{} case files hold errors that may change what is counted: see psp check"));
  return unread(read);
}

namespace {

/// Gives each case to `take` as what `Case` knows of it.
template <class Case>
actions::CasesRead each(const store::Ledger& ledger, const std::vector<std::string>& ids, rules::AsOf as_of,
                        const std::function<void(std::size_t, Case)>& take) {
  if constexpr (std::is_same_v<Case, rules::CaseAgenda>) return actions::each_agenda(ledger, ids, as_of, take);
  else return actions::each_status(ledger, ids, as_of, take);
}

/// Gives the names in the case to `take`.
void each_name(const rules::CaseStatus& c, const std::function<void(CaseNames)>& take) {
  take({c.worker, c.manager, c.service});
}
void each_name(const rules::CaseAgenda& c, const std::function<void(CaseNames)>& take) {
  take({c.worker, c.manager, c.service});
  for (const auto& item : c.items)
    if (item.worker != c.worker) take({item.worker, {}, c.service});
}

}  // namespace

template <class Case>
CasesShown show_cases(Context& context, const std::vector<std::string>& ids, rules::AsOf as_of,
                      const std::function<bool(Case&)>& keep,
                      const std::function<void(std::size_t, const Case&)>& show) {
  const auto& ledger = context.ledger();
  const auto& office = ledger.office();
  // Which names --redact has to take out is known when all cases are read: till then they wait.
  const bool redacts = context.arguments.on("redact");
  std::vector<std::pair<std::size_t, Case>> waiting;
  const auto* people = context.format().names_clients && !redacts ? &context.people() : nullptr;
  std::set<CaseNames> names;
  std::int64_t looked_at = 0;
  std::mutex one_at_a_time;
  auto read = each<Case>(ledger, ids, as_of, [&](std::size_t place, Case c) {
    std::vector<CaseNames> of_case;
    each_name(c, [&](CaseNames in_it) { of_case.push_back(std::move(in_it)); });
    const bool kept = keep(c);
    if (kept && !redacts) {
      if (people) c.client = people->shown(c.client);
      show(place, c);
    }
    const std::lock_guard lock(one_at_a_time);
    ++looked_at;
    names.insert(of_case.begin(), of_case.end());
    if (kept && redacts) waiting.emplace_back(place, std::move(c));
  });
  CasesShown shown{looked_at, {as_of.day, office.settings.name, tell_read(context, read)}};
  refuse_unknown_names(context, names);
  if (!redacts) return shown;
  const auto hidden = redaction(context).names().and_of(read.unlisted_workers);
  for (auto& [place, c] : waiting) show(place, rules::redacted(std::move(c), hidden));
  shown.about.errors = rules::redacted(std::move(shown.about.errors), hidden);
  return shown;
}

template CasesShown show_cases<rules::CaseStatus>(Context&, const std::vector<std::string>&, rules::AsOf,
                                                  const std::function<bool(rules::CaseStatus&)>&,
                                                  const std::function<void(std::size_t, const rules::CaseStatus&)>&);
template CasesShown show_cases<rules::CaseAgenda>(Context&, const std::vector<std::string>&, rules::AsOf,
                                                  const std::function<bool(rules::CaseAgenda&)>&,
                                                  const std::function<void(std::size_t, const rules::CaseAgenda&)>&);

Exit show_errors(const Context& context, const std::vector<Diagnostic>& errors) {
  for (const auto& d : errors) context.show(d);
  return errors.empty() ? Exit::done : Exit::data;
}

void refuse_unknown(std::string_view what, std::string_view given, const std::set<std::string_view>& known) {
  if (known.contains(given)) return;
  const std::vector<std::string_view> names(known.begin(), known.end());
  const auto near = nearest(given, names);
  if (near.empty()) throw Failure{Exit::usage, msg("no {} \"{}\" is known", msg_in("field", what), given)};
  throw Failure{Exit::usage, msg("no {} \"{}\" is known; did you mean {}?", msg_in("field", what), given, near)};
}

void refuse_unknown_names(Context& context, const std::set<CaseNames>& cases) {
  const auto& office = context.ledger().office();
  std::set<std::string_view> workers, services;
  for (const auto& [key, worker] : office.workers) workers.insert(key);
  for (const auto& [key, service] : office.services) services.insert(key);
  for (const auto& c : cases) {
    workers.insert({c.worker, c.manager});
    services.insert(c.service);
  }
  for (const auto* option : {"worker", "manager"})
    if (const auto given = context.arguments.text(option); !given.empty())
      refuse_unknown_worker(context, option, worker_meant(context, given), workers);
  if (const auto given = context.arguments.text("service"); !given.empty()) refuse_unknown("service", given, services);
}

Message unknown_flag(std::string_view code) {
  std::vector<std::string_view> codes;
  for (const auto& f : rules::flags()) codes.push_back(f.code);
  const auto near = nearest(code, codes);
  if (near.empty()) return msg("there is no flag {}; the flags are: {}", code, listed(codes));
  return msg("there is no flag {}; did you mean {}?", code, near);
}

}  // namespace psp::cli
