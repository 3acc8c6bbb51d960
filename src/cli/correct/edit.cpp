// psp edit: a case file in the editor, on a private copy; what is saved there is checked, and merged with what others
// have written meanwhile.
#include <algorithm>
#include <ctime>
#include <ostream>

#include "actions/edit.h"
#include "cli/case_named.h"
#include "cli/commands.h"
#include "cli/correct/revision.h"
#include "cli/editor.h"
#include "cli/input.h"
#include "render/changed_lines.h"
#include "render/printable.h"

namespace psp::cli {
namespace {

std::string when(std::time_t time) {
  std::tm tm{};
  localtime_r(&time, &tm);
  return short_text({{tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday}, tm.tm_hour, tm.tm_min, std::min(tm.tm_sec, 59)});
}

class Edit {
 public:
  Edit(Context& context, std::string id)
      : context_(context), ledger_(context.ledger()), id_(std::move(id)), draft_(ledger_.draft_of(id_)) {}

  Exit run() {
    try {
      begin();
      for (;;) {
        if (const auto failed = open_editor(context_, ledger_.directory() / draft_.path()))
          throw Failure{Exit::system, *failed};
        if (const auto done = settle()) return *done;
      }
    } catch (Failure& failure) {
      if (kept_ && draft_.found())
        failure.details.push_back(msg("the draft is kept in {}: psp edit {} goes on with it", draft_.path(), id_));
      throw;
    }
  }

 private:
  /// Takes the draft to work on: a new one, or one that an earlier run has left.
  void begin() {
    const auto now = ledger_.read_text(case_path(id_));
    kept_ = draft_.found();
    // A draft that is as the case is now was left when all was saved: it is no draft any more.
    if (draft_.found() && draft_.text() != now && goes_on()) {
      if (!draft_.made_from()) {
        context_.say(msg("what the draft was made from is gone: it is taken to be made from the case as it is now"));
        draft_.replace(draft_.text(), now);
      }
    } else {
      draft_.begin(now);
    }
    kept_ = true;
  }

  /// Asks what is to become of a draft that was found. Returns false if it is thrown away.
  bool goes_on() {
    const auto saved = when(draft_.saved());
    if (!context_.asks()) {
      context_.mention(msg("this goes on with the draft of {} that was saved at {}", id_, saved));
      return true;
    }
    for (;;) {
      const auto answer = context_.ask_letter(msg(
          "a draft of {}, saved at {}, waits: go on with it, throw it away, or look at it? (g/t/l; g)", id_, saved));
      if (answer == 0) return true;
      if (answer == 1) return false;
      if (answer == 2)
        context_.err << render::changed_lines(draft_.made_from().value_or(ledger_.read_text(case_path(id_))),
                                              draft_.text());
    }
  }

  /// Saves what the editor left, or asks what is to be done. Returns nothing if the editing goes on.
  std::optional<Exit> settle() {
    const auto text = draft_.text(), base = draft_.made_from().value_or("");
    if (text == base) {
      discard();
      context_.mention(msg("{} is unchanged: nothing was written", id_));
      return Exit::done;
    }
    const auto judged = actions::judge(ledger_.parsed_office(), id_, base, text);
    if (!judged.errors.empty()) {
      show_in_draft(judged.errors);
      const bool file_is_bad = !ledger_.read_case(id_).readable();
      return ask_what_next({file_is_bad ? Exit::data : Exit::usage,
                            msg("nothing was written: the draft of {} must be mended first", id_)});
    }
    if (judged.changes_records() && !context_.arguments.on("yes")) {
      const auto refused = agree_to(judged.revision);
      if (refused) return ask_what_next(*refused);
    }
    return save(base, text);
  }

  /// Asks whether records are to be changed, though a record is corrected by a further one. Returns a Failure if they
  /// are not.
  std::optional<Failure> agree_to(const format::Revision& revision) {
    for (const auto& name : revision.changed)
      context_.say(msg("this changes the {} {}", kind_label(name.kind), name.id));
    for (const auto& name : revision.dropped)
      context_.say(msg("this drops the {} {}, which one side of the conflict has", kind_label(name.kind), name.id));
    if (revision.reordered) context_.say(msg("this changes the order of the records"));
    if (!context_.terminal)
      return Failure{Exit::usage, msg("nothing was written: corrections by psp amend keep what was there; --yes saves "
                                      "the change of a record all the same")};
    if (context_.confirm(msg("corrections by psp amend keep what was there; save all the same? (y/n)")))
      return std::nullopt;
    return Failure{Exit::usage, msg("nothing was written")};
  }

  /// Asks what to do with a draft that is not saved. Returns nothing if the editing goes on; else throws a Failure.
  std::optional<Exit> ask_what_next(Failure failure) {
    if (!context_.terminal) throw failure;
    context_.say(failure.message);
    for (;;) {
      const auto answer =
          context_.ask_letter(msg("go on editing, keep the draft for later, or throw it away? (g/k/t; g)"));
      if (answer == 0) return std::nullopt;
      if (answer == 1) throw Failure{Exit::usage, msg("nothing was written")};
      if (answer != 2) continue;
      discard();
      throw Failure{Exit::usage, msg("nothing was written, and the draft is thrown away")};
    }
  }

  std::optional<Exit> save(const std::string& base, const std::string& text) {
    auto settled = actions::save_draft(ledger_, writer(context_), id_, {base, text});
    if (auto* clash = std::get_if<actions::Clash>(&settled)) return settle_clash(std::move(*clash));
    const auto& done = std::get<actions::SavedDraft>(settled);
    context_.saved = done.durable.has_value();
    tell_saved(done);
    discard();
    context_.tell_saved(done.durable.value_or(store::Durable::yes));
    return Exit::done;
  }

  std::optional<Exit> settle_clash(actions::Clash clash) {
    const auto all =
        msg("nothing was written: {} was changed by others meanwhile, and the draft does not go together "
            "with that",
            id_);
    if (!context_.terminal) {
      Failure failure{Exit::usage, all};
      for (const auto& d : clash.why) failure.details.push_back(d.message);
      failure.details.push_back(msg("psp edit on a terminal shows both"));
      throw failure;
    }
    draft_.replace(clash.text, clash.now);
    if (clash.what != actions::Clash::refused) show_in_draft(std::move(clash.why));
    else
      for (const auto& d : clash.why) context_.show(d);
    const auto what = clash.what == actions::Clash::errors
                          ? msg("{}; what others wrote is in the draft now: mend the errors", all)
                          : msg("{}; both stand between markers in the draft, what the case says now first: keep what "
                                "is right of them, and delete the markers",
                                all);
    return ask_what_next({Exit::usage, what});
  }

  void tell_saved(const actions::SavedDraft& done) {
    const auto judged = actions::judge(ledger_.parsed_office(), id_, done.before, done.saved);
    const bool changed = done.before != done.saved;
    auto line = changed ? context_.tr(msg("{}: edited: {}", id_, words_of(context_, judged.revision)))
                        : context_.tr(msg("{}: all of the draft is in the case already", id_));
    if (done.with_others && changed) line += context_.tr(msg("; what others wrote meanwhile is kept"));
    if (changed) context_.written.push_back({case_path(id_), id_ + ": " + actions::words_for_commit(judged.revision)});
    context_.out << render::printable_line(line) << '\n';
    for (const auto& d : judged.before) context_.show(d);
    if (context_.arguments.on("quiet")) return;
    for (const auto& d : judged.warnings) context_.show(d);
    if (const auto spelling = actions::other_spelling(ledger_, id_, done))
      context_.mention(
          msg("client {} is written {} elsewhere: write it the same here", spelling->given, spelling->known));
  }

  void show_in_draft(std::vector<Diagnostic> diagnostics) const {
    for (auto& d : diagnostics) {
      d.file = draft_.path();
      context_.show(d);
    }
  }

  void discard() {
    kept_ = false;
    if (!draft_.discard()) context_.say(msg("the draft could not be deleted altogether: see {}", draft_.path()));
  }

  Context& context_;
  store::Ledger& ledger_;
  std::string id_;
  store::CaseDraft draft_;
  bool kept_ = false;
};

/// Prints the drafts that wait, a line each.
Exit list_drafts(Context& context) {
  const auto& ledger = context.ledger();
  const auto drafts = ledger.drafts_waiting();
  for (const auto& draft : drafts) {
    ledger.refuse_unread();
    const auto& cases = ledger.case_ids();
    const bool there = std::binary_search(cases.begin(), cases.end(), draft.id);
    const auto what = there ? draft_waits(draft) : draft_without_case(draft);
    context.out << context.tr(msg("{}  saved at {}: {}", draft.id, when(draft.saved), what)) << '\n';
  }
  if (drafts.empty()) context.mention(msg("no draft waits; psp edit CASE begins one"));
  return Exit::done;
}

}  // namespace

Syntax edit_syntax() {
  auto argument = case_argument();
  argument.required = false;
  return {{argument}, {}};
}

Exit run_edit(Context& context) {
  const auto& given = context.arguments;
  if (!given.has("CASE")) return list_drafts(context);
  const auto id = find_case(context, given.text("CASE"));
  refuse_without_editor(context);
  return Edit(context, id).run();
}

}  // namespace psp::cli
