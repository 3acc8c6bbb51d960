// A closed case opened again.
#pragma once

#include <optional>
#include <string>

#include "actions/record.h"

namespace psp::actions {

struct ReopeningRequest {
  std::string case_id;
  Record reopening;
  std::optional<Record> transfer = {};  ///< to who has the case from that day on
};

/// Records the reopening, and the transfer, in one write. Throws a Failure as record() does.
WrittenOne reopen(const Occasion&, const ReopeningRequest&);

}  // namespace psp::actions
