// SHA-256 digests, by which a report can be proved.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace psp::report {

/// Returns the digest (FIPS 180-4) in 64 hexadecimal digits, as sha256sum(1) prints it.
std::string sha256(std::string_view bytes);

/// Returns the digest of a list of files, each a path and the digest of its bytes, as `LC_ALL=C sha256sum PATH… |
/// sha256sum` prints it for the paths in order of their bytes.
std::string sha256_of_list(std::vector<std::pair<std::string, std::string>> files);

}  // namespace psp::report
