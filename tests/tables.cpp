// Prints the tables that the program is made from, a row a line, for tests/docs.py to hold against the manual; with
// --texts those of their texts that psp translates, as entries of a .po file, for tests/translations.py.
#include <iostream>
#include <set>
#include <type_traits>
#include <utility>

#include "cli/command.h"
#include "model/case.h"
#include "model/office.h"
#include "model/person.h"
#include "report/doctor_findings.h"
#include "report/report.h"
#include "rules/agenda.h"
#include "rules/flags.h"
#include "rules/privacy/redaction.h"
#include "rules/sources.h"

using namespace psp;

namespace {

/// A line for each field, and one for each word that a field can hold.
void print_fields(std::string_view what, const std::vector<FieldRow>& rows) {
  for (const auto& row : rows) {
    std::cout << what << ' ' << row.name << '\n';
    for (const auto w : row.words) std::cout << "word " << what << ' ' << row.name << ' ' << w << '\n';
  }
}

void print_options(const std::string& what, const std::vector<cli::OptionSpec>& options) {
  for (const auto& option : options) {
    std::cout << what << ' ' << option.name << '\n';
    if (option.letter) std::cout << "letter " << option.letter << ' ' << option.name << '\n';
    if (option.negatable) std::cout << "twin no-" << option.name << '\n';
  }
}

/// Each figure of the report, and the keys of those that are always shown.
void print_figures() {
  for (const auto& row : report::figures()) {
    if (row.sort == report::Sort::hidden) continue;
    const auto name = report::figure_name(row);
    std::cout << "figure " << name << '\n';
    if (row.fixed)
      for (const auto key : row.keys) std::cout << "key " << name << ' ' << key << '\n';
  }
  for (const auto bin : report::Caseload::bins) std::cout << "key caseload.bins " << bin << '\n';
}

/// Prints a text in its context, once.
void print_text(std::string_view context, std::string_view text) {
  static std::set<std::pair<std::string, std::string>> known;
  if (text.empty() || !known.emplace(context, text).second) return;
  if (!context.empty()) std::cout << "msgctxt \"" << context << "\"\n";
  std::cout << "msgid \"";
  for (const char c : text) {
    if (c == '"' || c == '\\') std::cout << '\\';
    c == '\n' ? std::cout << "\\n" : std::cout << c;
  }
  std::cout << "\"\nmsgstr \"\"\n\n";
}

void print_texts(const std::vector<FieldRow>& rows) {
  for (const auto& row : rows) {
    print_text("field", row.name);
    print_text("", row.help);
    for (const auto w : row.words) print_text(row.vocabulary, w);
  }
}

template <class... E>
void print_vocabularies() {
  const auto print = []<class One>(std::type_identity<One>) {
    for (const auto w : Vocabulary<One>::words) print_text(Vocabulary<One>::name, w);
  };
  (print(std::type_identity<E>{}), ...);
}

void print_all_texts() {
  for (const auto& kind : record_kinds()) {
    print_text("record", kind.name);
    print_texts(kind.rows());
  }
  print_texts(field_rows<RecordHead, Record>());
  print_texts(field_rows<RecordTail, Record>());
  print_texts(field_rows<Header>());
  print_texts(field_rows<Intake>());
  print_texts(field_rows<OfficeSettings>());
  print_texts(field_rows<GitSettings>());
  print_texts(field_rows<Worker>());
  print_texts(field_rows<Provider>());
  for (const auto& row : field_rows<Person>()) {
    print_text("person", row.name);
    print_text("", row.help);
  }
  print_texts(field_rows<Settings>());
  print_vocabularies<rules::SessionState, rules::CaseState, rules::Level, report::Health, report::By>();
  for (const auto& built_in : built_in_services()) print_text("", built_in.help);
  for (const auto& flag : rules::flags()) {
    print_text("flag", flag.code);
    print_text("", flag.rule);
    print_text("", flag.remedy);
  }
  for (const auto& kind : rules::agenda_kinds()) print_text("", kind.title);
  for (const auto& source : rules::sources()) {
    print_text("", source.rule);
    print_text("", source.kept_by);
  }
  for (const auto& row : report::figures()) {
    print_text("figure", row.label);
    for (const auto key : row.keys) print_text(row.vocabulary, key);
  }
  for (const auto bin : report::Caseload::bins) print_text("caseload", bin);
  const auto print_options = [](const std::vector<cli::OptionSpec>& options) {
    for (const auto& option : options) print_text("", option.help);
  };
  print_options(cli::global_options());
  for (const auto& command : cli::commands()) {
    print_text("", command.help);
    const auto syntax = command.syntax();
    for (const auto& argument : syntax.arguments) print_text("", argument.help);
    print_options(syntax.options);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::string_view(argv[1]) == "--texts") {
    print_all_texts();
    return 0;
  }
  for (const auto& kind : record_kinds()) {
    std::cout << "kind " << kind.name << '\n';
    print_fields("field " + std::string(kind.name), kind.rows());
  }
  print_fields("every", field_rows<RecordHead, Record>());
  print_fields("every", field_rows<RecordTail, Record>());
  print_fields("header", field_rows<Header>());
  print_fields("intake", field_rows<Intake>());
  print_fields("office", field_rows<OfficeSettings>());
  print_fields("git", field_rows<GitSettings>());
  print_fields("worker", field_rows<Worker>());
  print_fields("provider", field_rows<Provider>());
  print_fields("person", field_rows<Person>());
  print_fields("setting", field_rows<Settings>());
  for (const auto& flag : rules::flags()) {
    std::cout << "flag " << flag.code << "\nlevels " << flag.code;
    for (const auto level : flag.levels) std::cout << ' ' << word(level);
    std::cout << '\n';
  }
  for (const auto& kind : rules::agenda_kinds()) std::cout << "agenda " << kind.code << '\n';
  for (const auto& source : rules::sources()) std::cout << "source " << source.id << '\n';
  for (const auto ground : Vocabulary<Ground>::words) std::cout << "ground " << ground << '\n';
  for (const auto what : Vocabulary<rules::Withheld>::words) std::cout << "withheld " << what << '\n';
  print_figures();
  print_options("global", cli::global_options());
  for (const auto& format : cli::formats()) std::cout << "format " << format.name << '\n';
  for (const auto& command : cli::commands()) {
    std::cout << "command " << command.name << '\n';
    const auto syntax = command.syntax();
    for (const auto& argument : syntax.arguments)
      std::cout << "argument " << command.name << ' ' << argument.name << '\n';
    print_options("option " + std::string(command.name), syntax.options);
  }
  for (const auto exit : {Exit::done, Exit::findings, Exit::usage, Exit::data, Exit::system})
    std::cout << "exit " << static_cast<int>(exit) << '\n';
}
