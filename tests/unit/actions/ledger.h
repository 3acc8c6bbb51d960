// A ledger in a directory of its own, for tests of what psp does.
#pragma once

#include "reading.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "actions/occasion.h"
#include "store/ledger.h"

namespace psp::tests {

constexpr std::string_view small_office = R"(format = 1

[office]
name = "Centre"

[services.counselling]

[workers.ana]
name = "Ana"

[workers.janis]
name = "Janis"
)";

/// Is the directory of a ledger; it is gone afterwards.
class LedgerDirectory {
 public:
  explicit LedgerDirectory(std::string_view office = small_office) {
    std::string name = (std::filesystem::temp_directory_path() / "psp-unit-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("mkdtemp");
    path_ = name;
    write("psp.toml", office);
    std::filesystem::create_directories(path_ / "cases");
  }
  ~LedgerDirectory() { std::filesystem::remove_all(path_); }
  LedgerDirectory(const LedgerDirectory&) = delete;
  LedgerDirectory& operator=(const LedgerDirectory&) = delete;

  void write(const std::string& file, std::string_view text) const {
    std::filesystem::create_directories((path_ / file).parent_path());
    std::ofstream(path_ / file, std::ios::binary) << text;
  }
  std::string text(const std::string& file) const {
    std::ifstream in(path_ / file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

constexpr const char* first_case = "cases/2026/2026-0001.toml";
constexpr const char* second_case = "cases/2026/2026-0002.toml";

/// Returns the text of a case of ana's, opened on 2026-03-02; `more` goes behind the header.
inline std::string case_text(const std::string& id, std::string_view more = {}) {
  return "format = 1\ncase = \"" + id +
         "\"\nservice = \"counselling\"\nopened = 2026-03-02\nclient = \"K-0117\"\nworker = \"ana\"\n"
         "manager = \"janis\"\nby = \"ana\"\nrecorded = 2026-03-02T09:14:05+02:00\n" +
         std::string(more);
}

/// Returns an occasion by ana, on 2026-03-20 at noon if no other time is given.
inline actions::Occasion occasion_at(store::Ledger& ledger, LocalTime now = {{2026, 3, 20}, 12, 0, 0}) {
  return {ledger, "ana", {now, 120}, false, [](const Message&) {}};
}

/// Returns the words with which `work` is refused; "" if it is not.
template <class Do>
std::string refusal(Do&& work) {
  try {
    work();
  } catch (const Failure& failure) {
    return told(failure.message);
  }
  return {};
}

template <class T>
Record record_of(T body) {
  Record r;
  r.body = std::move(body);
  return r;
}

/// Returns the last record of this kind that the ledger has in a case. The test fails if there is none.
template <class T>
Record last_of(const store::Ledger& ledger, const std::string& id) {
  const auto parsed = ledger.read_case(id);
  REQUIRE(parsed.readable());
  for (auto r = parsed.value.records.rbegin(); r != parsed.value.records.rend(); ++r)
    if (r->as<T>()) return *r;
  FAIL("there is none");
  return {};
}

}  // namespace psp::tests
