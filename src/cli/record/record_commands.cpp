// The commands that write one record of a kind, all of the same shape: CASE, then the record's fields as options.
#include <algorithm>
#include <set>
#include <string>

#include "actions/notice.h"
#include "actions/reopen.h"
#include "actions/response.h"
#include "actions/task.h"
#include "cli/case_named.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/options.h"
#include "cli/record/recording.h"
#include "model/text.h"

namespace psp::cli {
namespace {

template <class T>
Syntax syntax_of(std::initializer_list<std::string_view> without = {}) {
  Syntax syntax{{case_argument()}, field_options(field_rows<T>(), without)};
  syntax.options.push_back(note_option());
  return syntax;
}

/// The same, with one field that can be given behind CASE without its option.
template <class T>
Syntax syntax_behind(std::string_view field) {
  auto syntax = syntax_of<T>();
  syntax.arguments.push_back(behind(field_row<T>(field)));
  return syntax;
}

template <class T>
Exit record_in(Context& context, const std::string& id, std::vector<NamedValue> preset) {
  const auto r = record_from_options<T>(context, std::move(preset));
  return tell_written(context, actions::record(context.occasion(), id, [&](actions::Batch& batch) { batch.add(r); }));
}

template <class T>
Exit run_record(Context& context, std::vector<NamedValue> preset = {}) {
  const auto id = find_case(context, context.arguments.text("CASE"));
  return record_in<T>(context, id, std::move(preset));
}

template <class T>
Exit run_behind(Context& context, std::string_view field) {
  const auto id = find_case(context, context.arguments.text("CASE"));  // first, for a text may be typed in the editor
  return record_in<T>(context, id, values_behind(context, field_row<T>(field)));
}

}  // namespace

Syntax document_syntax() { return syntax_behind<Document>("kind"); }
Exit run_document(Context& context) { return run_behind<Document>(context, "kind"); }

Syntax option_syntax() { return syntax_of<Option>(); }
Exit run_option(Context& context) { return run_record<Option>(context); }

Syntax assessment_syntax() { return syntax_of<Assessment>(); }
Exit run_assessment(Context& context) { return run_record<Assessment>(context); }

Syntax review_syntax() { return syntax_behind<Review>("decision"); }
Exit run_review(Context& context) { return run_behind<Review>(context, "decision"); }

Syntax plan_syntax() { return syntax_behind<Plan>("text"); }
Exit run_plan(Context& context) { return run_behind<Plan>(context, "text"); }

Syntax contact_syntax() {
  auto syntax = syntax_of<Contact>({"at"});
  syntax.arguments.push_back({"WHEN", "day and time, as in: yesterday 15:30; now where it is left out", false, true});
  return syntax;
}
Exit run_contact(Context& context) {
  const auto& given = context.arguments;
  const auto when = joined(given.all("WHEN"), " ");
  auto at = when.empty() ? context.now.local : read_time(context, "WHEN", when, Toward::past);
  at.second = 0;
  return run_record<Contact>(context, {{"at", at}});
}

Syntax call_syntax() {
  auto syntax = syntax_of<Contact>({"how", "text"});
  syntax.arguments.push_back({"TEXT", "what it was about; - reads standard input, @ opens the editor", false, true});
  return syntax;
}
Exit run_call(Context& context) {
  const auto& given = context.arguments;
  const auto id = find_case(context, given.text("CASE"));
  auto preset = values_behind(context, field_row<Contact>("text"), given.all("TEXT"));
  preset.emplace_back("how", std::string(word(How::phone)));
  if (!given.has("with")) preset.emplace_back("with", std::string(word(With::client)));
  if (!given.has("at")) {
    auto now = context.now.local;
    now.second = 0;
    preset.emplace_back("at", now);
  }
  return record_in<Contact>(context, id, std::move(preset));
}

Syntax task_syntax() {
  auto syntax = syntax_of<Task>({"text"});
  syntax.arguments.push_back({"TEXT", "what is to be done; - reads standard input, @ opens the editor", true, true});
  return syntax;
}
Exit run_task(Context& context) {
  const auto& given = context.arguments;
  return run_record<Task>(context,
                          {{"text", read_value(context, field_row<Task>("text"), {joined(given.all("TEXT"), " ")})}});
}

Syntax done_syntax() {
  auto syntax = syntax_of<Completion>({"task", "outcome"});
  syntax.arguments.push_back({"TASK", "the task: the start of its id; the only open one where it is left out", false});
  syntax.options.push_back({"dropped", "it is not to be done any more", Type::boolean});
  return syntax;
}

Exit run_done(Context& context) {
  const auto& given = context.arguments;
  const auto id = find_case(context, given.text("CASE"));
  const auto outcome = given.on("dropped") ? TaskOutcome::dropped : TaskOutcome::done;
  const auto completion = record_from_options<Completion>(context, {{"outcome", std::string(word(outcome))}}, {"task"});
  const auto ended = actions::end_task(context.occasion(), {id, given.text("TASK"), completion});
  tell_written(context, ended.written);
  context.mention(msg("{}: {} (due {})", label(outcome), ended.task.text, *ended.task.due));
  return Exit::done;
}

Syntax notice_syntax() { return syntax_behind<Notice>("to"); }

Exit run_notice(Context& context) {
  const auto& given = context.arguments;
  if (given.has("about")) return run_behind<Notice>(context, "to");
  const auto id = find_case(context, given.text("CASE"));
  const auto preset = values_behind(context, field_row<Notice>("to"));
  const auto notice = record_from_options<Notice>(context, preset, {"about"});
  return tell_written(context, actions::record_notice(context.occasion(), id, notice));
}

Syntax agreement_syntax() { return syntax_of<Agreement>(); }
Exit run_agreement(Context& context) { return run_record<Agreement>(context); }

Syntax suspend_syntax() { return syntax_of<Suspension>(); }
Exit run_suspend(Context& context) { return run_record<Suspension>(context); }

Syntax resume_syntax() { return syntax_of<Resumption>(); }
Exit run_resume(Context& context) { return run_record<Resumption>(context); }

Syntax transfer_syntax() {
  auto syntax = syntax_of<Transfer>();
  syntax.arguments = {{"CASE", "the cases: their ids or numbers, or who the clients are", true, true}};
  return syntax;
}

namespace {

/// Asks on a terminal who is to have the case, if nobody is given.
std::vector<NamedValue> asked_workers(Context& context) {
  std::vector<NamedValue> preset;
  if (!context.terminal || context.arguments.has("worker") || context.arguments.has("manager")) return preset;
  for (const auto* name : {"worker", "manager"}) {
    const auto& row = field_row<Transfer>(name);
    if (auto value = ask_for_value(context, row, msg("{} ({}; Enter: as it is)", label(row), msg(row.help)), true))
      preset.emplace_back(row.name, std::move(*value));
  }
  return preset;
}

}  // namespace

Exit run_transfer(Context& context) {
  std::set<std::string> ids;
  for (const auto& given : context.arguments.all("CASE")) ids.insert(find_case(context, given));
  const auto transfer = record_from_options<Transfer>(context, asked_workers(context));
  return tell_written(context, actions::record_in_each(context.occasion(), {ids.begin(), ids.end()},
                                                       [&](actions::Batch& batch) { batch.add(transfer); }));
}

Syntax remark_syntax() { return syntax_behind<Remark>("text"); }
Exit run_remark(Context& context) { return run_behind<Remark>(context, "text"); }

Syntax reopen_syntax() {
  auto syntax = syntax_of<Reopening>();
  for (auto& o : field_options(field_rows<Transfer>(), {"date"})) syntax.options.push_back(std::move(o));
  return syntax;
}
Exit run_reopen(Context& context) {
  const auto id = find_case(context, context.arguments.text("CASE"), actions::Prefer::closed);
  actions::ReopeningRequest request{id, record_from_options<Reopening>(context)};
  Transfer transfer;
  transfer.date = request.reopening.as<Reopening>()->date;
  const auto put = [&](const FieldRow& row, const Value& value) {
    Message why;
    if (put_field(transfer, row.name, value, why) == Put::wrong) throw Failure{Exit::usage, why};
  };
  read_options(context, field_rows<Transfer>(), put, {"date"});
  if (!transfer.worker.empty() || !transfer.manager.empty()) request.transfer.emplace().body = transfer;
  return tell_written(context, actions::reopen(context.occasion(), request));
}

// The options tell the direction: --from and --situation speak of a referral into the service, --to, --service and
// --reason of an onward one.
Syntax referral_syntax() { return syntax_of<Referral>(); }
Exit run_referral(Context& context) {
  const auto& given = context.arguments;
  const bool in = given.has("from") || given.has("situation");
  const bool out = given.has("to") || given.has("service") || given.has("reason");
  if (in && out)
    throw Failure{Exit::usage,
                  msg("--from and --situation are for a referral into the service, --to, --service and --reason for an "
                      "onward one: record them apart")};
  if (given.has("direction") || (!in && !out)) return run_record<Referral>(context);
  return run_record<Referral>(context, {{"direction", std::string(word(in ? Direction::in : Direction::out))}});
}

Syntax response_syntax() {
  auto syntax = syntax_of<Response>({"referral", "outcome"});
  syntax.arguments.push_back(
      {"REFERRAL", "the onward referral: the start of its id, or last; the only open one where it is left out", false,
       true});
  syntax.arguments.push_back({"OUTCOME", std::string(listed(Vocabulary<ProviderAnswer>::words))});
  return syntax;
}
Exit run_response(Context& context) {
  const auto& given = context.arguments;
  const auto referrals = given.all("REFERRAL");
  if (referrals.size() > 1)
    throw Failure{Exit::usage,
                  msg("it does not take {} ({} tells what it takes)", referrals[1], "psp response --help")};
  const auto outcome = read_word<ProviderAnswer>(context, "OUTCOME", given.text("OUTCOME"));
  const auto id = find_case(context, given.text("CASE"));
  const auto response = record_from_options<Response>(context, {{"outcome", std::string(word(outcome))}}, {"referral"});
  return tell_written(context, actions::record_response(context.occasion(), {id, given.text("REFERRAL"), response}));
}

}  // namespace psp::cli
