#include "cli/case_named.h"

#include <algorithm>
#include <utility>

#include "cli/commands.h"
#include "cli/people.h"
#include "model/letters.h"
#include "model/text.h"

namespace psp::cli {
namespace {

using actions::CaseCandidate;
using actions::CasesMeant;
using actions::NamedBy;

bool records(const Context& context) {
  const auto family = context.arguments.command->family;
  return family == Family::record || family == Family::correct;
}

/// Returns a case as a line of a choice: its id, its client, whether it is closed.
Message line_of(Context& context, const CaseCandidate& c) {
  const auto client = c.client.empty()        ? std::string()
                      : context.shows_names() ? context.people().shown(c.client)
                                              : c.client;
  return c.open ? msg("{}  {}", c.id, client) : msg("{}  {} (closed)", c.id, client);
}

std::vector<Message> lines_of(Context& context, const CasesMeant& meant) {
  std::vector<Message> lines;
  for (const auto& c : meant.cases) lines.push_back(line_of(context, c));
  return lines;
}

/// Throws that a word is neither a command nor means a case.
[[noreturn]] void refuse_word(std::string_view word, Failure as_case) {
  as_case.details.insert(as_case.details.begin(), std::move(as_case.message));
  as_case.message = no_command(word.substr(0, word.find(' ')));  // the others would be what the command is given
  throw as_case;
}

/// A name that is found may be another client's as well, as long as files of people/ cannot be read. Throws a Failure
/// (Exit::usage) if it is not the right one.
void ask_about_unread_names(Context& context) {
  const auto& people = context.people();
  if (has_errors(people.wrong) || !people.locked.empty())
    context.ask_to_go_on({msg("not all names can be read, and another client may be meant")});
}

CasesMeant meant_by(Context& context, std::string_view given, actions::Prefer prefer) {
  bool asked_people = false;
  const auto people = [&]() -> const People& {
    asked_people = true;
    return context.people();
  };
  const bool is_word = context.arguments.shows_word;
  try {
    return actions::cases_meant(context.ledger(), {given, context.today(), prefer, people, context.shows_names()});
  } catch (Failure& failure) {
    if (asked_people && !context.people_read().there) failure.details.push_back(no_people());
    if (is_word && failure.exit == Exit::usage) refuse_word(given, std::move(failure));
    throw;
  }
}

}  // namespace

namespace {

/// Returns the answer. Throws a Failure (Exit::usage) for an empty one.
std::string answered(const Context& context, const ArgumentSpec& argument) {
  auto answer = context.ask(msg("{} ({})", argument.name, context.tr(argument.help)));
  if (blank(answer)) throw Failure{Exit::usage, msg("nothing was written: {} was left empty", argument.name)};
  return answer;
}

/// A second word of a name behind CASE would stand in the record. Throws a Failure (Exit::usage) if it was not meant
/// so.
void ask_about_split_name(Context& context, const std::string& client) {
  const auto& arguments = context.arguments.command->syntax().arguments;
  if (arguments.size() < 2 || !arguments[1].many) return;
  const auto behind = context.arguments.all(arguments[1].name);
  const auto* person = context.people().find(client);
  if (behind.empty() || !person) return;
  const auto names = folded_words(person->name);
  if (std::find(names.begin(), names.end(), folded(behind.front())) != names.end())
    context.ask_to_go_on(
        {msg("{} is a part of the client's name, and stands in the record; both parts in quotes name "
             "the client",
             behind.front())});
}

}  // namespace

void ask_for_missing(const Context& context, Arguments& given) {
  for (const auto& argument : given.command->syntax().arguments)
    if (argument.required && !given.has(argument.name)) given.values[argument.name] = {answered(context, argument)};
}

ArgumentSpec case_argument() {
  return {"CASE", "the case: its id or number, the client's reference or a part of the name"};
}

std::string case_named(Context& context, std::string_view given, actions::Prefer prefer) {
  const auto meant = meant_by(context, given, prefer);
  for (auto d : meant.unread) {
    d.severity = Severity::warning;
    context.show(d);
  }
  if (meant.by == NamedBy::name && records(context) && !context.terminal)
    throw Failure{
        Exit::usage,
        msg("a record needs a case id, a number or a reference where nobody sees the name; {} can mean:", given),
        {},
        lines_of(context, meant)};
  if (meant.by == NamedBy::name && records(context)) ask_about_unread_names(context);
  if (meant.by == NamedBy::name && records(context)) ask_about_split_name(context, meant.cases.front().client);
  if (meant.cases.size() == 1) return meant.cases.front().id;
  if (context.terminal) return meant.cases[context.choose(msg("{} can mean:", given), lines_of(context, meant))].id;
  throw Failure{
      Exit::usage, msg("{} can mean several cases; write the whole id of one:", given), {}, lines_of(context, meant)};
}

void tell_strays(const Context& context, const std::vector<Diagnostic>& strays) {
  if (context.arguments.on("quiet")) return;
  for (auto d : strays) {
    d.severity = Severity::warning;
    context.show(d);
  }
}

std::string find_case(Context& context, std::string_view given, actions::Prefer prefer) {
  auto id = case_named(context, given, prefer);
  tell_strays(context, context.ledger().strays_of(case_path(id)));
  return id;
}

}  // namespace psp::cli
