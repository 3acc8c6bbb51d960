#include "actions/forget.h"

#include <algorithm>
#include <set>
#include <utility>

#include "actions/person.h"
#include "format/person.h"
#include "rules/check.h"
#include "rules/privacy/search.h"
#include "store/git/elsewhere.h"
#include "store/git/encryption.h"
#include "store/git/history_search.h"
#include "store/git/texts.h"
#include "store/revise.h"

namespace psp::actions {
namespace {

/// Returns the person, who must be known.
Person person_of(const store::Ledger& ledger, const std::string& reference) {
  if (auto wrong = rules::refuse_reference(reference)) throw Failure{Exit::usage, std::move(*wrong)};
  auto person = read_person(ledger, reference);
  if (!person) throw Failure{Exit::usage, msg("people/ has no {}: there is nothing to forget", reference)};
  if (person->forgotten)
    throw Failure{Exit::usage, msg("{} was forgotten on {} already", reference, *person->forgotten)};
  return std::move(*person);
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
      n.place = search_.starred(n.place);
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

  void mask(Message& message) const {
    for (auto& arg : message.args) {
      if (auto* text = arg.text()) *text = search_.starred(*text);
      if (auto* words = arg.words()) mask(*words);
    }
  }

  void at_ledger() {
    const auto passes_over = [&](const std::string& path) { return path == own_; };
    const auto take = [&](const std::string& path, const store::Searchable& content) {
      if (ledger_file(path).original == own_) found_.leftovers.push_back(path);
      found_.unread += !content.whole;
      for (auto& d : search_.in({path, content.text})) {
        if (!content.whole) d.line = d.column = 1;
        if (content.whole || !is_told(d, found_.texts)) found_.texts.push_back(std::move(d));
      }
    };
    found_.not_looked = store::read_below(ledger_.directory(), passes_over, take);
    for (auto& n : found_.not_looked)
      if (n.place.empty()) n.place = ledger_.directory().string();
  }

  void at_history() {
    found_.history =
        store::search_history(ledger_.directory(), own_, [&](const std::string& path, std::string_view text) {
          return has_errors(search_.in({path, text}));
        });
  }

  void at_other(const store::OtherText& other) {
    const auto place = search_.starred(other.place);
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

  /// Looks at the name. That of a directory is told once, not for each file in it.
  void at_name(const store::OtherText& other, const std::string& place) {
    const auto before = other.place.substr(0, other.place.size() - other.name.size());
    for (auto& passage : search_.passages(other.name)) {
      const auto end = other.kind == Elsewhere::ref ? other.name.size() : other.name.find('/', passage.end);
      if (!told_.insert(before + other.name.substr(0, end)).second) continue;
      const auto shown = end < other.name.size() ? search_.starred(before + other.name.substr(0, end)) : place;
      add({other.kind, shown, 0, 0, passage.severity, msg("in its name: {}", passage.what)});
    }
  }

  void add(Trace trace) {
    const auto told_before = [&](const Trace& t) {
      return t.kind == trace.kind && t.place == trace.place && t.line == trace.line && t.column == trace.column &&
             t.what == trace.what;
    };
    auto& all = found_.elsewhere;
    if (trace.line == 0 && std::any_of(all.begin(), all.end(), told_before)) return;
    all.push_back(std::move(trace));
  }

  const store::Ledger& ledger_;
  const std::string own_;
  const rules::PrivacySearch search_;
  report::Forgetting& found_;
  std::set<std::string> told_ = {};  ///< names, as far as they tell
};

}  // namespace

ToForget client_to_forget(const store::Ledger& ledger, const std::string& reference, Date today) {
  auto person = person_of(ledger, reference);
  store::refuse_without_key(ledger);
  auto theirs = client_status(ledger, reference, {today, std::nullopt});
  auto unread_files = unread(theirs.read);
  return {std::move(person), {reference, std::move(theirs.cases), std::move(unread_files)}, std::move(theirs.read)};
}

void refuse_open_cases(const report::Forgetting& f) {
  std::vector<Message> open;
  for (const auto& c : f.cases)
    if (rules::is_open(c)) open.push_back(msg("{} ({}, {})", c.id, c.service, label(c.state)));
  if (!open.empty())
    throw Failure{Exit::usage, msg("{} still has open cases; --yes forgets all the same:", f.client), {}, open};
}

void trace(const store::Ledger& ledger, const Person& person, report::Forgetting& f) {
  Tracing(ledger, person, f).run();
}

store::Durable forget(const Occasion& on, report::Forgetting& f) {
  Person left;
  left.format = format_number;
  left.client = f.client;
  left.forgotten = on.today();
  left.by = f.by = on.by;
  const auto durable = store::revise_file(on.ledger, person_path(f.client), on.writer(),
                                          [&](const auto&) { return format::write_person(left); });
  f.done = left.forgotten;
  return durable;
}

}  // namespace psp::actions
