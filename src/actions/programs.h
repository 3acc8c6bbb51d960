// Keeps, on this machine, which programs of a repository's own may run when psp commits and syncs.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "store/git/programs.h"

namespace psp::actions {

/// Returns the file in which a machine keeps what was agreed to: outside of every ledger, so that none brings its own.
/// Both are directories, as XDG_CONFIG_HOME and HOME name them; "" if neither says where.
std::filesystem::path agreements_file(const std::string& config_home, const std::string& home);

/// Returns the repository's programs that nobody has agreed to in this file; all of them where that is "". Throws a
/// Failure where git gives no answer, or the file cannot be read.
std::vector<store::OwnProgram> not_agreed_to(const store::Repository&, const std::filesystem::path& agreements);

/// Writes down that these programs may run in this repository: others, or elsewhere, are to be agreed to anew. Throws a
/// Failure (Exit::system) where there is no place for it.
void agree_to(const store::Repository&, const std::vector<store::OwnProgram>&, const std::filesystem::path& agreements);

}  // namespace psp::actions
