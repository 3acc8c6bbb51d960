#include "cli/revision.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "i18n/tr.h"
#include "render/printable.h"
#include "rules/check.h"

namespace psp::cli {
namespace {

/// How far a text could be judged: what is wrong further on is not to be seen.
enum class Reach { no_toml, no_case, whole };

struct Looked {
  Reach reach = Reach::whole;
  Case value;
  std::vector<Diagnostic> found;
};

Looked look(const format::ParsedOffice& office, const std::string& id, std::string_view text) {
  auto parsed = format::parse_case(text, case_path(id));
  Looked looked{Reach::whole, std::move(parsed.value), std::move(parsed.diagnostics)};
  if (has_errors(looked.found)) {
    std::vector<Diagnostic> wrong;
    format::read_toml(text, {}, wrong);
    looked.reach = has_errors(wrong) ? Reach::no_toml : Reach::no_case;
  } else if (office.readable()) {
    auto more = rules::check(looked.value, office.value);
    std::move(more.begin(), more.end(), std::back_inserter(looked.found));
  }
  std::stable_sort(looked.found.begin(), looked.found.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.line < b.line; });
  return looked;
}

/// By what an error is known again though lines have moved.
std::string mark_of(const Diagnostic& d) {
  auto text = i18n::tr(Language::en, d.message);
  std::erase_if(text, [](char c) { return c >= '0' && c <= '9'; });
  return text;
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

/// The case id is not to be changed but to what the file's name says.
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
                                    gone.name.kind, gone.name.id)});
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
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

std::string words_of(const Context& context, const format::Revision& revision) {
  std::vector<std::string> words;
  const auto keys = [&](std::string_view what, const std::vector<std::string>& of) {
    if (!of.empty()) words.push_back(context.tr(msg("{} ({})", what, joined(of))));
  };
  keys("header", revision.header);
  keys("intake", revision.intake);
  for (const auto& name : revision.changed) words.push_back(context.tr(msg("{} {} changed", name.kind, name.id)));
  for (const auto& name : revision.dropped) words.push_back(context.tr(msg("{} {} dropped", name.kind, name.id)));
  for (const auto& name : revision.added) words.push_back(context.tr(msg("{} {} added", name.kind, name.id)));
  if (revision.reordered) words.push_back(context.tr(msg("the order of the records")));
  if (!revision.told_apart) words.push_back(context.tr(msg("what could not be read")));
  if (words.empty()) words.push_back(context.tr(msg("comments or layout")));
  return render::printable_line(joined(words));
}

std::string words_for_commit(const format::Revision& revision) {
  std::vector<std::string> words;
  if (!revision.header.empty()) words.emplace_back("header");
  if (!revision.intake.empty()) words.emplace_back("intake");
  for (const auto* names : {&revision.changed, &revision.dropped, &revision.added})
    for (const auto& name : *names)
      if (find_record_kind(name.kind) && is_record_id(name.id)) words.push_back(name.kind + " " + name.id);
  return words.empty() ? "edited" : "edited: " + joined(words);
}

}  // namespace psp::cli
