// psp edit: a case file in the editor, on a private copy; what is saved there is checked, and merged with what others
// have written meanwhile.
#include <algorithm>
#include <ctime>
#include <ostream>

#include "cli/commands.h"
#include "cli/editor.h"
#include "cli/input.h"
#include "cli/people.h"
#include "cli/revision.h"
#include "format/merge.h"
#include "render/changed_lines.h"
#include "render/printable.h"

namespace psp::cli {
namespace {

std::string when(std::time_t time) {
  std::tm tm{};
  localtime_r(&time, &tm);
  return short_text({{tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday}, tm.tm_hour, tm.tm_min, std::min(tm.tm_sec, 59)});
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

/// What kept a draft from being merged, and the text in which that is to be settled.
struct Clash {
  enum What { markers, errors, refused } what;
  std::string now, text;
  std::vector<Diagnostic> why;  ///< places are those in `text`, or where it was refused in one of the sides
};

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
  /// The draft to work on: a new one, or one that an earlier run has left.
  void begin() {
    const auto now = ledger_.read_text(case_path(id_));
    kept_ = draft_.found();
    // What was left when all was saved is no draft any more.
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

  /// Asks what is to become of a draft that was found.
  bool goes_on() {
    const auto saved = when(draft_.saved());
    if (!context_.asks()) {
      context_.mention(msg("this goes on with the draft of {} that was saved at {}", id_, saved));
      return true;
    }
    for (;;) {
      const auto answer = context_.ask(msg(
          "a draft of {}, saved at {}, waits: go on with it, throw it away, or look at it? (g/t/l; g)", id_, saved));
      if (answer.empty() || answer == "g") return true;
      if (answer == "t") return false;
      if (answer == "l")
        context_.err << render::changed_lines(draft_.made_from().value_or(ledger_.read_text(case_path(id_))),
                                              draft_.text());
    }
  }

  /// After the editor: saves, or asks what is to be done. Nothing where the editing goes on.
  std::optional<Exit> settle() {
    const auto text = draft_.text(), base = draft_.made_from().value_or("");
    if (text == base) {
      discard();
      context_.mention(msg("{} is unchanged: nothing was written", id_));
      return Exit::done;
    }
    const auto judged = judge(ledger_.parsed_office(), id_, base, text);
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

  /// A record is corrected by a further one; who changes it all the same must say so.
  std::optional<Failure> agree_to(const format::Revision& revision) {
    for (const auto& name : revision.changed) context_.say(msg("this changes the {} {}", name.kind, name.id));
    for (const auto& name : revision.dropped)
      context_.say(msg("this drops the {} {}, which one side of the conflict has", name.kind, name.id));
    if (revision.reordered) context_.say(msg("this changes the order of the records"));
    if (!context_.terminal)
      return Failure{Exit::usage, msg("nothing was written: corrections by psp amend keep what was there; --yes saves "
                                      "the change of a record all the same")};
    if (context_.confirm(msg("corrections by psp amend keep what was there; save all the same? (y/n)")))
      return std::nullopt;
    return Failure{Exit::usage, msg("nothing was written")};
  }

  /// What to do with a draft that is not saved. Throws where the editing does not go on.
  std::optional<Exit> ask_what_next(Failure failure) {
    if (!context_.terminal) throw failure;
    context_.say(failure.message);
    for (;;) {
      const auto answer = context_.ask(msg("go on editing, keep the draft for later, or throw it away? (g/k/t; g)"));
      if (answer.empty() || answer == "g") return std::nullopt;
      if (answer == "k") throw Failure{Exit::usage, msg("nothing was written")};
      if (answer != "t") continue;
      discard();
      throw Failure{Exit::usage, msg("nothing was written, and the draft is thrown away")};
    }
  }

  std::optional<Exit> save(const std::string& base, const std::string& text) {
    std::optional<Clash> clash;
    std::string before, saved;
    const auto durable = ledger_.revise(id_, writer(context_), [&](const std::string& now) {
      clash.reset();
      before = now;
      auto next = now == base ? std::optional(text) : merged(base, now, text, clash);
      saved = next.value_or(now);
      return saved == now ? std::nullopt : next;
    });
    if (clash) return settle_clash(std::move(*clash));
    context_.saved = durable.has_value();
    tell_saved(before, saved, saved != text);
    discard();
    context_.tell_saved(durable.value_or(store::Durable::yes));
    return Exit::done;
  }

  /// The draft merged with what others wrote; nothing where a person must settle it.
  std::optional<std::string> merged(const std::string& base, const std::string& now, const std::string& text,
                                    std::optional<Clash>& clash) const {
    auto made = format::merge({base, now, text, case_path(id_)});
    if (auto* refused = std::get_if<format::Refused>(&made)) {
      clash = {Clash::refused, now, between_markers(now, text), std::move(refused->why)};
      return std::nullopt;
    }
    auto& whole = std::get<format::Merged>(made);
    if (!whole.conflicts.empty()) {
      clash = {Clash::markers, now, std::move(whole.text), std::move(whole.conflicts)};
      return std::nullopt;
    }
    auto judged = judge(ledger_.parsed_office(), id_, now, whole.text);
    if (judged.errors.empty()) return std::move(whole.text);
    clash = {Clash::errors, now, std::move(whole.text), std::move(judged.errors)};
    return std::nullopt;
  }

  std::optional<Exit> settle_clash(Clash clash) {
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
    if (clash.what != Clash::refused) show_in_draft(std::move(clash.why));
    else
      for (const auto& d : clash.why) context_.show(d);
    const auto what = clash.what == Clash::errors
                          ? msg("{}; what others wrote is in the draft now: mend the errors", all)
                          : msg("{}; both stand between markers in the draft, what the case says now first: keep what "
                                "is right of them, and delete the markers",
                                all);
    return ask_what_next({Exit::usage, what});
  }

  void tell_saved(const std::string& before, const std::string& saved, bool merged) {
    const auto judged = judge(ledger_.parsed_office(), id_, before, saved);
    auto line = before == saved ? context_.tr(msg("{}: all of the draft is in the case already", id_))
                                : context_.tr(msg("{}: edited: {}", id_, words_of(context_, judged.revision)));
    if (merged && before != saved) line += context_.tr(msg("; what others wrote meanwhile is kept"));
    if (before != saved) context_.written.push_back({case_path(id_), id_ + ": " + words_for_commit(judged.revision)});
    context_.out << render::printable_line(line) << '\n';
    for (const auto& d : judged.before) context_.show(d);
    if (context_.arguments.on("quiet")) return;
    for (const auto& d : judged.warnings) context_.show(d);
    tell_other_spelling(before, saved);
  }

  /// A client who got another reference may be known by another spelling of it.
  void tell_other_spelling(const std::string& before, const std::string& saved) {
    const auto client = [&](const std::string& text) {
      return format::parse_case(text, case_path(id_)).value.header.client;
    };
    const auto now = client(saved);
    if (now == client(before)) return;
    if (const auto known = written_reference(context_, now, id_); known != now)
      context_.mention(msg("client {} is written {} elsewhere: write it the same here", now, known));
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
  const store::Ledger& ledger_;
  std::string id_;
  store::CaseDraft draft_;
  bool kept_ = false;
};

/// The drafts that wait, a line each.
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
