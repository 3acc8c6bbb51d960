// git's history, searched for what names a person.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "model/traces.h"

namespace psp::store {

/// Returns true if a text, the version of the file at `path` from the ledger's directory, names the person.
using NamesPerson = std::function<bool(const std::string& path, std::string_view text)>;

/// Goes through all objects of this clone: what branches, tags and the reflog hold, and what nothing refers to any
/// more. `file` is the person's own file: what is found in it is counted by itself. No argument of git's has anything
/// personal in it: that goes through its input and output alone.
HistorySearch search_history(const std::filesystem::path& directory, const std::string& file, const NamesPerson&);

}  // namespace psp::store
