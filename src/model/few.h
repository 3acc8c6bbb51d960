// A short list that a row of a constexpr table holds in itself: `{"L6.3", "L6.5"}`.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>

namespace psp {

template <class T, std::size_t most>
struct Few {
  constexpr Few() = default;
  /// Takes at most `most`; with more, a constexpr table does not compile.
  constexpr Few(std::initializer_list<T> list) {
    for (const auto& t : list) all.at(count++) = t;
  }
  constexpr const T* begin() const { return all.data(); }
  constexpr const T* end() const { return all.data() + count; }
  constexpr bool empty() const { return count == 0; }
  constexpr bool contains(const T& t) const { return std::find(begin(), end(), t) != end(); }

  std::array<T, most> all = {};
  std::size_t count = 0;
};

}  // namespace psp
