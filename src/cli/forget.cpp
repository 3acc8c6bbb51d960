// psp forget: who a client was goes; what tells of it elsewhere is told.
#include <algorithm>
#include <ostream>
#include <set>
#include <utility>

#include "cli/commands.h"
#include "cli/people.h"
#include "cli/query.h"
#include "render/forgetting.h"
#include "rules/check.h"
#include "rules/privacy/search.h"
#include "store/elsewhere.h"
#include "store/git_crypt.h"
#include "store/history_search.h"
#include "store/texts.h"

namespace psp::cli {

Syntax forget_syntax() { return {{{"REF", "the client's reference"}}, {}}; }

namespace {

/// The person, who must be known.
Person person_of(Context& context, const std::string& reference) {
  if (auto wrong = rules::refuse_reference(reference)) throw Failure{Exit::usage, std::move(*wrong)};
  const auto path = person_path(reference);
  const auto text = context.ledger().text_of(path);
  if (!text) throw Failure{Exit::usage, msg("people/ has no {}: there is nothing to forget", reference)};
  auto parsed = format::parse_person(*text, path);
  refuse_unreadable(parsed, path);
  if (parsed.value.forgotten)
    throw Failure{Exit::usage, msg("{} was forgotten on {} already", reference, *parsed.value.forgotten)};
  return std::move(parsed.value);
}

void refuse_open_cases(const Context& context, const report::Forgetting& f) {
  if (context.arguments.on("yes")) return;
  std::vector<Message> open;
  for (const auto& c : f.cases)
    if (c.state != rules::CaseState::closed && c.state != rules::CaseState::refused)
      open.push_back(msg("{} ({}, {})", c.id, c.service, context.tr(word(c.state))));
  if (!open.empty())
    throw Failure{Exit::usage, msg("{} still has open cases; --yes forgets all the same:", f.client), {}, open};
  if (!context.terminal)
    throw Failure{Exit::usage, msg("what is forgotten cannot be had back: nobody can be asked here, so say --yes")};
}

/// Looks for one person, and says what it finds so that nothing of it is repeated.
class Tracing {
 public:
  Tracing(const store::Ledger& ledger, const Person& person, report::Forgetting& f)
      : ledger_(ledger),
        own_(person_path(person.client)),
        search_(only(person), names_of_the_office(ledger.parsed_office().value),
                rules::PrivacySearch::Numbers::left_out),
        found_(f) {}

  void run() {
    at_ledger();
    at_history();
    auto not_looked = store::look_elsewhere(ledger_.directory(), [&](const auto& other) { at_other(other); });
    for (auto& n : not_looked) found_.not_looked.push_back(std::move(n));
    for (auto& n : found_.not_looked) {
      n.place = masked(n.place);
      mask(n.why);
      for (auto& line : n.words) mask(line);
    }
    for (auto& line : found_.history.words) mask(line);
  }

 private:
  static People only(const Person& person) {
    People people;
    people.known[person.client] = person;
    return people;
  }

  /// A text with stars in the place of what tells who the person is.
  std::string masked(std::string_view text) const {
    std::string out;
    std::size_t at = 0;
    for (const auto& passage : search_.passages(text)) {
      out += text.substr(at, passage.begin - at);
      out += rules::masked(text.substr(passage.begin, passage.end - passage.begin));
      at = passage.end;
    }
    return out += text.substr(at);
  }

  void mask(Message& message) const {
    for (auto& arg : message.args) {
      arg.text = masked(arg.text);
      for (auto& words : arg.words) mask(words);
    }
  }

  void at_ledger() {
    const auto passes_over = [&](const std::string& path) { return path == own_; };
    const auto take = [&](const std::string& path, const store::Searchable& content) {
      if (ledger_file(path).original == own_) found_.leftovers.push_back(path);
      found_.unread += !content.whole;
      for (auto& d : search_.in({path, content.text})) {
        if (!content.whole) d.line = d.column = 1;
        if (content.whole || !is_told(d)) found_.texts.push_back(std::move(d));
      }
    };
    found_.not_looked = store::read_below(ledger_.directory(), passes_over, take);
    for (auto& n : found_.not_looked)
      if (n.place.empty()) n.place = ledger_.directory().string();
  }

  /// In what is no text the same stands many times.
  bool is_told(const Diagnostic& d) const {
    return std::any_of(found_.texts.begin(), found_.texts.end(),
                       [&](const Diagnostic& t) { return t.file == d.file && t.message == d.message; });
  }

  void at_history() {
    found_.history =
        store::search_history(ledger_.directory(), own_, [&](const std::string& path, std::string_view text) {
          return has_errors(search_.in({path, text}));
        });
  }

  void at_other(const store::OtherText& other) {
    const auto place = masked(other.place);
    at_name(other, place);
    const bool of_ledger = other.kind == Elsewhere::worktree;
    if (of_ledger) found_.unread += !other.content.whole;
    if (of_ledger && other.name == own_ && !other.content.whole)
      add({other.kind, place, 0, 0, Severity::error,
           msg("the person's file, and no text: where it is encrypted, whoever has the key can read it")});
    for (auto& d : search_.in({{}, other.content.text})) {
      if (!other.content.whole) d.line = d.column = 0;
      add({other.kind, place, d.line, d.column, d.severity, std::move(d.message)});
    }
  }

  /// A directory's name tells once, not for each file in it.
  void at_name(const store::OtherText& other, const std::string& place) {
    const auto before = other.place.substr(0, other.place.size() - other.name.size());
    for (auto& passage : search_.passages(other.name)) {
      const auto end = other.kind == Elsewhere::ref ? other.name.size() : other.name.find('/', passage.end);
      if (!told_.insert(before + other.name.substr(0, end)).second) continue;
      const auto shown = end < other.name.size() ? masked(before + other.name.substr(0, end)) : place;
      add({other.kind, shown, 0, 0, passage.severity, msg("in its name: {}", passage.what)});
    }
  }

  void add(Trace trace) {
    const auto is_told = [&](const Trace& t) {
      return t.kind == trace.kind && t.place == trace.place && t.line == trace.line && t.column == trace.column &&
             t.what == trace.what;
    };
    auto& all = found_.elsewhere;
    if (trace.line == 0 && std::any_of(all.begin(), all.end(), is_told)) return;
    all.push_back(std::move(trace));
  }

  const store::Ledger& ledger_;
  const std::string own_;
  const rules::PrivacySearch search_;
  report::Forgetting& found_;
  std::set<std::string> told_ = {};  ///< names, as far as they tell
};

/// Puts what is left in the place of what was known.
store::Durable bury(Context& context, report::Forgetting& f) {
  Person stone;
  stone.format = format_number;
  stone.client = f.client;
  stone.forgotten = context.today();
  stone.by = f.by = context.by();
  const auto path = person_path(f.client);
  const auto durable =
      context.ledger().change(path, writer(context), [&](const auto&) { return format::write_person(stone); });
  context.saved = true;
  f.done = stone.forgotten;
  if (store::people_are_encrypted(context.ledger())) context.written.push_back({path, "person: forgotten"});
  return durable;
}

void tell_not_looked(const Context& context, const report::Forgetting& f) {
  if (f.history.not_looked) context.say(msg("git's history was not looked at: {}", *f.history.not_looked));
  if (f.history.missing > 0) context.say(msg("git's history was looked at in part: this clone has not all of it"));
  for (const auto& n : f.not_looked) context.say(msg("{} was not looked at: {}", n.place, n.why));
}

}  // namespace

Exit run_forget(Context& context) {
  const auto& given = context.arguments;
  const auto reference = written_reference(context, given.text("REF"));
  const auto person = person_of(context, reference);
  store::refuse_without_key(context.ledger());
  auto status = cases_of(context, reference);
  report::Forgetting f{reference, std::move(status.cases), std::move(status.errors)};
  refuse_open_cases(context, f);
  Tracing(context.ledger(), person, f).run();
  const bool json = context.format() == "json";
  if (!json) context.out << render::forgetting_text(f, context.language) << std::flush;
  if (!context.arguments.on("yes") && !context.confirm(msg("forget who {} is, for good? (y/n)", reference)))
    throw Failure{Exit::usage, msg("nothing was forgotten")};
  const auto durable = bury(context, f);
  if (json) context.out << render::forgetting_json(f, context.language);
  else
    context.out << context.tr(msg("{} is forgotten: {} says only that, and when", reference, person_path(reference)))
                << '\n';
  context.tell_saved(durable);
  if (has_errors(f.texts))
    context.say(
        msg("psp no longer knows what to look for in what is committed: take it out of these texts first (psp edit)"));
  tell_not_looked(context, f);
  return std::max(show_errors(context, f.errors), f.looked_everywhere() ? Exit::done : Exit::system);
}

}  // namespace psp::cli
