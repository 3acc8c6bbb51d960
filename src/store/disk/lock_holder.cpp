#include "store/disk/lock_holder.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "model/text.h"
#include "store/disk/file.h"

namespace psp::store {
namespace {

/// Returns the text of a small file of the system; "" if it is not there.
std::string text_of(const std::string& path) {
  const Descriptor fd(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  std::array<char, 4096> buffer;
  const auto n = fd ? read(fd.get(), buffer.data(), buffer.size()) : 0;
  return {buffer.data(), n > 0 ? static_cast<std::size_t>(n) : 0};
}

std::string first_word_of(const std::string& path) {
  const auto text = text_of(path);
  const auto words = words_of(text);
  return words.empty() ? "-" : std::string(words.front());
}

std::string host() {
  std::array<char, 65> name{};
  gethostname(name.data(), name.size() - 1);
  return name.data();
}

/// Returns when a process began, in ticks since the machine did; "-" where it is not to be known.
std::string began(long long process) {
  const auto text = text_of(fmt::format("/proc/{}/stat", process));
  const auto words = words_of(text);
  // The second word is the program's name in parentheses, which may have blanks: count from behind it.
  std::size_t behind = 1;
  while (behind < words.size() && !words[behind].ends_with(')')) ++behind;
  return behind + 20 < words.size() ? std::string(words[behind + 20]) : "-";
}

/// Returns the name of the space in which this process has its number: each container of a machine numbers its own.
std::string numbering() {
  std::array<char, 64> name{};
  const auto n = readlink("/proc/self/ns/pid", name.data(), name.size());
  return n > 0 ? std::string(name.data(), static_cast<std::size_t>(n)) : "-";
}

/// What together names one process and no other.
struct Identity {
  std::string machine, host_name, start_of_machine, numbering, process, began;
};

Identity own_identity() {
  return {
      first_word_of("/etc/machine-id"), host(),         first_word_of("/proc/sys/kernel/random/boot_id"), numbering(),
      std::to_string(getpid()),         began(getpid())};
}

}  // namespace

std::string describe_holder(const std::string& who) {
  const auto own = own_identity();
  return fmt::format("{} (process {} on {})\n{} {} {} {} {} {}\n", who.empty() ? "psp" : who, own.process,
                     own.host_name, own.machine, own.host_name, own.start_of_machine, own.numbering, own.process,
                     own.began);
}

std::string holder_name(std::string_view text) {
  const auto line = first_line(text);
  return line.empty() ? "another psp" : std::string(line);
}

bool is_holder_gone(std::string_view text) {
  take_line(text);
  const auto views = words_of(text);
  const std::vector<std::string> words(views.begin(), views.end());
  if (words.size() != 6) return false;
  const Identity theirs{words[0], words[1], words[2], words[3], words[4], words[5]}, own = own_identity();
  for (const auto* known : {&own.start_of_machine, &own.numbering, &own.began, &theirs.began})
    if (*known == "-") return false;
  if (theirs.host_name != own.host_name || theirs.machine != own.machine) return false;
  // Machines of one name are told apart by their id; one that has none by its start alone.
  if (theirs.start_of_machine != own.start_of_machine) return own.machine != "-";
  if (theirs.numbering != own.numbering) return false;
  long long process = 0;
  const auto& digits = theirs.process;
  if (std::from_chars(digits.data(), digits.data() + digits.size(), process).ec != std::errc{} || process <= 0)
    return false;
  if (kill(static_cast<pid_t>(process), 0) != 0) return errno == ESRCH;
  const auto now = began(process);
  return now != "-" && now != theirs.began;
}

}  // namespace psp::store
