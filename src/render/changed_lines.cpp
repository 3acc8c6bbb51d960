#include "render/changed_lines.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "model/text.h"
#include "render/printable.h"

namespace psp::render {
namespace {

using Lines = std::vector<std::string_view>;

/// Returns the lines as an editor shows them: without the `\r` that a line may end in.
Lines printed_lines(std::string_view text) {
  auto lines = lines_of(text);
  for (auto& line : lines)
    if (line.ends_with('\r')) line.remove_suffix(1);
  return lines;
}

/// Holds the lengths of the longest common runs from each place on. They are all 0 if the texts are too long for that:
/// then all lines between the first and the last difference are shown.
class Common {
 public:
  Common(const Lines& a, const Lines& b) : width_(b.size() + 1) {
    constexpr std::size_t most = 4'000'000;
    if ((a.size() + 1) * width_ > most) return;
    lengths_.resize((a.size() + 1) * width_);
    for (std::size_t i = a.size(); i-- > 0;)
      for (std::size_t k = b.size(); k-- > 0;)
        lengths_[i * width_ + k] = a[i] == b[k] ? 1 + at(i + 1, k + 1) : std::max(at(i + 1, k), at(i, k + 1));
  }
  unsigned at(std::size_t i, std::size_t k) const { return lengths_.empty() ? 0 : lengths_[i * width_ + k]; }

 private:
  std::size_t width_;
  std::vector<unsigned> lengths_;
};

}  // namespace

std::string changed_lines(std::string_view before, std::string_view after) {
  auto a = printed_lines(before), b = printed_lines(after);
  const auto same = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  a.erase(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(same));
  b.erase(b.begin(), b.begin() + static_cast<std::ptrdiff_t>(same));
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.pop_back();
    b.pop_back();
  }
  const Common common(a, b);
  std::string text;
  for (std::size_t i = 0, k = 0; i < a.size() || k < b.size();) {
    const bool both = i < a.size() && k < b.size();
    if (both && a[i] == b[k] && common.at(i, k) > 0) {
      ++i;
      ++k;
    } else if (k == b.size() || (both && common.at(i + 1, k) >= common.at(i, k + 1))) {
      text += fmt::format("-{} {}\n", same + i + 1, printable_line(a[i]));
      ++i;
    } else {
      text += fmt::format("+{} {}\n", same + k + 1, printable_line(b[k]));
      ++k;
    }
  }
  return text;
}

}  // namespace psp::render
