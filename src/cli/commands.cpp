#include "cli/commands.h"

#include <algorithm>
#include <array>

#include "model/text.h"

namespace psp::cli {
namespace {

constexpr std::array known_formats{
    Format{"text", true}, Format{"json", false, true}, Format{"csv"}, Format{"md"}, Format{"html"}, Format{"ics"}};

constexpr std::string_view tables[] = {"text", "json", "csv", "md", "html"};
constexpr std::string_view pages[] = {"text", "json", "md", "html"};
constexpr std::string_view calendar[] = {"text", "json", "csv", "md", "html", "ics"};
constexpr std::span text_json(pages, 2), text_only(pages, 1);

#define PSP_ROW(name, family, help, formats) \
  Command { #name, Family::family, help, formats, name##_syntax, run_##name }

constexpr Command redacting(Command command) {
  command.redacts = true;
  return command;
}

constexpr Command passing_on(Command command) {
  command.passes_on = true;
  return command;
}

constexpr std::array command_table{
    redacting(PSP_ROW(open, record, "open a case", text_json)),
    PSP_ROW(session, record, "record a session held now, or plan one", text_json),
    PSP_ROW(attendance, record, "record what became of a session", text_json),
    PSP_ROW(at, record, "short for psp session: an appointment", text_json),
    PSP_ROW(came, record, "short for psp attendance: attended", text_json),
    PSP_ROW(missed, record, "short for psp attendance: missed", text_json),
    PSP_ROW(excused, record, "short for psp attendance: missed, justified and told beforehand", text_json),
    PSP_ROW(cancel, record, "short for psp attendance: cancelled, by the client", text_json),
    PSP_ROW(move, record, "short for psp attendance: rescheduled, with the appointment in its place", text_json),
    PSP_ROW(roll, record, "what became of all sessions that wait for it, one key each", text_json),
    PSP_ROW(referral, record, "record a referral into the service, or onward", text_json),
    PSP_ROW(response, record, "record a provider's answer to an onward referral", text_json),
    PSP_ROW(document, record, "record a paper", text_json),
    PSP_ROW(option, record, "record a service, benefit, right or obligation put before the client", text_json),
    PSP_ROW(assessment, record, "record an assessment of needs, an exploration, an evaluation of change", text_json),
    PSP_ROW(plan, record, "record a plan and its goals", text_json),
    PSP_ROW(contact, record, "record a call, letter, visit or meeting that is no session", text_json),
    PSP_ROW(call, record, "short for psp contact: a telephone call, with the client", text_json),
    PSP_ROW(task, record, "record a promise with a day", text_json),
    PSP_ROW(done, record, "record that a task was done, or dropped", text_json),
    PSP_ROW(review, record, "record a review and what was agreed", text_json),
    PSP_ROW(notice, record, "record that the case manager or the client was told", text_json),
    PSP_ROW(agreement, record, "record the agreement on the further form of cooperation", text_json),
    PSP_ROW(suspend, record, "pause the service", text_json),
    PSP_ROW(resume, record, "end a pause", text_json),
    PSP_ROW(transfer, record, "give the case to another worker or case manager", text_json),
    redacting(PSP_ROW(handover, record,
                      "give all open cases of a worker to another, with a sheet of what is open in each", pages)),
    PSP_ROW(absent, record, "a worker's days away: move, call off or give away what is planned then", text_json),
    PSP_ROW(remark, record, "record a remark", text_json),
    PSP_ROW(close, record, "close a case, or record that the service was refused", text_json),
    PSP_ROW(reopen, record, "start a new episode of a closed case", text_json),
    PSP_ROW(amend, correct, "correct a record: a new one takes its place", text_json),
    PSP_ROW(void, correct, "strike a record, or a case opened by mistake", text_json),
    PSP_ROW(undo, correct, "take back your last write, and again the one before it", text_json),
    PSP_ROW(refile, correct, "move records that were written into the wrong case to the right one", text_json),
    PSP_ROW(edit, correct, "correct a header or an intake in the editor, or mend a case file", text_only),
    PSP_ROW(renumber, correct, "give a case another number", text_json),
    PSP_ROW(today, see, "your day: sessions, what is owed in their cases, what else is due", tables),
    PSP_ROW(tomorrow, see, "the same of tomorrow", tables),
    PSP_ROW(day, see, "the same of another day; of a past one, what became of it", tables),
    redacting(PSP_ROW(status, see, "what is owed: the flags, most urgent first", tables)),
    redacting(
        PSP_ROW(due, see, "the agenda: sessions, reviews, papers, answers and deadlines, in order of day", calendar)),
    redacting(
        PSP_ROW(why, see, "each flag of a case with its rule, its source and the records that it rests on", text_json)),
    redacting(PSP_ROW(list, see, "the cases, by filter", tables)),
    redacting(PSP_ROW(show, see, "a case as a chronology, or as the client file to hand over", pages)),
    redacting(PSP_ROW(log, see, "what was recorded, across cases, in order of recording", tables)),
    PSP_ROW(find, see, "a text in all that was written down, with the words around it", tables),
    PSP_ROW(providers, see, "whom clients are referred to: what each offers, and how the referrals went", tables),
    PSP_ROW(report, see, "the month report: cases, sessions, closures and what is to do, beside earlier periods",
            tables),
    PSP_ROW(diff, see, "what was recorded since a commit, or between two", text_json),
    PSP_ROW(rules, see, "the rules of the two services, their sources, and what keeps them", text_json),
    PSP_ROW(person, clients, "who a client is: shows it, or writes it down", text_json),
    PSP_ROW(forget, clients, "take away who a client was, and tell what still says so", text_json),
    PSP_ROW(init, ledger, "start a ledger", text_only),
    PSP_ROW(worker, ledger, "the workers and their open cases; adds one to psp.toml", text_json),
    PSP_ROW(provider, ledger, "the providers of psp.toml and what was referred to each; adds one", text_json),
    PSP_ROW(check, ledger, "all errors of all files; silent where all is well", text_json),
    PSP_ROW(doctor, ledger, "whether this machine and git are set up for the ledger, and what is not as it should be",
            text_json),
    PSP_ROW(sync, ledger, "commit, fetch, merge record by record, check and push", text_only),
    passing_on(PSP_ROW(git, ledger, "git in the ledger's directory, with all that follows", text_only)),
    Command{"merge-file", Family::ledger, "three versions of a case file made into one, record by record; git runs it",
            text_only, merge_file_syntax, run_merge_file},
    PSP_ROW(completion, ledger, "a completion script for a shell", text_only),
};

constexpr std::array titles{marked("Record what happened"), marked("Correct what is written"),
                            marked("See what is there, and what is owed"), marked("Who the clients are"),
                            marked("The ledger, and git")};

}  // namespace

std::span<const Format> formats() { return known_formats; }

std::string_view title(Family family) { return titles[static_cast<std::size_t>(family)]; }

std::span<const Command> commands() { return command_table; }

const Command* find_command(std::string_view name) {
  const auto it =
      std::find_if(command_table.begin(), command_table.end(), [&](const Command& c) { return c.name == name; });
  return it == command_table.end() ? nullptr : &*it;
}

Message no_command(std::string_view name) {
  std::vector<std::string_view> names;
  for (const auto& command : command_table) names.push_back(command.name);
  const auto near = nearest(name, names);
  return near.empty() ? msg("there is no command \"{}\"; psp --help lists them", name)
                      : msg("there is no command \"{}\"; did you mean psp {}?", name, near);
}

bool has_option(const std::vector<OptionSpec>& options, std::string_view name) {
  return std::any_of(options.begin(), options.end(), [&](const OptionSpec& o) { return o.name == name; });
}

const std::vector<OptionSpec>& global_options() {
  static constexpr std::array colours{std::string_view("auto"), std::string_view("always"), std::string_view("never")};
  static constexpr auto format_names = [] {
    std::array<std::string_view, known_formats.size()> names;
    std::transform(known_formats.begin(), known_formats.end(), names.begin(), [](const Format& f) { return f.name; });
    return names;
  }();
  static const std::vector<OptionSpec> options{
      {"ledger",
       "the ledger's directory (PSP_LEDGER; else upwards from here); psp report takes several",
       Type::texts,
       {},
       false,
       'C',
       false},
      {"format", "how results are printed", Type::word, format_names},
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
