// Prints the tables that the program is made from, a row a line, for tests/docs.py to hold against the manual.
#include <iostream>

#include "cli/command.h"
#include "model/case.h"
#include "model/office.h"
#include "model/person.h"
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

}  // namespace

int main() {
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
