// psp person: who a client is.
#include <algorithm>
#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/options.h"
#include "cli/people.h"
#include "cli/print.h"
#include "cli/programs.h"
#include "cli/query.h"
#include "model/text.h"
#include "render/json.h"
#include "render/person.h"
#include "render/printable.h"
#include "rules/check.h"
#include "store/git/encryption.h"

namespace psp::cli {
namespace {

/// Returns the fields that a person fills in; the others are psp's.
std::vector<FieldRow> own_rows() {
  auto rows = field_rows<Person>();
  std::erase_if(rows, [](const FieldRow& r) {
    return r.name == "format" || r.name == "client" || r.name == "forgotten" || r.name == "by";
  });
  return rows;
}

/// Returns what the options say, in the order of the fields.
std::vector<NamedValue> given_values(Context& context) {
  std::vector<NamedValue> values;
  read_options(context, own_rows(), [&](const FieldRow& row, const Value& value) {
    if (const auto* day = std::get_if<Date>(&value); day && *day > context.today())
      throw Failure{Exit::usage, msg("--{} {} lies ahead", option_name(row.name), *day)};
    values.emplace_back(row.name, value);
  });
  return values;
}

/// Asks for each field; an empty answer leaves it out. Throws a Failure (Exit::usage) if all are left out.
std::vector<NamedValue> asked_values(Context& context) {
  std::vector<NamedValue> values;
  for (const auto& row : own_rows()) {
    const auto question = msg("{} ({}; empty leaves it out)", person_label(row), msg(row.help));
    if (auto value = ask_for_value(context, row, question, true)) values.emplace_back(row.name, std::move(*value));
  }
  if (values.empty()) throw Failure{Exit::usage, msg("nothing was written")};
  return values;
}

struct CasesToday {
  std::vector<rules::CaseStatus> cases;
  std::vector<Diagnostic> errors;  ///< what keeps them from being all
};

/// Returns the cases of a client as they stand today. Tells as tell_read() does.
CasesToday cases_of(Context& context, const std::string& reference) {
  auto theirs = actions::client_status(context.ledger(), reference, {context.today(), std::nullopt});
  return {std::move(theirs.cases), tell_read(context, theirs.read)};
}

CasesToday all_cases(Context& context) {
  const auto& ledger = context.ledger();
  auto all = actions::read_status(ledger, ledger.case_ids(), {context.today(), std::nullopt});
  return {std::move(all.cases), tell_read(context, all.read)};
}

struct WrittenPerson {
  const std::string& reference;
  const std::vector<std::string_view>& fields;
};

std::string written_line(const WrittenPerson& w, const Context& context) {
  std::vector<Message> fields;
  for (const auto name : w.fields) fields.push_back(msg_in("person", name));
  return render::printable_line(context.tr(msg("{}: {} written", w.reference, comma_list(fields)))) + '\n';
}

std::string written_json(const WrittenPerson& w, const Context&) {
  render::Json json;
  json.begin_object().member("format", format_number).member("client", w.reference).key("written").begin_array();
  for (const auto name : w.fields) json.value(name);
  return json.end_array().end_object().text();
}

constexpr std::array written_printers{
    Printer<WrittenPerson>{"text", written_line},
    Printer<WrittenPerson>{"json", written_json},
};

Exit write(Context& context, const std::string& reference, const std::vector<NamedValue>& values, bool is_new) {
  auto& ledger = context.ledger();
  const auto path = person_path(reference);
  const auto durable = actions::write_person(ledger, writer(context), reference, values);
  context.saved = true;
  if (store::people_are_encrypted(ledger)) context.written.push_back({path, "person"});
  std::vector<std::string_view> names;
  for (const auto& [name, value] : values) names.push_back(name);
  print(written_printers, {reference, names}, context);
  context.tell_saved(durable);
  if (is_new && cases_of(context, reference).cases.empty())
    context.mention(msg("no case is of client {} yet: psp open --client {} opens one", reference, reference));
  return Exit::done;
}

struct ShownPeople {
  const People& people;
  const CasesToday& today;
};

constexpr std::array people_printers{
    Printer<ShownPeople>{
        "text", [](const auto& p, const auto& c) { return render::people_text(p.people, p.today.cases, c.language); }},
    Printer<ShownPeople>{
        "json",
        [](const auto& p, const auto&) { return render::people_json(p.people, p.today.cases, p.today.errors); }},
};

Exit list(Context& context) {
  const auto& people = context.people();
  const auto today = all_cases(context);
  print(people_printers, {people, today}, context);
  const auto exit = show_errors(context, today.errors);
  return people.locked.empty() && !has_errors(people.wrong) ? exit : Exit::data;
}

struct ShownPerson {
  const Person& person;
  const CasesToday& today;
};

constexpr std::array person_printers{
    Printer<ShownPerson>{
        "text", [](const auto& p, const auto& c) { return render::person_text(p.person, p.today.cases, c.language); }},
    Printer<ShownPerson>{
        "json",
        [](const auto& p, const auto&) { return render::person_json(p.person, p.today.cases, p.today.errors); }},
};

Exit show(Context& context, const std::string& reference, const Person& person) {
  const auto today = cases_of(context, reference);
  print(person_printers, {person, today}, context);
  return show_errors(context, today.errors);
}

/// Returns the reference of the client whom a part of a name means, if it is no reference in people/; of several, a
/// person at a terminal chooses. Returns "" if it means nobody. Throws a Failure (Exit::usage) without a terminal,
/// which lists the references.
std::string client_of_name(Context& context, const std::string& given) {
  if (is_reference(given) && context.ledger().text_of(person_path(given))) return {};
  const auto named = context.people().named(given);
  if (named.size() < 2) return named.empty() ? std::string() : named.front();
  std::vector<Message> choices;
  for (const auto& reference : named) choices.push_back(msg("{}", context.client_shown(reference)));
  if (context.terminal) return named[context.choose(msg("{} can mean:", given), choices)];
  throw Failure{Exit::usage, msg("{} can mean several clients; write the reference of one:", given), {}, choices};
}

/// Has git-crypt encrypt people/, and says what a person does with the key that it made.
Exit encrypt(Context& context) {
  if (const auto repository = store::repository_of(context.ledger().directory()).or_fail())
    git_with_programs(context, *repository);  // asks whether git-crypt's filters may run: they may be others
  const auto done = store::encrypt_people(context.ledger(), writer(context));
  if (!done.before) context.written.push_back({".gitattributes", "people/ encrypted"});
  context.written.push_back({".gitignore", "people/ encrypted"});
  context.out << context.tr(done.before ? msg("people/ is encrypted in git already; it was tried again: git stores "
                                              "ciphertext, and can read it")
                                        : msg("people/ is encrypted in git from now on; it was tried: git stores "
                                              "ciphertext, and can read it"))
              << '\n';
  context.tell_saved(done.durable);
  if (done.still_ignored)
    context.say(msg("git still ignores people/ by a rule of your own: psp git check-ignore -v people/x"));
  context.mention(msg("to have it in git: psp git add .gitattributes .gitignore people, and psp git commit"));
  context.mention(
      msg("the key for a colleague, and for your safe, for without it the names are lost: git-crypt "
          "export-key FILE, in the ledger's directory, FILE outside of it: never put it into the "
          "repository, hand it over in person; the colleague then says git-crypt unlock FILE"));
  return Exit::done;
}

}  // namespace

Syntax person_syntax() {
  Syntax syntax{{{"REF", "the client's reference, or a part of the name; all clients where it is left out", false}},
                field_options(own_rows())};
  syntax.options.push_back({"encrypt", "have git-crypt encrypt people/ in git", Type::boolean});
  return syntax;
}

Exit run_person(Context& context) {
  const auto& given = context.arguments;
  const auto values = given_values(context);
  if (given.on("encrypt")) {
    if (given.has("REF") || !values.empty())
      throw Failure{Exit::usage, msg("--encrypt is for all of people/: it stands alone")};
    return encrypt(context);
  }
  if (!given.has("REF")) {
    if (!values.empty()) throw Failure{Exit::usage, msg("whose? Write the client's reference: psp person REF")};
    return list(context);
  }
  if (!values.empty() && !context.terminal) refuse_name_as_reference(context, given.text("REF"));
  const auto named = values.empty() || context.terminal ? client_of_name(context, given.text("REF")) : std::string();
  if (values.empty() && !named.empty()) return show(context, named, *context.people().find(named));
  const auto reference = named.empty() ? written_reference(context, given.text("REF")) : named;
  if (auto wrong = rules::refuse_reference(reference)) throw Failure{Exit::usage, std::move(*wrong)};
  const auto& ledger = context.ledger();
  if (!values.empty()) return write(context, reference, values, !ledger.text_of(person_path(reference)));
  if (const auto person = actions::read_person(ledger, reference)) return show(context, reference, *person);
  if (!context.terminal)
    throw Failure{Exit::usage,
                  msg("people/ has no {}: psp person {} --name - makes it, with the name from standard input",
                      reference, reference)};
  store::refuse_without_key(ledger);
  return write(context, reference, asked_values(context), true);
}

}  // namespace psp::cli
