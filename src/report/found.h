// Where a text was found: in cases, in people/, in psp.toml.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/date.h"

namespace psp::report {

/// A place in a text, with the words around it: what stands before it, as it is written, and behind it. Whole words
/// are left out of a long text, and `cut_before` and `cut_after` tell that.
struct Excerpt {
  std::string before, found, after;
  bool cut_before = false, cut_after = false;
};

/// A field of a record, or of a case's intake, in which the text stands.
struct FoundInRecord {
  std::string_view kind;   ///< of the record; `case` for the intake
  std::string id;          ///< of the record; "" for the intake
  Date day;                ///< under which the record is shown; of the intake, that of the opening
  int line = 0;            ///< in the file, from 1
  std::string_view field;  ///< its name
  bool stands = true;      ///< false where the record was struck or replaced since
  Excerpt excerpt;         ///< of its first place in the field
};

struct FoundInCase {
  std::string id, file, client;
  std::vector<FoundInRecord> places;
};

/// A field of a client, under the reference, or of a provider, under the key.
struct FoundInEntry {
  std::string of;
  std::string_view field;
  Excerpt excerpt;
};

struct Found {
  std::vector<FoundInCase> cases;  ///< by id
  std::vector<FoundInEntry> people, providers;
};

}  // namespace psp::report
