#include "report/digest.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include <sys/types.h>

#include <sha2.h>

namespace psp::report {

std::string sha256(std::string_view bytes) {
  std::array<char, SHA256_DIGEST_STRING_LENGTH> digits{};
  SHA256Data(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), digits.data());
  return digits.data();
}

std::string sha256_of_list(std::vector<std::pair<std::string, std::string>> files) {
  std::sort(files.begin(), files.end());
  std::string lines;
  for (const auto& [path, digest] : files) lines += digest + "  " + path + "\n";
  return sha256(lines);
}

}  // namespace psp::report
