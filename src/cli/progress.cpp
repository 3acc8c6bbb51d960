#include "cli/progress.h"

#include <chrono>
#include <condition_variable>
#include <ostream>
#include <string_view>
#include <system_error>
#include <utility>

namespace psp::cli {
namespace {

// A line wider than the terminal must not wrap: only one row could be taken away.
constexpr std::string_view to_line_begin = "\r\x1b[?7l", erase_rest = "\x1b[K\x1b[?7h";

}  // namespace

Progress::Progress(std::ostream& terminal, Words words) : terminal_(terminal), words_(std::move(words)) {
  try {
    teller_ = std::jthread([this](const std::stop_token& stop) { tell(stop); });
  } catch (const std::system_error&) {
    // The machine has no thread to spare: nothing is told.
  }
}

Progress::~Progress() {
  teller_.request_stop();
  if (teller_.joinable()) teller_.join();
  if (shown_) terminal_ << to_line_begin << erase_rest << std::flush;
}

void Progress::tell(const std::stop_token& stop) {
  using namespace std::chrono_literals;
  std::condition_variable_any stopped;
  std::unique_lock lock(waiting_);
  for (auto pause = 500ms; !stopped.wait_for(lock, stop, pause, [&] { return stop.stop_requested(); }); pause = 100ms) {
    terminal_ << to_line_begin << words_(done_, all_) << erase_rest << std::flush;
    shown_ = true;
  }
}

}  // namespace psp::cli
