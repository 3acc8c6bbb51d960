#include "actions/read.h"

#include <utility>

namespace psp::actions {

Case readable_case(const store::Ledger& ledger, const std::string& id) {
  auto parsed = ledger.read_case(id);
  if (!parsed.readable())
    throw Failure{Exit::data, msg("case {} cannot be read until its file is mended", id),
                  std::move(parsed.diagnostics)};
  return std::move(parsed.value);
}

}  // namespace psp::actions
