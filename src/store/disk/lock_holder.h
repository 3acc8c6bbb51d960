// Who holds a lock: what stands in the lock's file, for the others to read.
#pragma once

#include <string>
#include <string_view>

namespace psp::store {

/// Returns what this process writes down of itself: a line for people, `ana (process 123 on host)`, and one by which
/// is_holder_gone() knows whether the process still runs.
std::string describe_holder(const std::string& who);

/// Returns the line for people; "another psp" if there is none.
std::string holder_name(std::string_view text);

/// Returns true only if it is certain that the process which wrote this is no more: it ran on this machine, and under
/// its number there is none now, or one that began at another time, or the machine has been started since.
bool is_holder_gone(std::string_view text);

}  // namespace psp::store
