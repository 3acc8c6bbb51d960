// A case file in somebody's editor: a private copy of it, kept until what it says is in the ledger.
#pragma once

#include <ctime>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/disk/file.h"

namespace psp::store {

constexpr std::string_view drafts_directory = ".psp/drafts";

/// The directory of a case's draft is .psp/drafts/ID: the draft ID.toml, the text from which it was made, and what the
/// editor itself leaves there. One psp edit at a time has it. If its process ends, another one may have it, and the
/// draft stays.
class CaseDraft {
 public:
  /// Throws a Failure (Exit::usage) if another psp edit has the draft of this case.
  CaseDraft(int root, const std::string& case_id);

  /// Returns true if there is a draft, be it one that was left behind.
  bool found() const;
  /// Returns when the draft was last saved. Throws a Failure if there is none.
  std::time_t saved() const;
  /// Returns the text of the draft. Throws a Failure if it cannot be read.
  std::string text() const;
  /// Returns the text from which it was made; nothing if somebody has deleted that.
  std::optional<std::string> made_from() const;
  /// Returns its path from the ledger's directory.
  const std::string& path() const { return path_; }

  /// Begins anew from this text; what was there is gone. Throws a Failure.
  void begin(const std::string& text);
  /// Puts another text in the place of the draft, made from another one. Throws a Failure; the draft then is whole.
  void replace(const std::string& text, const std::string& made_from);
  /// Removes all of it. Returns false if something is left.
  bool discard();

 private:
  void clear();

  int root_;
  std::string id_, directory_path_, path_, base_path_;
  Descriptor directory_;
};

struct WaitingDraft {
  std::string id, path;  ///< of the case; the draft's path from the ledger's directory
  std::time_t saved;     ///< when it was last saved
};

/// Both say that there is a draft, and what to do with it; the second, that its case is not there any more.
Message draft_waits(const WaitingDraft&);
Message draft_without_case(const WaitingDraft&);

/// Returns the drafts that are there, in the order of their cases.
std::vector<WaitingDraft> waiting_drafts(int root);

}  // namespace psp::store
