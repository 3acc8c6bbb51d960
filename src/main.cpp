// The program: what comes from outside is gathered here, and every failure ends here.
#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <iostream>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/arguments.h"
#include "cli/case_named.h"
#include "cli/commit.h"
#include "cli/context.h"
#include "cli/global_options.h"
#include "cli/input.h"
#include "i18n/tr.h"
#include "render/printable.h"
#include "store/disk/file.h"

namespace psp {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

/// The offset from UTC that this machine's zone has at a local time, in minutes.
int zone_offset(const LocalTime& t) {
  std::tm tm{};
  tm.tm_year = t.date.year - 1900;
  tm.tm_mon = t.date.month - 1;
  tm.tm_mday = t.date.day;
  tm.tm_hour = t.hour;
  tm.tm_min = t.minute;
  tm.tm_sec = t.second;
  tm.tm_isdst = -1;
  std::mktime(&tm);
  return static_cast<int>(tm.tm_gmtoff / 60);
}

Moment clock_now() {
  const std::time_t now = std::time(nullptr);
  std::tm tm{};
  localtime_r(&now, &tm);
  return {{{tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday}, tm.tm_hour, tm.tm_min, std::min(tm.tm_sec, 59)},
          static_cast<int>(tm.tm_gmtoff / 60)};
}

/// The editor's texts are kept where something fails.
void tell_drafts(const cli::Context& context, Failure& failure) {
  for (const auto& draft : context.drafts)
    failure.details.push_back(msg("what you wrote in the editor is kept in {}", draft.string()));
}

/// Who reads of a failure alone tries again, and would record it twice.
Failure after_saving(const cli::Context& context, Failure failure) {
  failure.details.insert(failure.details.begin(), std::move(failure.message));
  std::vector<std::string_view> what;
  for (const auto& change : context.written) what.push_back(change.words);
  failure.message =
      what.empty() ? msg("recorded, and not to be recorded again; but what came after that failed:")
                   : msg("recorded, and not to be recorded again ({}); but what came after that failed:", listed(what));
  failure.exit = Exit::system;
  return failure;
}

Exit run_command(const std::vector<std::string>& words, cli::ChosenLanguage chosen) {
  const bool terminal = isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
  auto parsed = cli::parse_arguments(words, chosen.language,
                                     terminal ? cli::Missing::left_to_be_asked_for : cli::Missing::refused);
  if (const auto* shown = std::get_if<cli::Shown>(&parsed)) {
    std::cout << shown->text;
    return Exit::done;
  }
  auto& given = std::get<cli::Arguments>(parsed);
  cli::refuse_global_options(given);
  cli::Context context(std::cin, std::cout, std::cerr, given);
  context.terminal = terminal;
  context.out_terminal = isatty(STDOUT_FILENO) != 0;
  context.watched = terminal && context.out_terminal && environment("TERM") != "" && environment("TERM") != "dumb";
  context.colour = cli::wants_colour(given, context.out_terminal, environment);
  const auto clock = given.has("now") ? given.text("now") : environment("PSP_NOW");
  context.clock = clock_now;
  if (!clock.empty()) context.clock = [given_now = cli::read_clock(clock, zone_offset)] { return given_now; };
  context.now = context.clock();
  context.clock_given = !clock.empty();
  context.clock_left_standing = !given.has("now") && !clock.empty();
  std::error_code gone;  // the directory may have been deleted: an absolute --ledger still works
  context.directory = std::filesystem::current_path(gone);
  context.environment = environment;
  context.language = chosen.language;
  context.language_chosen = chosen.explicitly;
  if (terminal) cli::ask_for_missing(context, given);
  try {
    auto exit = given.command->run(context);
    exit = std::max(exit, cli::commit_written(context));
    for (const auto& draft : context.drafts)
      if (std::error_code error; !std::filesystem::remove(draft, error) && error)
        context.say(msg("{} could not be removed: {}; delete it", draft.string(), store::system_reason(error.value())));
    return exit;
  } catch (Failure& failure) {
    tell_drafts(context, failure);
    if (context.saved) failure = after_saving(context, std::move(failure));
    throw;
  } catch (const std::exception& error) {
    Failure failure{Exit::system, msg("{}", error.what())};
    tell_drafts(context, failure);
    if (context.saved) failure = after_saving(context, std::move(failure));
    throw failure;
  }
}

/// Runs a command line; every failure becomes a message and an exit code here.
Exit run(const std::vector<std::string>& words) {
  cli::ChosenLanguage chosen;
  const auto tell = [&](const Failure& failure) {
    cli::Arguments none;
    cli::Context context(std::cin, std::cout, std::cerr, none);
    context.language = cli::language_for_people(chosen, words, environment);
    context.show(failure);
    return failure.exit;
  };
  try {
    chosen = cli::choose_language(words, environment);
    if (cli::asks_for_help(words)) chosen.language = cli::language_for_people(chosen, words, environment);
    const auto exit = run_command(words, chosen);
    std::cout.flush();
    if (!std::cout)
      throw Failure{Exit::system,
                    msg("the result could not be written to standard output; what was recorded is saved")};
    return exit;
  } catch (const Failure& failure) {
    return tell(failure);
  } catch (const std::exception& error) {
    return tell({Exit::system, msg("{}", error.what())});
  }
}

/// A core dump would hold what clients said, and lie wherever the kernel puts it: the ledger, for one. A limit of one
/// byte is below the least dump, and it alone keeps the kernel from handing the dump to a program as well.
void leave_no_core_dumps() {
  rlimit limit{};
  if (getrlimit(RLIMIT_CORE, &limit) != 0) return;
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_cur, 1);
  setrlimit(RLIMIT_CORE, &limit);
}

}  // namespace
}  // namespace psp

int main(int argc, char** argv) {
  psp::leave_no_core_dumps();
  umask(077);  // what psp makes is for this person alone, and so is what git and the editor make for it
  std::signal(SIGXFSZ, SIG_IGN);  // a file size limit then is an error like a full disk, told and cleaned up
  return static_cast<int>(psp::run({argv + 1, argv + argc}));
}
