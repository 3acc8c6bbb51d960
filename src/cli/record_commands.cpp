// The commands that write one record of a kind, all of the same shape: CASE, then the record's fields as options.
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/recording.h"
#include "rules/terms.h"

namespace psp::cli {
namespace {

template <class T>
Syntax syntax_of(std::initializer_list<std::string_view> without = {}) {
  Syntax syntax{{case_argument()}, field_options(field_rows<T>(), without)};
  syntax.options.push_back(note_option());
  return syntax;
}

template <class T>
Exit run_record(Context& context, std::vector<NamedValue> preset = {}) {
  const auto id = find_case(context, context.arguments.text("CASE"));
  const auto r = record_from_options<T>(context, std::move(preset));
  return record(context, id, [&](Batch& batch) { batch.add(r); });
}

}  // namespace

Syntax document_syntax() { return syntax_of<Document>(); }
Exit run_document(Context& context, const Arguments&) { return run_record<Document>(context); }

Syntax option_syntax() { return syntax_of<Option>(); }
Exit run_option(Context& context, const Arguments&) { return run_record<Option>(context); }

Syntax assessment_syntax() { return syntax_of<Assessment>(); }
Exit run_assessment(Context& context, const Arguments&) { return run_record<Assessment>(context); }

Syntax review_syntax() { return syntax_of<Review>(); }
Exit run_review(Context& context, const Arguments&) { return run_record<Review>(context); }

Syntax plan_syntax() { return syntax_of<Plan>(); }
Exit run_plan(Context& context, const Arguments&) { return run_record<Plan>(context); }

Syntax contact_syntax() {
  auto syntax = syntax_of<Contact>({"at"});
  syntax.arguments.push_back({"WHEN", "day and time, as in: yesterday 15:30; now where it is left out", false, true});
  return syntax;
}
Exit run_contact(Context& context, const Arguments& given) {
  const auto when = joined(given.all("WHEN"));
  auto at = when.empty() ? context.now.local : read_time(context, "WHEN", when);
  at.second = 0;
  return run_record<Contact>(context, {{"at", at}});
}

Syntax task_syntax() {
  auto syntax = syntax_of<Task>({"text"});
  syntax.arguments.push_back({"TEXT", "what is to be done; - reads standard input, @ opens the editor"});
  return syntax;
}
Exit run_task(Context& context, const Arguments& given) {
  const auto& text = field_rows<Task>().front();
  return run_record<Task>(context, {{"text", read_value(context, text, given.all("TEXT"))}});
}

Syntax done_syntax() {
  auto syntax = syntax_of<Completion>({"task", "outcome"});
  syntax.arguments.push_back({"TASK", "the task: the start of its id; the only open one where it is left out", false});
  syntax.options.push_back({"dropped", "it is not to be done any more", Type::boolean});
  return syntax;
}

namespace {

/// The open task of the case; of several, the caller is asked to say which.
const Record& open_task(const rules::Standing& standing) {
  const auto open = standing.open_tasks();
  const auto& id = standing.header().id;
  if (open.size() == 1) return *open.front().record;
  if (open.empty()) throw Failure{Exit::usage, msg("case {} has no open task", id)};
  std::vector<Message> lines;
  for (const auto& t : open)
    lines.push_back(msg("psp done {} {}: {}, due {}", id, t.record->id, t.body->text, *t.body->due));
  throw Failure{Exit::usage, msg("case {} has more than one open task; say which:", id), {}, std::move(lines)};
}

}  // namespace

Exit run_done(Context& context, const Arguments& given) {
  const auto id = find_case(context, given.text("CASE"));
  const auto outcome = given.on("dropped") ? TaskOutcome::dropped : TaskOutcome::done;
  const auto which = given.text("TASK");
  auto completion = record_from_options<Completion>(
      context, {{"task", which.empty() ? std::string("open") : which}, {"outcome", std::string(word(outcome))}});
  Message what;
  const auto done = record(context, id, [&](Batch& batch) {
    const auto& task = which.empty() ? open_task(batch.standing()) : find_entry(batch.of(), which, "task");
    std::get<Completion>(completion.body).task.id = task.id;
    batch.add(completion);
    const auto& [text, due, worker] = *task.as<Task>();
    what = msg("{}: {} (due {})", word(outcome), text, *due);
  });
  context.mention(what);
  return done;
}

Syntax notice_syntax() { return syntax_of<Notice>(); }

namespace {

/// What a notice tells of where nobody said it: the last review that the case manager was not told of; the intake.
std::string meant_by_notice(const rules::Standing& standing, Recipient to) {
  if (to == Recipient::client) return "intake";
  const auto untold = rules::untold_reviews(standing);
  if (standing.reviews.empty())
    throw Failure{Exit::usage,
                  msg("case {} has no review yet: say what this notice is about, with --about", standing.header().id)};
  if (untold.empty())
    throw Failure{
        Exit::usage,
        msg("the case manager was told of every review of case {}: say what this notice is about, with --about",
            standing.header().id)};
  return untold.back().record->id;
}

}  // namespace

Exit run_notice(Context& context, const Arguments& given) {
  if (given.has("about")) return run_record<Notice>(context);
  const auto id = find_case(context, given.text("CASE"));
  auto notice = record_from_options<Notice>(context, {{"about", std::string("intake")}});
  return record(context, id, [&](Batch& batch) {
    auto& body = std::get<Notice>(notice.body);
    body.about.id = meant_by_notice(batch.standing(), *body.to);
    batch.add(notice);
  });
}

Syntax agreement_syntax() { return syntax_of<Agreement>(); }
Exit run_agreement(Context& context, const Arguments&) { return run_record<Agreement>(context); }

Syntax suspend_syntax() { return syntax_of<Suspension>(); }
Exit run_suspend(Context& context, const Arguments&) { return run_record<Suspension>(context); }

Syntax resume_syntax() { return syntax_of<Resumption>(); }
Exit run_resume(Context& context, const Arguments&) { return run_record<Resumption>(context); }

Syntax transfer_syntax() { return syntax_of<Transfer>(); }
Exit run_transfer(Context& context, const Arguments&) { return run_record<Transfer>(context); }

Syntax remark_syntax() { return syntax_of<Remark>(); }
Exit run_remark(Context& context, const Arguments&) { return run_record<Remark>(context); }

Syntax reopen_syntax() { return syntax_of<Reopening>(); }
Exit run_reopen(Context& context, const Arguments&) { return run_record<Reopening>(context); }

// --from and --situation speak of a referral into the service, --to of an onward one.
Syntax referral_syntax() { return syntax_of<Referral>(); }
Exit run_referral(Context& context, const Arguments& given) {
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
  syntax.arguments.push_back({"REFERRAL", "the onward referral: the start of its id, or last"});
  syntax.arguments.push_back({"OUTCOME", std::string(listed(Vocabulary<Answer>::words))});
  return syntax;
}
Exit run_response(Context& context, const Arguments& given) {
  const auto outcome = read_word<Answer>("OUTCOME", given.text("OUTCOME"));
  return run_record<Response>(context, {{"referral", given.text("REFERRAL")}, {"outcome", std::string(word(outcome))}});
}

}  // namespace psp::cli
