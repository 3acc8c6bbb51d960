// A line on the terminal that says how far psp is with what takes long.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <iosfwd>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

namespace psp::cli {

/// Tells after half a second, and then again and again, how far psp is; takes the line away when it is destroyed.
/// Nothing else may be written to the terminal meanwhile.
class Progress {
 public:
  /// Returns the line for so many of all; both are 0 where nothing is counted. It is called from another thread, and
  /// must not throw.
  using Words = std::function<std::string(std::size_t done, std::size_t all)>;

  Progress(std::ostream& terminal, Words words);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Takes note of how far psp is.
  void reached(std::size_t done, std::size_t all) {
    done_ = done;
    all_ = all;
  }

 private:
  void tell(const std::stop_token&);

  std::ostream& terminal_;
  const Words words_;
  std::atomic<std::size_t> done_ = 0, all_ = 0;
  bool shown_ = false;  ///< known to the telling thread, and when that has ended
  std::mutex waiting_;
  std::jthread teller_;
};

}  // namespace psp::cli
