// psp undo: takes back the last write of a worker, in all cases to which it went.
#include <array>
#include <string>
#include <vector>

#include "actions/undo.h"
#include "cli/case_named.h"
#include "cli/commands.h"
#include "cli/correct/corrections.h"
#include "cli/input.h"
#include "cli/print.h"
#include "cli/query.h"
#include "cli/record/recording.h"
#include "i18n/tr.h"
#include "model/unicode.h"
#include "render/check.h"
#include "render/record.h"
#include "render/summary.h"
#include "render/table.h"

namespace psp::cli {

Syntax undo_syntax() {
  return {{{"CASE", "your last write in this case; one to several cases is taken back in all of them", false}},
          {{"list", "list your last writes that still stand, and take nothing back", Type::boolean}}};
}

namespace {

Message final_strike(const actions::LaterStrike& strike) {
  return msg("your last write is the void {} in {}, and a strike is final: what it struck is recorded anew", strike.id,
             strike.case_id);
}

/// Who has just struck a record means that strike, which is final, and not the write before it. Says so; without a
/// terminal and --yes, throws a Failure (Exit::usage).
void refuse_behind_a_void(const Context& context, const actions::LastWrite& last) {
  if (!last.strike) return;
  const auto final = final_strike(*last.strike);
  if (context.terminal || context.arguments.on("yes")) return context.say(final);
  throw Failure{
      Exit::usage,
      final,
      {},
      {msg("psp undo --yes takes back the write before it: psp {} of {}", last.command, last.write.recorded.local)}};
}

/// Records of others that refer to what is struck go with it. Throws a Failure (Exit::usage) if there are any, without
/// a terminal and --yes.
void refuse_others(const Context& context, const actions::LastWrite& last) {
  if (context.terminal || context.arguments.on("yes")) return;
  std::vector<Message> lines;
  for (const auto& at : last.cases)
    for (const auto* r : actions::of_others(at, last.write.by))
      lines.push_back(msg("{}: {} (by {})", at.of.header.id, render::strike_words(*r, context.language), r->by));
  if (!lines.empty())
    throw Failure{Exit::usage,
                  msg("nothing was written: others have built on what {} wrote at {}; psp undo --yes takes it back all "
                      "the same:",
                      last.write.by, last.write.recorded.local),
                  {},
                  std::move(lines)};
}

/// Returns what becomes of one case, in words.
std::vector<Message> words_of(const actions::CaseOfWrite& at, const std::string& by, bool done, Language language) {
  std::vector<Message> words;
  const auto struck = [&](const Message& what) { words.push_back(done ? msg("struck: {}", what) : what); };
  for (const auto& taken : at.undoing.records) {
    const auto what = msg("{}", render::strike_words(*taken.record, language));
    if (!taken.before) {
      struck(what);
    } else if (taken.record->as<Void>()) {
      words.push_back(msg("stands again: {}", render::strike_words(*taken.before, language)));
    } else {
      const auto changed = msg("{} ({})", what, render::changed_words(*taken.record, *taken.before, language));
      words.push_back(done ? msg("taken back: {}", changed) : changed);
    }
  }
  if (at.opening()) struck(whole_case_words(at.of));
  for (auto& m : lost_words(at.undoing.lost, by)) words.push_back(std::move(m));
  return words;
}

/// Shows a person at a terminal what goes, and asks, unless --yes.
void confirm_undo(Context& context, const actions::LastWrite& last) {
  if (!context.asks()) return;
  std::vector<Message> what;
  for (const auto& at : last.cases)
    for (auto& m : words_of(at, last.write.by, false, context.language))
      what.push_back(msg("{} {}: {}", at.of.header.id, context.client_shown(at.of.header.client), m));
  const auto when = last.write.recorded.local;
  confirm_strike(context, what,
                 last.cases.size() == 1
                     ? msg("take back what {} wrote by psp {} at {} in {}? A strike is final (y/n)", last.write.by,
                           last.command, when, last.cases.front().of.header.id)
                     : msg("take back what {} wrote by psp {} at {} in these {} cases? A strike is final (y/n)",
                           last.write.by, last.command, when, static_cast<std::int64_t>(last.cases.size())));
}

using actions::StandingWrite;

/// Returns what a write wrote, in few words: of a write to many cases only how it begins.
std::string wrote_words(const StandingWrite& write, Language language) {
  constexpr std::size_t most = 3;
  if (write.opening) return i18n::tr(language, msg("case opened"));
  std::vector<const StandingWrite::OfRecord*> told, strikes;
  for (const auto& in : write.cases)
    for (const auto& r : in.records) (r.left.as<Void>() ? strikes : told).push_back(&r);
  if (told.empty()) told = strikes;  // of what went to another case, it is told where it stands now
  if (told.size() == 1 && !told.front()->before) {
    constexpr std::size_t longest = 70;  // columns
    const auto lines = wrapped(render::strike_words(told.front()->left, language), longest);
    return lines.size() > 1 ? lines.front() + " …" : lines.front();
  }
  std::string words;
  for (std::size_t i = 0; i < told.size() && i < most; ++i) {
    const auto& [written, left, before] = *told[i];
    words += (i == 0 ? "" : ", ") + render::summary(left, language);
    const bool correction = before && !left.as<Void>();
    const auto changes = correction ? render::changed_words(*before, left, language) : "";
    if (!changes.empty()) words += ": " + changes;
  }
  return told.size() > most ? words + " …" : words;
}

struct ShownWrites {
  const actions::LastWrites& last;
  const std::vector<Diagnostic>& errors;
};

std::string writes_text(const ShownWrites& shown, const Context& context) {
  std::vector<render::Row> rows;
  for (const auto& w : shown.last.writes) {
    const auto cases = w.cases.size() == 1
                           ? w.cases.front().id
                           : context.tr(msg_count(static_cast<std::int64_t>(w.cases.size()), "{} case", "{} cases"));
    auto wrote = wrote_words(w, context.language);
    if (!w.correctors.empty()) {
      const std::vector<std::string_view> keys(w.correctors.begin(), w.correctors.end());
      wrote = context.tr(msg("{} (corrected since by {})", wrote, listed(keys)));
    }
    rows.push_back({i18n::shown(context.language, w.write.recorded.local), cases, w.command, wrote});
  }
  return render::table(std::move(rows));
}

std::string writes_json(const ShownWrites& shown, const Context&) {
  render::Json json;
  json.begin_object().member("format", format_number).key("writes").begin_array();
  for (const auto& w : shown.last.writes) {
    json.begin_object().member("command", w.command).member("recorded", to_text(w.write.recorded));
    json.member("opening", w.opening).key("cases").begin_array();
    for (const auto& in : w.cases) {
      json.begin_object().member("case", in.id).key("records").begin_array();
      for (const auto& r : in.records) {
        json.begin_object();
        render::write_record(json, r.left);
        json.end_object();
      }
      json.end_array().end_object();
    }
    json.end_array().key("corrected_by").begin_array();
    for (const auto& by : w.correctors) json.value(by);
    json.end_array().end_object();
  }
  json.end_array();
  render::write_diagnostics(json, "errors", shown.errors);
  return json.end_object().text();
}

constexpr std::array writes_printers{
    Printer<ShownWrites>{"text", writes_text},
    Printer<ShownWrites>{"json", writes_json},
};

Exit list_writes(const Context& context, const actions::Occasion& on, const std::string& case_id) {
  constexpr std::size_t most = 10;
  const auto last = actions::last_writes(on, case_id, most);
  const auto errors = tell_read(context, last.read);
  if (last.strike) context.mention(final_strike(*last.strike));
  print(writes_printers, {last, errors}, context);
  if (last.writes.empty() && errors.empty() && !context.format().for_programs)
    context.mention(msg("there is nothing that {} wrote and that still stands", on.by));
  return show_errors(context, errors);
}

}  // namespace

Exit run_undo(Context& context) {
  const auto& given = context.arguments;
  const auto on = context.occasion();
  const auto case_id = given.has("CASE") ? find_case(context, given.text("CASE")) : "";
  if (given.on("list")) return list_writes(context, on, case_id);
  const auto last = actions::last_write(on, case_id);
  refuse_behind_a_void(context, last);
  refuse_others(context, last);
  confirm_undo(context, last);
  const auto undone = actions::undo(on, last);
  tell_written(context, undone);
  const auto done = show_errors(context, undone.waiting);
  context.mention(msg("undone: psp {} of {}", last.command, last.write.recorded.local));
  for (const auto& at : last.cases)
    for (const auto& m : words_of(at, on.by, true, context.language)) context.mention(m);
  return done;
}

}  // namespace psp::cli
