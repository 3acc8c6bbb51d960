// What the system itself takes for the work of psp: `limits read DIRECTORY THREADS` reads every file below it,
// `limits write FILE` replaces a file so that it is safe on the disk. `limits` alone does nothing: what a start costs.
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace {

std::string text_of(int directory, const std::string& name) {
  const int fd = openat(directory, name.c_str(), O_RDONLY | O_CLOEXEC);
  std::string text(1 << 16, '\0');
  std::size_t filled = 0;
  for (ssize_t n; (n = read(fd, text.data() + filled, text.size() - filled)) > 0;) {
    filled += static_cast<std::size_t>(n);
    if (filled == text.size()) text.resize(2 * text.size());
  }
  close(fd);
  text.resize(filled);
  return text;
}

int read_all(const fs::path& root, int threads) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(root))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::atomic<std::size_t> next{0}, bytes{0};
  const auto work = [&] {
    std::string directory;
    int at = -1;
    for (std::size_t begin; (begin = next.fetch_add(16)) < files.size();)
      for (auto i = begin; i < std::min(begin + 16, files.size()); ++i) {
        if (files[i].parent_path() != directory) {
          if (at >= 0) close(at);
          directory = files[i].parent_path();
          at = open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        }
        bytes += text_of(at, files[i].filename()).size();
      }
  };
  std::vector<std::thread> all;
  for (int n = 1; n < threads; ++n) all.emplace_back(work);
  work();
  for (auto& thread : all) thread.join();
  std::printf("%zu bytes\n", bytes.load());
  return 0;
}

int replace(const fs::path& file) {
  const int directory = open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const auto name = file.filename().string(), other = "." + name + ".new";
  const auto text = text_of(directory, name) + "# one line more\n";
  const int fd = openat(directory, other.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  return write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && fsync(fd) == 0 && close(fd) == 0 &&
                 renameat(directory, other.c_str(), directory, name.c_str()) == 0 && fsync(directory) == 0
             ? 0
             : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() == 3 && words[0] == "read") return read_all(words[1], std::stoi(words[2]));
  if (words.size() == 2 && words[0] == "write") return replace(words[1]);
  return words.empty() ? 0 : 2;
}
