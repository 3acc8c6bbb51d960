#include "actions/edit.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "actions/person.h"
#include "format/merge/merge.h"
#include "format/toml.h"
#include "model/text.h"
#include "rules/check.h"
#include "store/revise.h"

namespace psp::actions {
namespace {

/// How far a text could be judged: what is wrong further on is not to be seen.
enum class Readable { no_toml, no_case, whole };

struct Looked {
  Readable reach = Readable::whole;
  Case value;
  std::vector<Diagnostic> found;
};

Looked look(const format::ParsedOffice& office, const std::string& id, std::string_view text) {
  auto parsed = format::parse_case(text, case_path(id));
  Looked looked{Readable::whole, std::move(parsed.value), std::move(parsed.diagnostics)};
  if (has_errors(looked.found)) {
    std::vector<Diagnostic> wrong;
    format::read_toml(text, {}, wrong);
    looked.reach = has_errors(wrong) ? Readable::no_toml : Readable::no_case;
  } else if (office.readable()) {
    auto more = rules::check(looked.value, office.value);
    std::move(more.begin(), more.end(), std::back_inserter(looked.found));
  }
  std::stable_sort(looked.found.begin(), looked.found.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.line < b.line; });
  return looked;
}

/// The words of a message without its numbers.
void add_words(const Message& m, std::string& words) {
  words += m.text;
  for (const auto& arg : m.args) {
    words += '\n';
    if (const auto* text = arg.text()) words += *text;
    if (const auto* inner = arg.words()) add_words(*inner, words);
  }
  std::erase_if(words, is_digit);
}

/// By what an error is known again though lines have moved.
std::string mark_of(const Diagnostic& d) {
  std::string words;
  add_words(d.message, words);
  return words;
}

void sort_out(const Looked& before, Looked after, Judgement& judgement) {
  std::map<std::string, int> known;
  for (const auto& d : before.found) ++known[mark_of(d)];
  const bool further = after.reach > before.reach;
  for (auto& d : after.found) {
    const bool was_there = known[mark_of(d)]-- > 0;
    if (d.severity == Severity::error)
      (was_there || further ? judgement.before : judgement.errors).push_back(std::move(d));
    else if (!was_there) judgement.warnings.push_back(std::move(d));
  }
}

/// Adds an error if the case id was changed to another than the file's name says.
void judge_id(const Case& before, const Case& after, const std::string& id, Judgement& judgement) {
  const auto& now = after.header.id;
  if (now.empty() || now == before.header.id || now == id) return;
  const auto place = std::find_if(after.keys.begin(), after.keys.end(), [](const auto& k) { return k.key == "case"; });
  const int line = place == after.keys.end() ? 1 : place->line;
  for (auto* diagnostics : {&judgement.errors, &judgement.before})
    std::erase_if(*diagnostics, [&](const Diagnostic& d) { return d.line == line; });
  judgement.errors.push_back({Severity::error, case_path(id), line, place == after.keys.end() ? 1 : place->column,
                              msg("the case id is not changed here: psp renumber gives a case another number")});
}

void judge_gone(const std::string& id, Judgement& judgement) {
  for (const auto& gone : judgement.revision.gone)
    judgement.errors.push_back({Severity::error, case_path(id), gone.line, 1,
                                msg("{} {} is gone: put it back; psp void strikes a record, and leaves it to be read",
                                    kind_label(gone.name.kind), gone.name.id)});
}

/// Two texts that nobody could merge, in one: where they differ, both stand between markers.
std::string between_markers(std::string_view now, std::string_view draft) {
  const auto behind_line = [](std::string_view text, std::size_t at) {
    while (at > 0 && text[at - 1] != '\n') --at;
    return at;
  };
  const auto limit = std::min(now.size(), draft.size());
  std::size_t first = 0, last = 0;
  while (first < limit && now[first] == draft[first]) ++first;
  first = behind_line(now, first);
  while (last < limit - first && now[now.size() - 1 - last] == draft[draft.size() - 1 - last]) ++last;
  // The common end begins behind a line break.
  const auto line_break = now.find('\n', now.size() - last);
  const auto end = last > 0 && line_break != std::string_view::npos ? now.substr(line_break + 1) : std::string_view{};
  const auto whole_lines = [](std::string_view text) {
    return std::string(text) + (text.empty() || text.ends_with('\n') ? "" : "\n");
  };
  return std::string(now.substr(0, first)) + "<<<<<<< the case as it is now\n" +
         whole_lines(now.substr(first, now.size() - end.size() - first)) + "=======\n" +
         whole_lines(draft.substr(first, draft.size() - end.size() - first)) + ">>>>>>> your draft\n" +
         std::string(end);
}

/// Returns the draft merged with what others wrote; nothing if a person must settle it.
std::optional<std::string> merged(const store::Ledger& ledger, const std::string& id, const DraftText& draft,
                                  const std::string& now, std::optional<Clash>& clash) {
  auto made = format::merge({draft.base, now, draft.text, case_path(id)});
  if (auto* refused = std::get_if<format::Refused>(&made)) {
    clash = {Clash::refused, now, between_markers(now, draft.text), std::move(refused->why)};
    return std::nullopt;
  }
  auto& whole = std::get<format::Merged>(made);
  if (!whole.conflicts.empty()) {
    clash = {Clash::markers, now, std::move(whole.text), std::move(whole.conflicts)};
    return std::nullopt;
  }
  auto judged = judge(ledger.parsed_office(), id, now, whole.text);
  if (judged.errors.empty()) return std::move(whole.text);
  clash = {Clash::errors, now, std::move(whole.text), std::move(judged.errors)};
  return std::nullopt;
}

}  // namespace

Judgement judge(const format::ParsedOffice& office, const std::string& id, std::string_view before,
                std::string_view after) {
  Judgement judgement;
  judgement.revision = format::compare(before, after);
  const auto old = look(office, id, before);
  auto now = look(office, id, after);
  const auto value = now.value;
  sort_out(old, std::move(now), judgement);
  judge_id(old.value, value, id, judgement);
  judge_gone(id, judgement);
  std::stable_sort(judgement.errors.begin(), judgement.errors.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.line < b.line; });
  return judgement;
}

std::variant<SavedDraft, Clash> save_draft(store::Ledger& ledger, const store::Writer& writer, const std::string& id,
                                           const DraftText& draft) {
  std::optional<Clash> clash;
  SavedDraft done;
  done.durable = store::revise_case(ledger, id, writer, [&](const std::string& now) {
    clash.reset();
    done.before = now;
    auto next = now == draft.base ? std::optional(draft.text) : merged(ledger, id, draft, now, clash);
    done.saved = next.value_or(now);
    return done.saved == now ? std::nullopt : next;
  });
  if (clash) return std::move(*clash);
  done.with_others = done.saved != draft.text;
  return done;
}

std::optional<OtherSpelling> other_spelling(const store::Ledger& ledger, const std::string& id,
                                            const SavedDraft& done) {
  const auto client = [&](const std::string& text) {
    return format::parse_case(text, case_path(id)).value.header.client;
  };
  const auto now = client(done.saved);
  if (now == client(done.before)) return std::nullopt;
  const auto known = written_reference(ledger, now, id);
  if (known == now) return std::nullopt;
  return OtherSpelling{now, known};
}

std::string words_for_commit(const format::Revision& revision) {
  std::vector<std::string> words;
  if (!revision.header.empty()) words.emplace_back("header");
  if (!revision.intake.empty()) words.emplace_back("intake");
  for (const auto* names : {&revision.changed, &revision.dropped, &revision.added})
    for (const auto& name : *names)
      if (find_record_kind(name.kind) && is_record_id(name.id)) words.push_back(name.kind + " " + name.id);
  std::string all;
  for (const auto& w : words) all += (all.empty() ? ": " : ", ") + w;
  return "edited" + all;
}

}  // namespace psp::actions
