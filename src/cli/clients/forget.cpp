// psp forget: takes away who a client was, and tells what still says it elsewhere.
#include <algorithm>
#include <ostream>

#include "actions/forget.h"
#include "cli/commands.h"
#include "cli/people.h"
#include "cli/print.h"
#include "cli/query.h"
#include "render/forgetting.h"
#include "store/git/encryption.h"

namespace psp::cli {

Syntax forget_syntax() { return {{{"REF", "the client's reference"}}, {}}; }

namespace {

/// Throws a Failure (Exit::usage) if, without --yes, nobody is there to be asked, or a case is open.
void refuse_unasked(const Context& context, const report::Forgetting& f) {
  if (context.arguments.on("yes")) return;
  actions::refuse_open_cases(f);
  if (!context.terminal)
    throw Failure{Exit::usage, msg("what is forgotten cannot be had back: nobody can be asked here, so say --yes")};
}

void tell_not_looked(const Context& context, const report::Forgetting& f) {
  if (f.history.not_looked) context.say(msg("git's history was not looked at: {}", *f.history.not_looked));
  if (f.history.missing > 0) context.say(msg("git's history was looked at in part: this clone has not all of it"));
  for (const auto& n : f.not_looked) context.say(msg("{} was not looked at: {}", n.place, n.why));
}

std::string nothing_yet(const report::Forgetting&, const Context&) { return {}; }

constexpr std::array before_asking{
    Printer<report::Forgetting>{"text",
                                [](const auto& f, const auto& c) { return render::forgetting_text(f, c.language); }},
    Printer<report::Forgetting>{"json", nothing_yet},
};

std::string forgotten_line(const report::Forgetting& f, const Context& context) {
  return context.tr(msg("{} is forgotten: {} says only that, and when", f.client, person_path(f.client))) + '\n';
}

constexpr std::array when_forgotten{
    Printer<report::Forgetting>{"text", forgotten_line},
    Printer<report::Forgetting>{"json", [](const auto& f, const auto&) { return render::forgetting_json(f); }},
};

}  // namespace

Exit run_forget(Context& context) {
  const auto& given = context.arguments;
  const auto& ledger = context.ledger();
  const auto reference = written_reference(context, given.text("REF"));
  auto [person, f, read] = actions::client_to_forget(ledger, reference, context.today());
  tell_read(context, read);
  refuse_unasked(context, f);
  auto progress = context.progress(msg("looking for traces in the ledger, and in git's history"));
  actions::trace(ledger, person, f);
  progress.reset();
  print(before_asking, f, context);
  if (!given.on("yes") && !context.confirm(msg("forget who {} is, for good? (y/n)", reference)))
    throw Failure{Exit::usage, msg("nothing was forgotten")};
  const auto durable = actions::forget(context.occasion(), f);
  context.saved = true;
  const auto path = person_path(reference);
  if (store::people_are_encrypted(ledger)) context.written.push_back({path, "person: forgotten"});
  print(when_forgotten, f, context);
  context.tell_saved(durable);
  if (has_errors(f.texts))
    context.say(
        msg("psp no longer knows what to look for in what is committed: take it out of these texts first (psp edit)"));
  tell_not_looked(context, f);
  return std::max(show_errors(context, f.errors), f.looked_everywhere() ? Exit::done : Exit::system);
}

}  // namespace psp::cli
