// A new ledger, with what git is to leave alone in it.
#pragma once

#include <filesystem>
#include <string_view>

#include "store/disk/file.h"

namespace psp::store {

/// Makes a ledger in the directory (and the directory): psp.toml with this text, cases/, what git is to leave alone
/// (added to what git's files there say already). Throws a Failure (Exit::usage) if one is there already.
Durable create_ledger(const std::filesystem::path& directory, std::string_view office_text);

}  // namespace psp::store
