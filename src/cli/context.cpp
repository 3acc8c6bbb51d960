#include "cli/context.h"

#include <charconv>
#include <istream>
#include <ostream>
#include <utility>

#include <pwd.h>
#include <unistd.h>

#include <fmt/format.h>

#include "cli/office_keys.h"
#include "i18n/tr.h"
#include "model/letters.h"
#include "model/text.h"
#include "render/check.h"
#include "store/git/git.h"
#include "store/git/set_up.h"

namespace psp::cli {

std::optional<bool> yes_or_no(std::string_view answer) {
  const auto said = folded(trimmed(answer));
  for (const std::string_view yes : {"y", "yes", "d", "da", "j", "ja"})
    if (said == yes) return true;
  for (const std::string_view no : {"n", "no", "ne"})
    if (said == no) return false;
  return std::nullopt;
}

/// Tells who stands in one ledger that PSP_LEDGER names another, which is the one that is used.
void Context::tell_other_ledger(const std::filesystem::path& used) const {
  if (!arguments.text("ledger").empty() || environment("PSP_LEDGER").empty()) return;
  try {
    const auto here = store::find_ledger({}, directory);
    std::error_code error;
    if (!std::filesystem::equivalent(here, used, error))
      mention(msg("PSP_LEDGER names the ledger {}: that one is used, and not the one here (psp -C {})",
                  used.lexically_normal().string(), here.string()));
  } catch (const Failure&) {
    // There is no ledger here.
  }
}

std::filesystem::path Context::named_directory() const {
  if (arguments.all("ledger").size() > 1) throw Failure{Exit::usage, msg("one ledger at a time: -C is given twice")};
  auto given = arguments.text("ledger");
  if (given.empty()) given = environment("PSP_LEDGER");
  return given.empty() ? directory : directory / given;
}

std::filesystem::path Context::ledger_directory() const {
  const auto named = named_directory();
  return store::find_ledger(named == directory ? std::filesystem::path() : named, directory);
}

std::string Context::office_name() const { return ledger_ ? ledger_->parsed_office().value.settings.name : ""; }

store::Ledger& Context::ledger() {
  if (!ledger_) {
    ledger_ = opened(ledger_directory());
    const auto& office_language = ledger_->parsed_office().value.settings.language;
    if (!language_chosen && office_language) language = *office_language;
    tell_other_ledger(ledger_->directory());
    tell_finish(ledger_->finish());
  }
  return *ledger_;
}

std::unique_ptr<Progress> Context::progress(Progress::Words words) const {
  return watched && !arguments.on("quiet") ? std::make_unique<Progress>(err, std::move(words)) : nullptr;
}

std::unique_ptr<Progress> Context::progress(const Message& m) const {
  return progress([text = "psp: " + tr(m)](std::size_t, std::size_t) { return text; });
}

store::Ledger Context::opened(const std::filesystem::path& of) {
  auto reads = [this, told = std::shared_ptr<Progress>()](std::size_t done, std::size_t all) mutable {
    if (done == all) return told.reset();
    if (!told)
      told = progress([this](std::size_t n, std::size_t of_all) {
        return "psp: " +
               tr(msg("{} of {} cases read", static_cast<std::int64_t>(n), static_cast<std::int64_t>(of_all)));
      });
    if (told) told->reached(done, all);
  };
  return store::Ledger(
      of, [this](const Message& m) { say(m); }, std::move(reads));
}

void Context::tell_no_answer(const store::NoAnswer& none) const {
  say(none.why);
  for (const auto& line : none.words) err << "  " << render::printable(tr(line)) << '\n';
}

void Context::tell_saved(store::Durable durable) const {
  if (durable == store::Durable::unknown)
    say(msg("saved, but the disk did not confirm it: it may be lost in a power cut"));
  if (durable == store::Durable::with_leftover)
    say(msg("saved, but a file that was left behind lies beside it: psp check tells where"));
}

void Context::tell_finish(const store::Finish& finish) const {
  for (const auto& d : finish.waiting) show(d);
  for (const auto& why : finish.given_up) say(why);
  if (finish.cases == 0 && finish.renumbered.empty()) return;
  tell_saved(finish.durable);
  if (finish.durable == store::Durable::unknown) return;
  for (const auto& r : finish.renumbered)
    mention(msg("renumbering {} to {} had been stopped half-way: it is finished now", r.from, r.to));
  if (finish.cases > 0 && finish.waiting.empty())
    mention(msg_count(static_cast<std::int64_t>(finish.cases),
                      "a write to several cases had been stopped half-way: it is finished now, with {} case",
                      "a write to several cases had been stopped half-way: it is finished now, with {} cases"));
}

std::string Context::psp_for(const std::filesystem::path& ledger) const {
  std::error_code error;
  const auto place = std::filesystem::weakly_canonical(ledger, error);
  if (place == std::filesystem::weakly_canonical(directory, error)) return "psp";
  return "psp -C " + store::shell_word(place.string());
}

const store::PeopleRead& Context::people_read() {
  if (!people_) people_ = store::read_people(ledger());
  return *people_;
}

void Context::tell_people(const std::vector<Diagnostic>& wrong) const {
  for (auto d : wrong) {
    if (arguments.on("quiet")) break;
    d.severity = Severity::warning;
    show(d);
  }
  if (!people_->people.locked.empty()) mention(locked_names());
}

const People& Context::people() {
  const auto& people = people_read().people;
  if (!std::exchange(people_told_, true)) tell_people(people.wrong);
  return people;
}

const People& Context::people_to_look_for() {
  const auto& [people, there, unread] = people_read();
  if (std::exchange(people_told_, true)) return people;
  auto wrong = people.wrong;
  std::erase_if(wrong, [&, &unread = unread](const Diagnostic& d) { return is_told(d, unread); });
  tell_people(wrong);
  if (!there) mention(no_people());
  return people;
}

Who Context::who() {
  if (auto given = arguments.text("by"); !given.empty()) return {given, "--by"};
  if (auto given = environment("PSP_WORKER"); !given.empty()) return {given, "PSP_WORKER"};
  if (!ledger().office().workers.empty()) {
    const auto email = store::Git(ledger().directory()).setting("user.email");
    if (const auto* none = email.none()) {
      auto failure = none->failure();
      failure.details.push_back(msg("or say who is writing: --by WORKER, or PSP_WORKER"));
      throw failure;
    }
    if (const auto key = ledger().office().worker_by_email(email.or_fail()); !key.empty())
      return {std::string(key), marked("git's user.email")};
  }
  for (const char* variable : {"LOGNAME", "USER"})
    if (auto login = environment(variable); !login.empty()) return {login, marked("the login name")};
  if (const auto* account = getpwuid(getuid())) return {account->pw_name, marked("the login name")};
  throw Failure{Exit::usage, msg("who is writing? Say --by WORKER, or set PSP_WORKER")};
}

std::string Context::by() {
  if (by_) return *by_;
  auto key = worker_at_work(*this);
  const bool writes = !arguments.on("dry-run") && !arguments.on("list");
  if (writes) ask_about_left(*this, key);
  return *(by_ = std::move(key));
}

std::string Context::new_case_prefix() {
  auto prefix = store::Git(ledger().directory()).setting("psp.casePrefix").or_fail();
  if (prefix.empty()) return ledger().office().settings.case_prefix;
  if (!is_case_id(make_case_id(prefix, 2026, 1)))
    throw Failure{Exit::usage,
                  msg("git's psp.casePrefix \"{}\" must be upper-case letters, digits and dashes", prefix)};
  return prefix;
}

const Format& Context::format() const {
  const auto given = arguments.has("csv") ? "csv" : arguments.text("format");
  const auto it =
      std::find_if(formats().begin(), formats().end(), [&](const cli::Format& f) { return f.name == given; });
  return it == formats().end() ? formats().front() : *it;
}

bool Context::shows_names() const {
  return terminal && out_terminal && format().names_clients && !arguments.on("redact");
}

std::string Context::client_shown(const std::string& reference) {
  return shows_names() ? people().shown(reference) : reference;
}

std::string Context::tr(const Message& m) const { return i18n::tr(language, m); }
std::string Context::tr(std::string_view text) const { return i18n::tr(language, text); }

void Context::say(const Message& m) const { err << "psp: " << render::printable(tr(m)) << '\n'; }

void Context::mention(const Message& m) const {
  if (!arguments.on("quiet")) say(m);
}

void Context::show(const Diagnostic& d) const { err << render::diagnostic_line(d, language); }

void Context::show(const Failure& failure) const {
  for (const auto& d : failure.diagnostics) show(d);
  say(failure.message);
  for (const auto& d : failure.details) err << "  " << render::printable_line(tr(d)) << '\n';
}

std::string Context::ask(const Message& question) const {
  err << render::printable(tr(question)) << ": " << std::flush;
  std::string line;
  if (!std::getline(in, line)) throw Failure{Exit::usage, msg("no answer: nothing was written")};
  return line;
}

std::optional<std::size_t> Context::ask_letter(const Message& question) const {
  const auto words = tr(question);
  auto letters = std::string_view(words).substr(words.rfind('(') + 1);
  auto answer = folded(trimmed(ask(question)));
  const auto behind = letters.find("; ");
  if (answer.empty()) answer = letters.substr(behind + 2, letters.find(')') - behind - 2);
  letters = letters.substr(0, behind);
  for (std::size_t place = 0; !letters.empty(); ++place) {
    const auto end = std::min(letters.find('/'), letters.size());
    if (folded(letters.substr(0, end)) == answer) return place;
    letters.remove_prefix(std::min(end + 1, letters.size()));
  }
  return std::nullopt;
}

std::size_t Context::choose(const Message& heading, const std::vector<Message>& choices) const {
  const auto count = static_cast<std::int64_t>(choices.size());
  say(heading);
  for (std::size_t i = 0; i < choices.size(); ++i)
    err << fmt::format("  {}  ", i + 1) << render::printable(tr(choices[i])) << '\n';
  for (;;) {
    const auto answer = ask(msg("which one? (1 to {}, Enter: none)", count));
    const auto said = trimmed(answer);
    if (said.empty()) throw Failure{Exit::usage, msg("none was chosen: nothing was written")};
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(said.data(), said.data() + said.size(), number);
    if (error == std::errc{} && end == said.data() + said.size() && number >= 1 && number <= choices.size())
      return number - 1;
  }
}

bool Context::asks() const { return terminal && !arguments.on("yes"); }

bool Context::confirm(const Message& question) const { return yes_or_no(ask(question)).value_or(false); }

void Context::tell_clock() const {
  if (terminal && clock_left_standing) say(msg("PSP_NOW makes the clock stand still at {}: is that meant?", now.local));
}

std::optional<bool> Context::ask_whether(const Message& question) const {
  for (;;) {
    const auto answer = ask(question);
    if (answer.empty()) return std::nullopt;
    if (const auto said = yes_or_no(answer)) return said;
    say(msg("answer y, n, or nothing"));
  }
}

bool Context::goes_on(const std::vector<Message>& doubts) const {
  for (const auto& m : doubts) asks() ? say(m) : mention(m);
  return doubts.empty() || !asks() || confirm(msg("write it all the same? (y/n)"));
}

void Context::ask_to_go_on(const std::vector<Message>& doubts) const {
  if (!goes_on(doubts)) throw Failure{Exit::usage, msg("nothing was written")};
}

Message no_people() { return msg("people/ is not there: no name could be looked for"); }

actions::Occasion Context::occasion() {
  return {ledger(), by(), now, clock_given, [this](const Message& m) { say(m); }};
}

store::Writer writer(Context& context) {
  return {context.by(), [&context](const Message& m) { context.say(m); }};
}

}  // namespace psp::cli
