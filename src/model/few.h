// A short list that a row of a constexpr table holds in itself: `{"L6.3", "L6.5"}`.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>

namespace psp {

template <class T, std::size_t most>
class Few {
 public:
  constexpr Few() = default;
  /// Takes at most `most`; with more, a constexpr table does not compile.
  constexpr Few(std::initializer_list<T> list) {
    for (const auto& t : list) all_.at(size_++) = t;
  }
  constexpr const T* data() const { return all_.data(); }
  constexpr std::size_t size() const { return size_; }
  constexpr bool empty() const { return size_ == 0; }
  constexpr const T* begin() const { return data(); }
  constexpr const T* end() const { return data() + size_; }
  constexpr bool contains(const T& t) const { return std::find(begin(), end(), t) != end(); }

 private:
  std::array<T, most> all_{};
  std::size_t size_ = 0;
};

}  // namespace psp
