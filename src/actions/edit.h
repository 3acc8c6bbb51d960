// A case file that somebody edited: what is wrong in the draft, what it changes, and how it is saved.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "format/revision.h"
#include "store/exclusive.h"

namespace psp::actions {

/// Says what is wrong in a later text of a case file, beside the earlier one.
struct Judgement {
  std::vector<Diagnostic> errors;    ///< that keep it from being saved; places are those in the later text
  std::vector<Diagnostic> before;    ///< errors that the earlier text has as well, or that it was too broken to show
  std::vector<Diagnostic> warnings;  ///< that the earlier text has not
  format::Revision revision;

  /// Records that would say something else than they did.
  bool changes_records() const { return !revision.changed.empty() || !revision.dropped.empty() || revision.reordered; }
};

/// Returns what is wrong in `after`, and what it changes. `id` is that of the file's name. Where psp.toml is not whole,
/// only what the file itself tells is judged.
Judgement judge(const format::ParsedOffice&, const std::string& id, std::string_view before, std::string_view after);

/// A draft, and the text from which it was made.
struct DraftText {
  std::string base, text;
};

/// Says what kept a draft from being merged with what others wrote, and gives the text in which a person settles it.
struct Clash {
  enum What { markers, errors, refused } what;
  std::string now, text;
  std::vector<Diagnostic> why;  ///< places are those in `text`, or where it was refused in one of the sides
};

struct SavedDraft {
  std::string before, saved;              ///< the case file's texts
  std::optional<store::Durable> durable;  ///< nothing if the draft was in the case already
  bool with_others = false;               ///< the draft was merged with what others wrote meanwhile
};

/// Puts a draft without errors in the place of the case file's text, merged with what others wrote since. Returns the
/// clash where a person must settle it; nothing is written then. Throws a Failure as store::revise_case() does.
std::variant<SavedDraft, Clash> save_draft(store::Ledger&, const store::Writer&, const std::string& id,
                                           const DraftText&);

/// Returns what was changed, for the message of a commit: no keys, and only ids and kinds that are known to be such.
std::string words_for_commit(const format::Revision&);

/// A client's reference as the draft has it, and as it is written elsewhere.
struct OtherSpelling {
  std::string given, known;
};

/// Returns how the client of a case, who got another reference by this edit, is written elsewhere; nothing if that is
/// the same.
std::optional<OtherSpelling> other_spelling(const store::Ledger&, const std::string& id, const SavedDraft&);

}  // namespace psp::actions
