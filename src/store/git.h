// What git knows of the person and the clone at work here.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace psp::store {

/// The value of a git setting as seen from `directory`; "" where it is unset or there is no git.
std::string git_setting(const std::filesystem::path& directory, std::string_view key);

}  // namespace psp::store
