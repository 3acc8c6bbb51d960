// psp handover: all open cases of a worker to another, or back, in one write, and the sheet that goes with them.
#include <algorithm>
#include <optional>

#include "actions/handover.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/office_keys.h"
#include "cli/options.h"
#include "cli/people.h"
#include "cli/print.h"
#include "cli/query.h"
#include "cli/record/recording.h"
#include "render/handover.h"
#include "rules/privacy/redaction.h"

namespace psp::cli {

namespace {
constexpr auto to_help = marked("the worker who takes them; left out with --back");
}  // namespace

Syntax handover_syntax() {
  return {{{"FROM", "the worker who gives the cases away"}, {"TO", std::string(to_help), false}},
          {{"back", "what FROM handed over last goes back to FROM", Type::boolean},
           {"on", "the first day with the new worker (today)", Type::date},
           {"service", "only cases of this service"},
           {"sheet", "print the sheet, and write nothing", Type::boolean},
           note_option()}};
}

namespace {

/// Throws a Failure (Exit::usage) if nobody knows a name.
void refuse_names(Context& context, const report::HandoverQuestion& q, const actions::HandoverLook& found) {
  if (!q.from.empty()) refuse_unknown_worker(context, "worker", q.from, {found.workers.begin(), found.workers.end()});
  if (!q.service.empty()) refuse_unknown("service", q.service, {found.services.begin(), found.services.end()});
}

/// Returns the worker who takes the cases, as given. Asks on a terminal. Throws a Failure (Exit::usage) if nobody is
/// named, or, with --back, somebody.
std::string taker_given(const Context& context) {
  const auto& given = context.arguments;
  if (given.on("back")) {
    if (given.has("TO"))
      throw Failure{Exit::usage, msg("--back takes one worker alone, who gets the cases back: psp handover --back {}",
                                     given.text("FROM"))};
    return given.text("FROM");
  }
  if (given.has("TO")) return given.text("TO");
  if (!context.terminal) throw Failure{Exit::usage, missing_argument("TO", "psp handover --help")};
  return context.ask(msg("{} ({})", "TO", context.tr(to_help)));
}

report::HandoverQuestion read_handover(Context& context) {
  const auto& given = context.arguments;
  const bool back = given.on("back");
  const auto to = worker_meant(context, taker_given(context));
  report::HandoverQuestion q{back ? "" : worker_meant(context, given.text("FROM")), to, context.today(),
                             context.today(), given.text("service")};
  if (given.has("on")) q.on = read_day(context, "--on", given.text("on"), Toward::future);
  std::set<std::string_view> workers;
  for (const auto& [key, worker] : context.ledger().office().workers) workers.insert(key);
  if (workers.empty())
    throw Failure{Exit::usage, msg("psp.toml names no workers: {} must be one of them to take cases over", q.to)};
  refuse_unknown_worker(context, "worker", q.to, workers);
  ask_about_left(context, q.to);
  if (q.from == q.to) throw Failure{Exit::usage, msg("{} has these cases already", q.to)};
  return q;
}

/// Returns what makes the copies of --redact; nothing if it was not asked for.
std::optional<rules::Redaction> copies_of(Context& context) {
  return context.arguments.on("redact") ? std::optional(redaction(context)) : std::nullopt;
}

/// Returns a case as the sheet shows it: with the client's name, or, for --redact, without names.
report::OpenCase shown_case(Context& context, const Case& c, const report::HandoverQuestion& q, bool written,
                            const std::optional<rules::Redaction>& copies) {
  auto open = report::open_case(c, context.ledger().office(), q, written);
  open.status.client = shown_client(context, open.status.client);
  return copies ? report::redacted(std::move(open), c, q, *copies) : open;
}

std::string sheet_text(const report::Handover& h, const Context& context) {
  if (!h.cases.empty()) return render::handover_text(h, context.language, context.colour);
  return context.tr(msg("{} has no open case on {}: there is nothing to hand over", h.question.from, h.question.on)) +
         '\n';
}

constexpr std::array sheet_printers{
    Printer<report::Handover>{"text", sheet_text},
    Printer<report::Handover>{"json", [](const auto& h, const auto&) { return render::handover_json(h); }},
    Printer<report::Handover>{"md",
                              [](const auto& h, const auto& c) { return render::handover_markdown(h, c.language); }},
    Printer<report::Handover>{"html",
                              [](const auto& h, const auto& c) { return render::handover_html(h, c.language); }},
};

/// Says of a handover back which one is meant.
void tell_which(const Context& context, const actions::HandoverLook& found) {
  if (found.back)
    context.mention(msg("it is the handover from {} to {} that {} wrote at {}", found.question.to, found.question.from,
                        found.back->by, found.back->recorded.local));
}

/// Says what the old worker keeps, for that is easily overlooked.
void tell_what_stays(const Context& context, const actions::HandoverLook& found) {
  const auto& q = found.question;
  for (const auto& m : found.stays) context.mention(m);
  if (found.managed > 0)
    context.mention(msg_count(static_cast<std::int64_t>(found.managed),
                              "{1} is still the case manager of {0} open case: psp list --open --manager {1}",
                              "{1} is still the case manager of {0} open cases: psp list --open --manager {1}",
                              q.from));
}

/// Prints the sheet as it would be, and writes nothing. A file that cannot be read hides none of the others.
Exit print_sheet_alone(Context& context, const actions::HandoverRequest& request) {
  const auto on = context.occasion();
  const auto found = actions::look_at_handover(on, request);
  const auto& q = found.question;
  tell_which(context, found);
  auto errors = tell_read(context, found.read);
  const auto copies = copies_of(context);
  if (copies) errors = rules::redacted(std::move(errors), copies->names());
  report::Handover sheet{q, false, context.ledger().office().settings.name, {}, errors};
  for (const auto& c : actions::drafted_handover(on, request, found))
    sheet.cases.push_back(shown_case(context, c, q, false, copies));
  print(sheet_printers, sheet, context);
  tell_what_stays(context, found);
  return show_errors(context, errors);
}

/// Returns the cases that a person at a terminal agreed to; nothing if nobody is asked. Throws a Failure (Exit::usage)
/// if the answer is no.
std::optional<std::vector<std::string>> agreed_cases(Context& context, const actions::HandoverRequest& request) {
  if (!context.asks()) return std::nullopt;
  const auto found = actions::look_to_hand_over(context.occasion(), request);
  const auto& q = found.question;
  auto cases = found.cases;
  tell_which(context, found);
  if (!cases.empty() && !context.confirm(msg_count(
                            static_cast<std::int64_t>(cases.size()), "hand over {} case from {} to {}, on {}? (y/n)",
                            "hand over {} cases from {} to {}, on {}? (y/n)", q.from, q.to, q.on)))
    throw Failure{Exit::usage, msg("nothing was written")};
  return cases;
}

}  // namespace

Exit run_handover(Context& context) {
  const auto asked = read_handover(context);
  const actions::HandoverRequest request{
      asked, record_from_options<Transfer>(context, {{"date", asked.on}, {"worker", asked.to}}),
      [&](const actions::HandoverLook& found) { refuse_names(context, asked, found); }, context.arguments.on("back")};
  if (context.arguments.on("sheet")) return print_sheet_alone(context, request);

  const auto agreed = agreed_cases(context, request);
  const auto [written, found] = actions::hand_over(context.occasion(), request, agreed);
  const auto& q = found.question;
  keep_written(context, written);
  tell_read(context, found.read);
  if (!agreed) tell_which(context, found);
  report::Handover sheet{q, !written.cases.empty(), context.ledger().office().settings.name, {}, {}};
  const auto copies = copies_of(context);
  for (const auto& w : written.cases) sheet.cases.push_back(shown_case(context, w.after, q, true, copies));
  print(sheet_printers, sheet, context);
  tell_consequences(context, written);
  tell_what_stays(context, found);
  return show_errors(context, written.waiting);
}

}  // namespace psp::cli
