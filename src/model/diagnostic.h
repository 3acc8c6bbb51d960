// Diagnostics, which say what is wrong in a file and where, and the Failure that is thrown to end a run.
#pragma once

#include <string>
#include <vector>

#include "model/message.h"

namespace psp {

enum class Severity { error, warning };

struct Diagnostic {
  Severity severity = Severity::error;
  std::string file;          ///< path from the ledger's directory
  int line = 1, column = 1;  ///< from 1; columns count code points
  Message message;           ///< what is wrong and how to mend it
  bool unknown = false;      ///< this psp does not know what stands there; a newer one may have written it
};

/// Returns true if the two say the same of the same file, wherever in it.
inline bool say_same(const Diagnostic& a, const Diagnostic& b) { return a.file == b.file && a.message == b.message; }

/// Returns true if one of `told` says the same.
inline bool is_told(const Diagnostic& d, const std::vector<Diagnostic>& told) {
  for (const auto& t : told)
    if (say_same(d, t)) return true;
  return false;
}

inline bool has_errors(const std::vector<Diagnostic>& diagnostics) {
  for (const auto& d : diagnostics)
    if (d.severity == Severity::error) return true;
  return false;
}

inline void keep_errors(std::vector<Diagnostic>& diagnostics) {
  std::erase_if(diagnostics, [](const Diagnostic& d) { return d.severity != Severity::error; });
}

/// The exit codes of psp(1).
enum class Exit { done = 0, findings = 1, usage = 2, data = 3, system = 4 };

/// An error that ends a run, thrown. If nobody catches it before, main prints the messages and returns `exit`.
struct Failure {
  Exit exit;
  Message message;
  std::vector<Diagnostic> diagnostics = {};  ///< shown before the message
  std::vector<Message> details = {};         ///< shown after it, a line each
};

}  // namespace psp
