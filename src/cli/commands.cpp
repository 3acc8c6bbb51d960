#include "cli/commands.h"

#include <algorithm>
#include <array>

namespace psp::cli {
namespace {

#define PSP_ROW(name, help, formats) \
  Command { #name, help, formats, name##_syntax, run_##name }

constexpr Command redacting(Command command) {
  command.redacts = true;
  return command;
}

constexpr Command passing_on(Command command) {
  command.passes_on = true;
  return command;
}

constexpr std::array command_table{
    PSP_ROW(init, "start a ledger", "text"),
    redacting(PSP_ROW(open, "open a case", "text json")),
    PSP_ROW(session, "record a session held now, or plan one", "text json"),
    PSP_ROW(attendance, "record what became of a session", "text json"),
    PSP_ROW(referral, "record a referral into the service, or onward", "text json"),
    PSP_ROW(response, "record a provider's answer to an onward referral", "text json"),
    PSP_ROW(document, "record a paper", "text json"),
    PSP_ROW(option, "record a service, benefit, right or obligation put before the client", "text json"),
    PSP_ROW(assessment, "record an assessment of needs, an exploration, an evaluation of change", "text json"),
    PSP_ROW(plan, "record a plan and its goals", "text json"),
    PSP_ROW(contact, "record a call, letter, visit or meeting that is no session", "text json"),
    PSP_ROW(task, "record a promise with a day", "text json"),
    PSP_ROW(done, "record that a task was done, or dropped", "text json"),
    PSP_ROW(review, "record a review and what was agreed", "text json"),
    PSP_ROW(notice, "record that the case manager or the client was told", "text json"),
    PSP_ROW(agreement, "record the agreement on the further form of cooperation", "text json"),
    PSP_ROW(suspend, "pause the service", "text json"),
    PSP_ROW(resume, "end a pause", "text json"),
    PSP_ROW(transfer, "give the case to another worker or case manager", "text json"),
    redacting(PSP_ROW(handover, "give all open cases of a worker to another, with a sheet of what is open in each",
                      "text json md html")),
    PSP_ROW(remark, "record a remark", "text json"),
    PSP_ROW(close, "close a case, or record that the service was refused", "text json"),
    PSP_ROW(reopen, "start a new episode of a closed case", "text json"),
    PSP_ROW(amend, "correct a record: a new one takes its place", "text json"),
    PSP_ROW(void, "strike a record, or a case opened by mistake", "text json"),
    PSP_ROW(undo, "strike all records of your last write", "text json"),
    PSP_ROW(edit, "correct a header or an intake in the editor, or mend a case file", "text"),
    PSP_ROW(renumber, "give a case another number", "text json"),
    redacting(PSP_ROW(status, "what is owed: the flags, most urgent first", "text json")),
    redacting(
        PSP_ROW(due, "the agenda: sessions, reviews, papers, answers and deadlines, in order of day", "text json ics")),
    redacting(
        PSP_ROW(why, "each flag of a case with its rule, its source and the records that it rests on", "text json")),
    redacting(PSP_ROW(list, "the cases, by filter", "text json")),
    redacting(PSP_ROW(show, "a case as a chronology, or as the client file to hand over", "text json md html")),
    redacting(PSP_ROW(log, "what was recorded, across cases, in order of recording", "text json")),
    PSP_ROW(report, "the month report: cases, sessions, closures and what is to do, beside earlier periods",
            "text json csv md html"),
    PSP_ROW(check, "all errors of all files; silent where all is well", "text json"),
    PSP_ROW(diff, "what was recorded since a commit, or between two", "text json"),
    PSP_ROW(doctor, "whether this machine and git are set up for the ledger, and what is not as it should be",
            "text json"),
    PSP_ROW(person, "who a client is: shows it, or writes it down", "text json"),
    PSP_ROW(forget, "take away who a client was, and tell what still says so", "text json"),
    PSP_ROW(rules, "the rules of the two services, their sources, and what keeps them", "text json"),
    PSP_ROW(sync, "commit, fetch, merge record by record, check and push", "text"),
    passing_on(PSP_ROW(git, "git in the ledger's directory, with all that follows", "text")),
    Command{"merge-file", "three versions of a case file made into one, record by record; git runs it", "text",
            merge_file_syntax, run_merge_file},
    PSP_ROW(completion, "a completion script for a shell", "text"),
};

}  // namespace

std::span<const Command> commands() { return command_table; }

const Command* find_command(std::string_view name) {
  const auto it =
      std::find_if(command_table.begin(), command_table.end(), [&](const Command& c) { return c.name == name; });
  return it == command_table.end() ? nullptr : &*it;
}

bool has_option(const std::vector<OptionSpec>& options, std::string_view name) {
  return std::any_of(options.begin(), options.end(), [&](const OptionSpec& o) { return o.name == name; });
}

const std::vector<OptionSpec>& global_options() {
  static constexpr std::array colours{std::string_view("auto"), std::string_view("always"), std::string_view("never")};
  static constexpr auto formats = std::to_array<std::string_view>({"text", "json", "csv", "md", "html", "ics"});
  static const std::vector<OptionSpec> options{
      {"ledger",
       "the ledger's directory (PSP_LEDGER; else upwards from here); psp report takes several",
       Type::texts,
       {},
       false,
       'C',
       false},
      {"format", "how results are printed", Type::word, formats},
      {"lang", "the language of messages (PSP_LANG; else the office's; else the locale's)", Type::word,
       Vocabulary<Language>::words},
      {"color", "colours (auto; not where NO_COLOR is set)", Type::word, colours},
      {"now", "the clock, for tests and for reproducing (PSP_NOW)", Type::moment},
      {"by", "the worker at work (PSP_WORKER; else git's user.email; else the login name)"},
      {"redact", "leave out what is not to leave the office: other persons, remarks, internal notes", Type::boolean},
      {"quiet", "no messages but errors", Type::boolean, {}, false, 'q'},
      {"yes", "do not ask", Type::boolean, {}, false, 'y'},
  };
  return options;
}

}  // namespace psp::cli
