// psp doctor: whether the ledger, the machine and git are as they should be.
#include <algorithm>

#include "actions/doctor.h"
#include "cli/commands.h"
#include "cli/office_keys.h"
#include "cli/print.h"
#include "cli/programs.h"
#include "render/doctor.h"

namespace psp::cli {
namespace {

std::variant<actions::AtWork, Message> found_at_work(Context& context) {
  try {
    const auto who = context.who();
    return actions::AtWork{who.key, who.found, worker_meant(context, who.key)};
  } catch (const Failure& failure) {
    return failure.message;
  }
}

actions::DoctorRequest read_doctor(Context& context) {
  actions::DoctorRequest request{context.ledger_directory()};
  request.psp = context.psp_for(request.ledger);
  request.now = context.now;
  request.clock_left_standing = context.clock_left_standing;
  request.home = context.environment("HOME");
  request.agreements = agreements_in(context);
  try {
    request.opened = &context.ledger();
    request.worker = found_at_work(context);
  } catch (const Failure& failure) {
    request.why_not_opened = failure.message;
  }
  return request;
}

}  // namespace

Syntax doctor_syntax() {
  return {{}, {{"trust", "agree that the repository's own programs run when psp commits and syncs", Type::boolean}}};
}

namespace {

using Findings = std::vector<report::NamedHealthFinding>;
constexpr std::array doctor_printers{
    Printer<Findings>{"text", [](const auto& f, const auto& c) { return render::doctor_text(f, c.language); }},
    Printer<Findings>{"json", [](const auto& f, const auto&) { return render::doctor_json(f); }},
};

}  // namespace

Exit run_doctor(Context& context) {
  const auto& given = context.arguments;
  if (given.on("trust")) agree_to_programs(context);
  const auto findings = actions::look_at_all(read_doctor(context));
  print(doctor_printers, findings, context);
  const bool well = std::none_of(findings.begin(), findings.end(),
                                 [](const auto& f) { return f.finding.health == report::Health::wrong; });
  return well ? Exit::done : Exit::findings;
}

}  // namespace psp::cli
