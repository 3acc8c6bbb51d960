#include "store/basis.h"

#include <utility>

#include "format/parse.h"
#include "store/disk/file.h"

namespace psp::store {

Basis read_basis(int root, const std::string& id) {
  Basis basis{case_path(id), {}, {}};
  basis.text = read_file(root, basis.path);
  auto parsed = format::parse_case(basis.text, basis.path);
  if (!parsed.readable()) throw Failure{Exit::data, mend_first(basis.path), std::move(parsed.diagnostics)};
  basis.value = std::move(parsed.value);
  return basis;
}

std::variant<Basis, Diagnostic> basis_or_why_not(int root, const std::string& id, const Message& broken) {
  Basis basis{case_path(id), {}, {}};
  try {
    basis.text = read_file(root, basis.path);
  } catch (Failure& failure) {
    if (failure.exit != Exit::data) throw;
    return Diagnostic{Severity::error, basis.path, 1, 1, std::move(failure.message)};
  }
  auto parsed = format::parse_case(basis.text, basis.path);
  for (const auto& d : parsed.diagnostics)
    if (d.severity == Severity::error) return Diagnostic{Severity::error, basis.path, d.line, d.column, broken};
  basis.value = std::move(parsed.value);
  return basis;
}

Message mend_first(const std::string& path) { return msg("nothing was written: mend {} first", path); }

}  // namespace psp::store
