#include "store/disk/lock_holder.h"

#include "test.h"

#include <csignal>

#include <sys/wait.h>
#include <unistd.h>

using namespace psp::store;

namespace {

/// Returns what a process of ours wrote that is no more.
std::string of_a_dead_process() {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const auto child = fork();
  if (child == 0) {
    const auto text = describe_holder("ana");
    _exit(write(ends[1], text.data(), text.size()) < 0);
  }
  char buffer[1000];
  const auto n = read(ends[0], buffer, sizeof buffer);
  close(ends[0]);
  close(ends[1]);
  waitpid(child, nullptr, 0);
  return {buffer, static_cast<std::size_t>(n)};
}

/// Returns the text with the n-th word of its second line replaced.
std::string with_word(const std::string& text, int n, const std::string& word) {
  auto at = text.find('\n') + 1;
  for (; n > 1; --n) at = text.find(' ', at) + 1;
  return text.substr(0, at) + word + text.substr(text.find_first_of(" \n", at));
}

}  // namespace

TEST_CASE("a holder that lives, or of which nothing certain is known, is not gone") {
  const auto mine = describe_holder("ana");
  CHECK_FALSE(is_holder_gone(mine));
  CHECK_FALSE(is_holder_gone(""));
  CHECK_FALSE(is_holder_gone("janis (process 1 on elsewhere)\n"));
  CHECK_FALSE(is_holder_gone("janis (process 99999999 on elsewhere)\n- - - - - -\n"));
  CHECK_FALSE(is_holder_gone("janis\na b c d e f\n"));
}

TEST_CASE("a dead process of this machine is gone, one of another machine, container or name perhaps not") {
  const auto dead = of_a_dead_process();
  CHECK(is_holder_gone(dead));
  CHECK_FALSE(is_holder_gone(with_word(dead, 2, "elsewhere")));
  CHECK_FALSE(is_holder_gone(with_word(dead, 1, "0123456789abcdef")));
  CHECK_FALSE(is_holder_gone(with_word(dead, 4, "pid:[1]")));
  CHECK_FALSE(is_holder_gone(dead.substr(0, dead.size() / 2)));
}

TEST_CASE("a number that another process has since is told by when that began") {
  CHECK(is_holder_gone(with_word(describe_holder("ana"), 6, "1")));
}

TEST_CASE("for people, who it is") {
  CHECK(holder_name(describe_holder("ana")).starts_with("ana (process " + std::to_string(getpid()) + " on "));
  CHECK(holder_name(describe_holder("")).starts_with("psp (process "));
  CHECK(holder_name("") == "another psp");
}
