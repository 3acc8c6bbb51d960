// SHA-256 digests, by which a report can be proved.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace psp::report {

/// In 64 hexadecimal digits, as sha256sum(1) prints it.
std::string sha256(std::string_view bytes);

/// The digest of a list of files, each a path with the digest of its bytes: what
/// `LC_ALL=C sha256sum PATH… | sha256sum` gives, the paths in order of their bytes.
std::string sha256_of_list(std::vector<std::pair<std::string, std::string>> files);

}  // namespace psp::report
