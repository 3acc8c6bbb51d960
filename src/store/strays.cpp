#include "store/strays.h"

#include <array>

#include "store/disk/process.h"

namespace psp::store {
namespace {

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

using StrayMessage = Message(const std::string& path, const LedgerFile&, bool original_is_there);

Message misplaced(const std::string& path, const LedgerFile&, bool) {
  if (path.starts_with("people/"))
    return msg("is not read: such a file is named by the client's reference, as K-0117.toml");
  if (path.find('/') == path.rfind('/'))
    return msg("is not counted: only directories of years belong here, with case files in them");
  return msg("is not counted: a case file is named cases/YYYY/[PREFIX-]YYYY-NNNN.toml, by the year in its id");
}

Message second(const std::string& path, const LedgerFile& file, bool original_is_there) {
  // Under the right name in a wrong directory: which of the two is wrong, the name does not say.
  if (file.original.empty() || name_of(file.original) == name_of(path)) return misplaced(path, file, false);
  const auto words = shell_word(path), original = shell_word(file.original);
  if (!original_is_there)
    return msg("is not counted: it should be named {0}; mv {1} {2}, in the ledger's directory, does that",
               file.original, words, original);
  if (const auto& id = file.case_id; !id.empty())
    return msg(
        "is a second file of case {0}, and is not counted: psp merge-file /dev/null {1} {2}, in the ledger's "
        "directory, takes in what it alone holds; then delete it",
        id, original, words);
  return msg(
      "is a second file of {0}, and is not read: diff {1} {2}, in the ledger's directory, shows how they differ; put "
      "what is missing into {0}, then delete it",
      file.original, original, words);
}

Message unfinished(const std::string&, const LedgerFile&, bool) {
  return msg("left behind when psp or the machine was stopped: compare it with the file of its name, then delete it");
}

Message leftover(const std::string&, const LedgerFile& file, bool original_is_there) {
  if (file.original.empty()) return msg("left behind by another program: psp does not need it; delete it");
  if (!original_is_there)
    return msg("left behind by an editor or another program, and there is no {}: see what it holds, then delete it",
               file.original);
  return msg("left behind by an editor or another program, or open in one now: compare it with {}, then delete it",
             file.original);
}

Message paper(const std::string& path, const LedgerFile&, bool) {
  return msg("is not known to psp: no record names it; psp document CASE --kind KIND --file {} makes one that does",
             shell_word(path));
}

Message unknown(const std::string& path, const LedgerFile& file, bool) {
  if (path.starts_with("cases/")) return misplaced(path, file, false);
  return msg("is not known to psp: people/ has a file for each client, named by the reference, as K-0117.toml");
}

struct StrayRow {
  FileKind kind;
  Severity severity;
  StrayMessage* words;
};
constexpr std::array tellings{
    StrayRow{FileKind::renamed, Severity::error, second},
    StrayRow{FileKind::copy, Severity::error, second},
    StrayRow{FileKind::unfinished, Severity::warning, unfinished},
    StrayRow{FileKind::leftover, Severity::warning, leftover},
    StrayRow{FileKind::paper, Severity::warning, paper},
    StrayRow{FileKind::unknown, Severity::warning, unknown},
};

}  // namespace

std::optional<Diagnostic> told_of(const std::string& path, const LedgerFile& file, bool original_is_there) {
  for (const auto& telling : tellings)
    if (telling.kind == file.kind)
      return Diagnostic{telling.severity, path, 1, 1, telling.words(path, file, original_is_there)};
  return std::nullopt;
}

Message not_sent(const std::string& path, const LedgerFile& file) {
  if (may_hold_records(file.kind))
    return msg("not sent: {}, which no command counts or reads; psp check tells how to mend that", path);
  return msg("psp does not know {}: psp git add {} would send it", path, shell_word(path));
}

}  // namespace psp::store
