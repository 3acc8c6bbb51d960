// Everything that comes to a command from outside: the clock, the streams, the environment, the ledger, the worker.
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actions/commit.h"
#include "actions/occasion.h"
#include "cli/command.h"
#include "format/person.h"
#include "model/office.h"
#include "model/person.h"
#include "store/git/git.h"
#include "store/ledger.h"
#include "store/people.h"

namespace psp::cli {

/// A worker's key, and where it was found.
struct Who {
  std::string key;
  std::string_view found;
};

struct Context {
  Context(std::istream& i, std::ostream& o, std::ostream& e, const Arguments& a)
      : in(i), out(o), err(e), arguments(a) {}

  std::istream& in;
  std::ostream& out;      ///< results
  std::ostream& err;      ///< messages and questions
  bool terminal = false;  ///< a person can be asked: standard input and standard error are a terminal
  bool colour = false;
  Moment now;
  bool clock_given = false;                             ///< by --now or PSP_NOW
  bool clock_left_standing = false;                     ///< by PSP_NOW, which may be a leftover
  std::filesystem::path directory;                      ///< the current one
  std::function<std::string(const char*)> environment;  ///< "" where a variable is not set
  Language language = Language::en;
  bool language_chosen = false;                    ///< by --lang or PSP_LANG; else the office's own goes first
  std::vector<std::filesystem::path> drafts = {};  ///< what was written in the editor, kept until the command is done
  bool saved = false;  ///< something is recorded: from then on, what fails is told as what came after that
  std::vector<actions::FileChange> written = {};  ///< what is on the disk, to be committed where the office says so
  const Arguments& arguments;                     ///< what was given on the command line

  Date today() const { return now.local.date; }

  /// The ledger, opened when it is first asked for; what an earlier command left half-done is finished then, and told.
  /// Throws a Failure.
  store::Ledger& ledger();

  /// The directory that -C or PSP_LEDGER names, else the current one, whether or not it is a ledger.
  std::filesystem::path named_directory() const;

  /// The ledger's directory, whether or not the ledger can be opened. Throws a Failure where there is none.
  std::filesystem::path ledger_directory() const;

  /// psp as it is called for that ledger from here: `psp`, or `psp -C DIR` as a shell takes it.
  std::string psp_for(const std::filesystem::path& ledger) const;

  /// All whom people/ knows, read when it is first asked for. What cannot be read is told then, as warnings, and that
  /// names are encrypted: the references stand for them. Throws a Failure only where there is no ledger.
  const People& people();
  /// Returns the same, for who looks for them in what others will see: says, too, that people/ is not there, and leaves
  /// to the caller what of it the system keeps shut (people_read().unread).
  const People& people_to_look_for();
  /// Returns people/ as it is read when it is first asked for. Says nothing.
  const store::PeopleRead& people_read();

  /// The key of the worker at work. Throws a Failure where nobody is known to write, or psp.toml lists workers and this
  /// is none of them.
  std::string by();
  /// Who writes, as it was found: by --by, PSP_WORKER, git's user.email, the login name. Throws a Failure.
  Who who();

  /// What an action is given besides the request: the ledger, who is at work, the clock. Throws a Failure.
  actions::Occasion occasion();

  /// What the ids of new cases begin with in this clone: git's psp.casePrefix, else the office's case_prefix. Throws a
  /// Failure where it is none.
  std::string new_case_prefix();

  /// What the result is to be printed as: what --format says, else the command's own.
  const Format& format() const;

  std::string tr(const Message&) const;
  std::string tr(std::string_view text) const;

  /// A message to the person: `psp: …` on standard error.
  void say(const Message&) const;
  /// Like say(), unless --quiet.
  void mention(const Message&) const;
  void show(const Diagnostic&) const;

  /// Says on a terminal that PSP_NOW makes the clock stand still, which may be a leftover: whatever is written bears
  /// it.
  void tell_clock() const;

  /// Warns that git gave no answer, with its own words.
  void tell_no_answer(const store::NoAnswer&) const;

  /// Tells what keeps something that was written from being saved as it should be: nothing, usually.
  void tell_saved(store::Durable) const;

  /// Tells what became of a write to several cases, or of a renumbering, that was found unfinished.
  void tell_finish(const store::Finish&) const;

  /// True where a person is there to be asked what may be a slip: at a terminal, without --yes.
  bool asks() const;

  /// True for a yes in one of the languages.
  bool confirm(const Message& question) const;

  /// Asks on the terminal a question that may be left open: yes, no, or nothing for an empty line.
  std::optional<bool> ask_whether(const Message& question) const;

  /// Says what may be a slip, and lets a person at a terminal decide, unless --yes. Returns false where that is a no.
  bool goes_on(const std::vector<Message>& doubts) const;
  /// The same. Throws a Failure (Exit::usage) where that is a no.
  void ask_to_go_on(const std::vector<Message>& doubts) const;

  /// Asks on the terminal and reads a line. Throws a Failure where there is no answer.
  std::string ask(const Message& question) const;

 private:
  void tell_other_ledger(const std::filesystem::path& used) const;
  void tell_people(const std::vector<Diagnostic>& wrong) const;

  std::optional<store::Ledger> ledger_ = std::nullopt;
  std::optional<store::PeopleRead> people_ = std::nullopt;
  bool people_told_ = false;
};

/// That there is nobody to be looked for.
Message no_people();

using format::locked_names;

/// Whoever is to be told while a writer waits.
store::Writer writer(Context&);

}  // namespace psp::cli
