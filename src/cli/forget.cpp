// psp forget: who a client was goes; what tells of it elsewhere is told.
#include <algorithm>
#include <ostream>

#include "cli/commands.h"
#include "cli/people.h"
#include "cli/query.h"
#include "render/person.h"
#include "rules/check.h"
#include "rules/privacy/search.h"
#include "store/git_crypt.h"
#include "store/history_search.h"
#include "store/texts.h"

namespace psp::cli {

Syntax forget_syntax() { return {{{"REF", "the client's reference"}}, {}}; }

namespace {

/// The person, who must be known.
Person person_of(Context& context, const std::string& reference) {
  if (auto wrong = rules::refuse_reference(reference)) throw Failure{Exit::usage, std::move(*wrong)};
  const auto path = person_path(reference);
  const auto text = context.ledger().text_of(path);
  if (!text) throw Failure{Exit::usage, msg("people/ has no {}: there is nothing to forget", reference)};
  auto parsed = format::parse_person(*text, path);
  refuse_unreadable(parsed, path);
  if (parsed.value.forgotten)
    throw Failure{Exit::usage, msg("{} was forgotten on {} already", reference, *parsed.value.forgotten)};
  return std::move(parsed.value);
}

void refuse_open_cases(const Context& context, const report::Forgetting& f) {
  if (context.arguments.on("yes")) return;
  std::vector<Message> open;
  for (const auto& c : f.cases)
    if (c.state != rules::CaseState::closed && c.state != rules::CaseState::refused)
      open.push_back(msg("{} ({}, {})", c.id, c.service, context.tr(word(c.state))));
  if (!open.empty())
    throw Failure{Exit::usage, msg("{} still has open cases; --yes forgets all the same:", f.client), {}, open};
  if (!context.terminal)
    throw Failure{Exit::usage, msg("what is forgotten cannot be had back: nobody can be asked here, so say --yes")};
}

void look(Context& context, const Person& person, report::Forgetting& f) {
  const auto& ledger = context.ledger();
  People only;
  only.known[person.client] = person;
  const rules::PrivacySearch search(only, names_of_the_office(ledger.parsed_office().value),
                                    rules::PrivacySearch::Numbers::left_out);
  const auto own = person_path(person.client);
  for (const auto& path : store::files_on_disk(ledger)) {
    if (path == own) continue;
    if (ledger_file(path).original == own) f.leftovers.push_back(path);
    const auto text = store::searchable_text(ledger, path);
    if (!text) {
      ++f.unread;
      continue;
    }
    for (auto& d : search.in({path, *text})) f.texts.push_back(std::move(d));
  }
  f.history = store::search_history(ledger.directory(), own, [&](const std::string& path, std::string_view text) {
    const auto found = search.in({path, text});
    return has_errors(found);
  });
}

/// Puts what is left in the place of what was known.
store::Durable bury(Context& context, report::Forgetting& f) {
  Person stone;
  stone.format = format_number;
  stone.client = f.client;
  stone.forgotten = context.today();
  stone.by = f.by = context.by();
  const auto path = person_path(f.client);
  const auto durable =
      context.ledger().change(path, writer(context), [&](const auto&) { return format::write_person(stone); });
  context.saved = true;
  f.done = stone.forgotten;
  if (store::people_are_encrypted(context.ledger())) context.written.push_back({path, "person: forgotten"});
  return durable;
}

}  // namespace

Exit run_forget(Context& context, const Arguments& given) {
  const auto reference = written_reference(context, given.text("REF"));
  const auto person = person_of(context, reference);
  store::refuse_without_key(context.ledger());
  auto status = cases_of(context, reference);
  report::Forgetting f{reference, std::move(status.cases), {}, {}, 0, {}, std::move(status.errors), {}, {}};
  refuse_open_cases(context, f);
  look(context, person, f);
  const bool json = context.format() == "json";
  if (!json) context.out << render::forgetting_text(f, context.language) << std::flush;
  if (!context.arguments.on("yes") && !context.confirm(msg("forget who {} is, for good? (y/n)", reference)))
    throw Failure{Exit::usage, msg("nothing was forgotten")};
  const auto durable = bury(context, f);
  if (json) context.out << render::forgetting_json(f, context.language);
  else
    context.out << context.tr(msg("{} is forgotten: {} says only that, and when", reference, person_path(reference)))
                << '\n';
  context.tell_saved(durable);
  if (has_errors(f.texts))
    context.say(
        msg("psp no longer knows what to look for in what is committed: take it out of these texts first (psp edit)"));
  if (f.history.not_looked) context.say(msg("git's history was not looked at: {}", *f.history.not_looked));
  if (f.history.missing > 0) context.say(msg("git's history was looked at in part: this clone has not all of it"));
  return show_errors(context, f.errors);
}

}  // namespace psp::cli
