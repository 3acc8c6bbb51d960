#include "cli/query.h"

#include <algorithm>
#include <atomic>
#include <iterator>

#include "cli/input.h"
#include "rules/check.h"

namespace psp::cli {

std::vector<std::string> asked_cases(Context& context) {
  std::vector<std::string> ids;
  for (const auto& given : context.arguments.all("CASE")) ids.push_back(find_case(context, given));
  if (ids.empty()) return context.ledger().case_ids();
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

rules::Status read_status(Context& context, const std::vector<std::string>& ids, rules::AsOf as_of) {
  const auto& ledger = context.ledger();
  const auto& office = ledger.office();
  std::vector<std::optional<rules::CaseStatus>> answers(ids.size());
  std::vector<std::vector<Diagnostic>> errors(ids.size());
  std::atomic<int> doubtful{0};
  ledger.read_cases(ids, [&](std::size_t i, format::ParsedCase parsed) {
    if (!parsed.readable()) {
      std::erase_if(parsed.diagnostics, [](const Diagnostic& d) { return d.severity != Severity::error; });
      errors[i] = std::move(parsed.diagnostics);
      return;
    }
    answers[i] = rules::case_status(parsed.value, office, as_of);
    doubtful += has_errors(rules::check(parsed.value, office));
  });

  rules::Status status;
  status.as_of = as_of.day;
  status.ledger = office.settings.name;
  for (auto& answer : answers)
    if (answer) status.cases.push_back(std::move(*answer));
  for (auto& e : errors) std::move(e.begin(), e.end(), std::back_inserter(status.errors));
  if (ids == ledger.case_ids())
    std::copy_if(ledger.strays().begin(), ledger.strays().end(), std::back_inserter(status.errors),
                 [](const Diagnostic& d) { return d.severity == Severity::error; });
  if (doubtful > 0)
    context.say(msg_count(doubtful, "{} case file holds an error that may change what is counted: see psp check",
                          "{} case files hold errors that may change what is counted: see psp check"));
  return status;
}

Exit show_errors(const Context& context, const std::vector<Diagnostic>& errors) {
  for (const auto& d : errors) context.show(d);
  return errors.empty() ? Exit::done : Exit::data;
}

Message unknown_flag(std::string_view code) {
  std::vector<std::string_view> codes;
  for (const auto& f : rules::flags()) codes.push_back(f.code);
  const auto near = nearest(code, codes);
  if (near.empty()) return msg("there is no flag {}; the flags are: {}", code, listed(codes));
  return msg("there is no flag {}; did you mean {}?", code, near);
}

Case readable_case(Context& context, const std::string& id) {
  auto parsed = context.ledger().read_case(id);
  if (!parsed.readable())
    throw Failure{Exit::data, msg("case {} cannot be read until its file is mended", id), parsed.diagnostics};
  return std::move(parsed.value);
}

}  // namespace psp::cli
