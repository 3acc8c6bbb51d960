// Entries of psp.toml that a command adds: workers and providers.
#pragma once

#include <string>
#include <string_view>

#include "actions/occasion.h"
#include "model/fields.h"

namespace psp::actions {

/// An entry to be added: [workers.KEY] or [providers.KEY].
struct OfficeEntry {
  std::string_view table;  ///< "workers" or "providers"
  std::string key;
  SetFields fields;
};

/// Returns the entry as it stands in psp.toml: an empty line, its header, its fields.
std::string entry_text(const OfficeEntry&);

/// Returns the fields as they stand in psp.toml, `key = value` each, without the last line break.
std::string lines_of(const SetFields&);

/// Adds the entry at the end of psp.toml. Throws a Failure, with nothing written: (Exit::usage) if the key is there
/// already, or is none, or another entry of the table has the same name or address; (Exit::data) if psp.toml has
/// errors, or cannot hold the entry at its end.
store::Durable add_entry(const Occasion&, const OfficeEntry&);

}  // namespace psp::actions
