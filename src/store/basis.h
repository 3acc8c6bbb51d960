// A case file as it is about to be changed, and what may keep it from that.
#pragma once

#include <string>
#include <variant>

#include "model/case.h"
#include "model/diagnostic.h"

namespace psp::store {

struct Basis {
  std::string path, text;
  Case value;
};

/// Reads a case. Throws a Failure (Exit::data) if it must be mended first.
Basis read_basis(int root, const std::string& id);

/// Returns a case, or the place at which a person must mend its file first: `broken` says what for, where the text is
/// none of a case. Throws a Failure (Exit::system) if it cannot be read.
std::variant<Basis, Diagnostic> basis_or_why_not(int root, const std::string& id, const Message& broken);

/// Returns that nothing was written, and which file must be mended first.
Message mend_first(const std::string& path);

}  // namespace psp::store
