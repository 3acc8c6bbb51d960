// Everything that comes to a command from outside: the clock, the streams, the environment, the ledger, the worker.
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actions/commit.h"
#include "actions/occasion.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "format/person.h"
#include "model/office.h"
#include "model/person.h"
#include "store/git/git.h"
#include "store/ledger.h"
#include "store/people.h"

namespace psp::cli {

/// Returns what a yes or a no says, in English, Slovenian or Latvian, a letter of it or the word; nothing for any other
/// answer.
std::optional<bool> yes_or_no(std::string_view answer);

/// Says who writes, as it was found, and where it was found.
struct Who {
  std::string key;
  std::string_view found;
};

struct Context {
  Context(std::istream& i, std::ostream& o, std::ostream& e, const Arguments& a)
      : in(i), out(o), err(e), arguments(a) {}

  std::istream& in;
  std::ostream& out;          ///< results
  std::ostream& err;          ///< messages and questions
  bool out_terminal = false;  ///< standard output is one
  bool terminal = false;      ///< a person can be asked: standard input and standard error are a terminal
  bool colour = false;
  bool watched = false;  ///< what takes long is told meanwhile: input, output and error are a terminal that can erase
  Moment now;            ///< when the command began, or what it is at work on
  std::function<Moment()> clock;                        ///< gives the time of the machine, or the one that is given
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

  /// Returns the ledger, which is opened when it is first asked for. What an earlier command left half-done is finished
  /// then, and told. Throws a Failure if there is none, or it cannot be opened.
  store::Ledger& ledger();
  /// Returns the office's name if the ledger is open and psp.toml gives one; else "".
  std::string office_name() const;

  /// Returns the directory that -C or PSP_LEDGER names, else the current one, whether or not it is a ledger. Throws a
  /// Failure (Exit::usage) if -C is given twice.
  std::filesystem::path named_directory() const;

  /// Returns the ledger's directory, whether or not the ledger can be opened. Throws a Failure if there is none, or as
  /// named_directory() does.
  std::filesystem::path ledger_directory() const;

  /// Returns how psp is called for that ledger from here: `psp`, or `psp -C DIR` as a shell takes it.
  std::string psp_for(const std::filesystem::path& ledger) const;

  /// Returns all whom people/ knows, read when it is first asked for. Tells then, unless --quiet, what cannot be read,
  /// as warnings, and that names are encrypted. Throws a Failure as ledger() does.
  const People& people();
  /// Returns the same, for who looks for them in what others will see. Tells, too, that people/ is not there, and
  /// leaves to the caller what of it the system keeps shut (people_read().unread).
  const People& people_to_look_for();
  /// Returns people/ as it is read when it is first asked for, and tells nothing. Throws a Failure as ledger() does.
  const store::PeopleRead& people_read();

  /// Returns the key of the worker at work, found when it is first asked for: see worker_at_work(). One who has left
  /// the office is doubted, unless nothing is to be written. Throws a Failure as who() does, and (Exit::usage) if
  /// psp.toml lists workers and this is none of them, or a person who is asked says that it is the wrong one.
  std::string by();
  /// Returns who writes, as it was found: by --by, PSP_WORKER, git's user.email, the login name. Throws a Failure if
  /// nobody is found, psp.toml has errors, or git gives no answer.
  Who who();

  /// Returns what an action is given besides the request: the ledger, who is at work, the clock. It must not outlive
  /// the context. Throws a Failure as ledger() and by() do.
  actions::Occasion occasion();

  /// Returns what the ids of new cases begin with in this clone: git's psp.casePrefix, else the office's case_prefix.
  /// Throws a Failure if git's is no such prefix (Exit::usage) or git gives no answer (Exit::system).
  std::string new_case_prefix();

  /// Returns true if a person reads names of clients at a terminal here and now: the result is text, and without
  /// --redact.
  bool shows_names() const;
  /// Returns a client for the line that says what was recorded: the reference, with the name if names are shown.
  std::string client_shown(const std::string& reference);

  /// Returns what the result is to be printed as: what --format says, else text.
  const Format& format() const;

  /// Return the text in the language of the person.
  std::string tr(const Message&) const;
  std::string tr(std::string_view text) const;

  /// Writes a message to the person on standard error: `psp: …`.
  void say(const Message&) const;
  /// Does the same, unless --quiet.
  void mention(const Message&) const;
  /// Writes a diagnostic on standard error.
  void show(const Diagnostic&) const;
  /// Writes a failure there: its diagnostics, its message, its details.
  void show(const Failure&) const;

  /// Says on a terminal that PSP_NOW makes the clock stand still, which may be a leftover: whatever is written bears
  /// it.
  void tell_clock() const;

  /// Says that git gave no answer, with git's own words.
  void tell_no_answer(const store::NoAnswer&) const;

  /// Return what tells of something that takes long, as long as it lives: see Progress. They return null if nobody
  /// watches, and with --quiet.
  std::unique_ptr<Progress> progress(Progress::Words) const;
  std::unique_ptr<Progress> progress(const Message&) const;

  /// Returns a ledger that is opened as ledger() is, and says so where it takes long to read.
  store::Ledger opened(const std::filesystem::path&);

  /// Tells what keeps something that was written from being saved as it should be; usually nothing does.
  void tell_saved(store::Durable) const;

  /// Tells what became of a write to several cases, or of a renumbering, that was found unfinished.
  void tell_finish(const store::Finish&) const;

  /// Returns true if a person can be asked about what may be a slip: at a terminal, without --yes.
  bool asks() const;

  /// Asks as ask() does. Returns true for a yes in one of the languages.
  bool confirm(const Message& question) const;

  /// Lists choices under a heading and lets a person choose one by its number. Returns its place, from 0. Throws a
  /// Failure (Exit::usage) if none is chosen.
  std::size_t choose(const Message& heading, const std::vector<Message>& choices) const;

  /// Asks a question that ends with the letters of its answers and the one that an empty answer means, `(g/t/l; g)`, as
  /// its translation has them. Returns the place of the answer's letter among them, from 0; nothing for another answer.
  std::optional<std::size_t> ask_letter(const Message& question) const;

  /// Asks as ask() does, until the answer is a yes or a no; returns nothing for an empty line.
  std::optional<bool> ask_whether(const Message& question) const;

  /// Says what may be a slip, and lets a person at a terminal decide, unless --yes. Returns false if the answer is no.
  bool goes_on(const std::vector<Message>& doubts) const;
  /// Does the same. Throws a Failure (Exit::usage) if the answer is no.
  void ask_to_go_on(const std::vector<Message>& doubts) const;

  /// Asks on the terminal and returns the line that is answered. Throws a Failure (Exit::usage) if there is none.
  std::string ask(const Message& question) const;

 private:
  void tell_other_ledger(const std::filesystem::path& used) const;
  void tell_people(const std::vector<Diagnostic>& wrong) const;

  std::optional<store::Ledger> ledger_ = std::nullopt;
  std::optional<store::PeopleRead> people_ = std::nullopt;
  std::optional<std::string> by_ = std::nullopt;
  bool people_told_ = false;
};

/// Returns that people/ is not there, so that no name could be looked for.
Message no_people();

using format::locked_names;

/// Returns who writes, and what tells that psp waits for another psp. It must not outlive the context. Throws a Failure
/// as Context::by() does.
store::Writer writer(Context&);

}  // namespace psp::cli
