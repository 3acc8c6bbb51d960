// Random texts for the readers of files: `inputs SUBJECT DIRECTORY [--runs N] [--seed S] [--tell]`. The directory holds
// the case files and psp.toml that are damaged; --tell says which run begins, for one that does not end well. Ends with
// `N passed, N failed`.
#include "inputs.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include <fmt/format.h>

namespace {

using namespace psp::tests;

struct Subject {
  std::string_view name;
  bool (*judge)(Random&, const Files&, std::string& input);
};
constexpr std::array subjects{Subject{"case", judge_case},       Subject{"canonical", judge_canonical},
                              Subject{"grafted", judge_grafted}, Subject{"person", judge_person},
                              Subject{"office", judge_office},   Subject{"blocks", judge_blocks},
                              Subject{"json", judge_json}};

Files files_of(const std::string& directory) {
  std::set<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory))
    if (entry.path().extension() == ".toml") paths.insert(entry.path());
  Files files;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    (path.filename() == "psp.toml" ? files.offices : files.cases)
        .emplace_back(std::istreambuf_iterator(file), std::istreambuf_iterator<char>());
  }
  return files;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  const auto* subject = std::find_if(subjects.begin(), subjects.end(),
                                     [&](const Subject& s) { return !words.empty() && s.name == words[0]; });
  if (subject == subjects.end() || words.size() < 2) {
    fmt::print("inputs SUBJECT DIRECTORY [--runs N] [--seed S] [--tell]\n");
    return EXIT_FAILURE;
  }
  const auto files = files_of(words[1]);
  const auto runs = number_after(words, "--runs", 1000), seed = number_after(words, "--seed", 1);
  const bool tell = std::find(words.begin(), words.end(), "--tell") != words.end();
  std::uint64_t failed = 0, read = 0;
  for (std::uint64_t run = 0; run < runs; ++run) {
    if (tell) {
      fmt::print("--runs 1 --seed {}\n", seed + run);
      std::fflush(stdout);
    }
    Random random(seed + run);
    std::string input;
    try {
      read += subject->judge(random, files, input);
    } catch (const std::exception& wrong) {
      if (++failed > 3) continue;
      fmt::print("inputs {} {} --runs 1 --seed {}: {}\n-- input\n{}\n", words[0], words[1], seed + run, wrong.what(),
                 input);
    }
  }
  fmt::print("{} could be read\n{} passed, {} failed\n", read, runs - failed, failed);
  return failed || read == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
