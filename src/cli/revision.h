// What psp edit makes of a draft: what is wrong in it, and what it changes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/context.h"
#include "format/revision.h"

namespace psp::cli {

/// A later text of a case file, judged beside the earlier one.
struct Judgement {
  std::vector<Diagnostic> errors;    ///< that keep it from being saved; places are those in the later text
  std::vector<Diagnostic> before;    ///< errors that the earlier text has as well, or that it was too broken to show
  std::vector<Diagnostic> warnings;  ///< that the earlier text has not
  format::Revision revision;

  /// Records that would say something else than they did.
  bool changes_records() const { return !revision.changed.empty() || !revision.dropped.empty() || revision.reordered; }
};

/// `id` is that of the file's name. Where psp.toml is not whole, only what the file itself tells is judged.
Judgement judge(const format::ParsedOffice&, const std::string& id, std::string_view before, std::string_view after);

/// `header (worker), intake (area), session 7kq2mf changed, remark x4fn2p added`, or that the words are the same.
std::string words_of(const Context&, const format::Revision&);

/// The same for a commit: no keys, and only ids and kinds that are known to be such.
std::string words_for_commit(const format::Revision&);

}  // namespace psp::cli
