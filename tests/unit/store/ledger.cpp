#include "test.h"

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "format/write.h"
#include "i18n/tr.h"
#include "render/check.h"
#include "store/append.h"
#include "store/disk/lock.h"
#include "store/git/new_ledger.h"
#include "store/new_case.h"
#include "store/renumber.h"

using namespace psp;
using namespace psp::store;
namespace fs = std::filesystem;

namespace {

/// Is a directory that is gone afterwards.
class Directory {
 public:
  Directory() {
    std::string name = (fs::temp_directory_path() / "psp-unit-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("mkdtemp");
    path_ = name;
  }
  ~Directory() { fs::remove_all(path_); }
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;
  const fs::path& path() const { return path_; }
  fs::path operator/(const char* below) const { return path_ / below; }

 private:
  fs::path path_;
};

class Umask {
 public:
  explicit Umask(mode_t mask) : before_(umask(mask)) {}
  ~Umask() { umask(before_); }
  Umask(const Umask&) = delete;
  Umask& operator=(const Umask&) = delete;

 private:
  mode_t before_;
};

void write(const fs::path& path, std::string_view text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string mode_of(const fs::path& path) {
  struct stat info {};
  if (lstat(path.c_str(), &info) != 0) return "none";
  constexpr std::string_view digits = "01234567";
  std::string text;
  for (int shift = 9; shift >= 0; shift -= 3) text += digits[(info.st_mode >> shift) & 7];
  return text;
}

/// Returns all names below the directory, sorted.
std::string names_in(const fs::path& directory) {
  std::set<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(directory))
    names.insert(entry.path().lexically_relative(directory).string());
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : " ") + name;
  return text;
}

constexpr std::string_view case_text = R"(format = 1
case = "2026-0042"
service = "counselling"
opened = 2026-03-02
client = "K-0117"
by = "ana"
recorded = 2026-03-02T09:14:05+02:00
)";
const std::string case_file = "cases/2026/2026-0042.toml";

Case new_case(const std::string& id) {
  auto c = format::parse_case(case_text, case_file).value;
  c.header.id = id;
  c.file = case_path(id);
  return c;
}

Record remark(const Case& c, std::string text) {
  Record r{{}, Remark{Date{2026, 3, 9}, std::move(text)}, {}, {}, {}, "ana", Moment{{{2026, 3, 9}, 10, 31, 0}, 120}};
  r.id = format::new_record_id(c.header.id, r, format::record_ids(c));
  return r;
}

const Writer ana{"ana", [](const Message&) {}};

/// Returns the exit code and the message of the Failure that `run` throws; "none" if it throws none.
template <class F>
std::string failure_of(F&& run) {
  try {
    run();
  } catch (const Failure& failure) {
    return std::to_string(static_cast<int>(failure.exit)) + ": " + i18n::tr(Language::en, failure.message);
  }
  return "none";
}

/// Is a ledger with one case.
struct SampleLedger {
  Directory directory;
  SampleLedger() {
    create_ledger(directory.path(), "format = 1\n");
    write(directory / case_file.c_str(), case_text);
  }
  Descriptor root() const { return Descriptor(open(directory.path().c_str(), O_RDONLY | O_DIRECTORY)); }
  fs::path file() const { return directory.path() / case_file; }
};

void append_to(const fs::path& directory, const std::string& id, const Make& make) {
  Ledger ledger(directory);
  append(ledger, id, ana, {make});
}

void append_remark(const fs::path& directory, const std::string& text) {
  append_to(directory, "2026-0042", [&](const Case& c) { return std::vector{remark(c, text)}; });
}

}  // namespace

TEST_CASE("a ledger is found upwards from where one is, or named") {
  const Directory directory;
  write(directory / "office/psp.toml", "format = 1\n");
  fs::create_directories(directory / "office/cases/2026");
  fs::create_directories(directory / "elsewhere");
  CHECK(find_ledger({}, directory / "office/cases/2026") == directory / "office");
  CHECK(find_ledger({}, directory / "office") == directory / "office");
  CHECK(find_ledger(directory / "office", directory / "elsewhere") == directory / "office");
  CHECK(failure_of([&] { find_ledger(directory / "elsewhere", directory / "office"); }) ==
        "2: " + (directory / "elsewhere").string() + " is no ledger: there is no psp.toml in it; psp init starts one");
  CHECK(failure_of([&] { find_ledger({}, directory / "elsewhere"); }) ==
        "2: no ledger here: go into its directory, name it with -C or PSP_LEDGER, or start one with psp init");
}

TEST_CASE("a new ledger has what belongs into it, and is started once") {
  const Directory directory;
  const auto office = directory / "new";
  create_ledger(office, "format = 1\n");
  CHECK(names_in(office) == ".gitattributes .gitignore cases psp.toml");
  CHECK(read(office / "psp.toml") == "format = 1\n");
  CHECK(read(office / ".gitignore").find("/people/\n") != std::string::npos);
  CHECK(failure_of([&] { create_ledger(office, "other"); }) ==
        "2: " + office.string() + " is a ledger already; psp init --git puts git beside it");
  CHECK(read(office / "psp.toml") == "format = 1\n");
}

TEST_CASE("files are 0600 and directories 0700 under any umask") {
  for (const mode_t mask : {0000U, 0077U, 0022U}) {
    const Umask set(mask);
    const Directory directory;
    const auto office = directory / "new";
    create_ledger(office, "format = 1\n");
    Ledger ledger(office);
    create_case(ledger, 2026, "", ana, new_case);
    CHECK(mode_of(office) == "0700");
    for (const auto* path : {"cases", "cases/2026", ".psp"}) {
      INFO(path);
      CHECK(mode_of(office / path) == "0700");
    }
    for (const auto* path : {"psp.toml", ".gitattributes", ".gitignore", ".psp/lock", "cases/2026/2026-0001.toml"}) {
      INFO(path);
      CHECK(mode_of(office / path) == "0600");
    }
    fs::permissions(office / "cases/2026/2026-0001.toml", static_cast<fs::perms>(0644));
    append(ledger, "2026-0001", ana, {[&](const Case& c) { return std::vector{remark(c, "x")}; }});
    CHECK(mode_of(office / "cases/2026/2026-0001.toml") == "0600");
  }
}

TEST_CASE("every directory that is made for a new ledger is 0700") {
  const Umask none(0);
  const Directory directory;
  create_ledger(directory / "a/b/new", "format = 1\n");
  CHECK(mode_of(directory / "a/b/new") == "0700");
  CHECK(mode_of(directory / "a/b") == "0700");
  CHECK(mode_of(directory / "a") == "0700");
}

TEST_CASE("a new ledger is 0700 where its name ends with a slash, too") {
  const Umask none(0);
  const Directory directory;
  create_ledger(directory / "new/", "format = 1\n");
  CHECK(mode_of(directory / "new") == "0700");
}

TEST_CASE("a new case gets the next number of its prefix and year") {
  const Directory directory;
  create_ledger(directory / "new", "format = 1\n");
  Ledger ledger(directory / "new");
  const auto make = [&](int year, std::string_view prefix) {
    std::string made;
    create_case(ledger, year, prefix, ana, [&](const std::string& id) { return made = id, new_case(id); });
    return made;
  };
  CHECK(make(2026, "") == "2026-0001");
  CHECK(make(2026, "") == "2026-0002");
  CHECK(make(2025, "") == "2025-0001");
  CHECK(make(2026, "SAL") == "SAL-2026-0001");
  write(directory / "new/cases/2026/2026-0041.toml", "not TOML");
  CHECK(make(2026, "") == "2026-0042");
  CHECK(make(2026, "SAL") == "SAL-2026-0002");
  CHECK(read(directory / "new/cases/2026/2026-0041.toml") == "not TOML");
  CHECK(read(directory / "new/cases/2026/2026-0042.toml") == format::write_case(new_case("2026-0042")));
  CHECK(ledger.case_ids() == std::vector<std::string>{"2025-0001", "2026-0001", "2026-0002", "2026-0041", "2026-0042",
                                                      "SAL-2026-0001", "SAL-2026-0002"});
}

TEST_CASE("where the last number of a year is taken, none is given") {
  const SampleLedger office;
  write(office.directory / "cases/2026/2026-999999999.toml", format::write_case(new_case("2026-999999999")));
  Ledger ledger(office.directory.path());
  const std::string none = "4: no free case number was found for 2026";
  CHECK(failure_of([&] { create_case(ledger, 2026, "", ana, new_case); }) == none);
  CHECK(failure_of([&] { renumber(ledger, "2026-0042", "", "", ana); }) == none);
  CHECK(names_in(office.directory / "cases") == "2026 2026/2026-0042.toml 2026/2026-999999999.toml");
}

TEST_CASE("records are appended to what the file says under the lock") {
  const SampleLedger office;
  append_remark(office.directory.path(), "one");
  append_remark(office.directory.path(), "two");
  const auto text = read(office.file());
  CHECK(text.starts_with(case_text));
  const auto c = Ledger(office.directory.path()).read_case("2026-0042");
  REQUIRE(c.readable());
  REQUIRE(c.value.records.size() == 2);
  CHECK(c.value.records[0].as<Remark>()->text == "one");
  CHECK(c.value.records[1].as<Remark>()->text == "two");
  CHECK(names_in(office.directory / "cases") == "2026 2026/2026-0042.toml");
}

TEST_CASE("a file that cannot be read whole is not written to") {
  const SampleLedger office;
  const auto broken = std::string(case_text) + "[[sesion]]\n";
  write(office.file(), broken);
  CHECK(failure_of([&] { append_remark(office.directory.path(), "one"); }) ==
        "3: nothing was written: mend cases/2026/2026-0042.toml first");
  CHECK(read(office.file()) == broken);
  CHECK(failure_of([&] {
          append_to(office.directory.path(), "2026-0043", [](const Case&) { return std::vector<Record>(); });
        }) == "4: cases/2026/2026-0043.toml: cannot read: No such file or directory");
}

TEST_CASE("what `make` throws leaves the file as it was, and the lock free") {
  const SampleLedger office;
  const auto make = [](const Case&) -> std::vector<Record> { throw Failure{Exit::usage, {}}; };
  CHECK_THROWS_AS(append_to(office.directory.path(), "2026-0042", make), Failure);
  CHECK(read(office.file()) == case_text);
  append_remark(office.directory.path(), "one");
  CHECK(read(office.file()) != case_text);
}

TEST_CASE("a file that changed while records were made is read again") {
  const SampleLedger office;
  const auto edited = std::string(case_text) + "# saved by an editor\n";
  int asked = 0;
  append_to(office.directory.path(), "2026-0042", [&](const Case& c) {
    if (++asked == 1) write(office.file(), edited);
    return std::vector{remark(c, "one")};
  });
  CHECK(asked == 2);
  CHECK(read(office.file()).starts_with(edited));
  CHECK(names_in(office.directory / "cases") == "2026 2026/2026-0042.toml");
}

TEST_CASE("a file is replaced only where it still is what is expected") {
  const SampleLedger office;
  const auto root = office.root();
  CHECK_FALSE(replace_file(root.get(), case_file, "stale", "new").has_value());
  CHECK(read(office.file()) == case_text);
  CHECK_FALSE(replace_file(root.get(), case_file, case_text.substr(1), "new").has_value());
  CHECK(read(office.file()) == case_text);
  CHECK(names_in(office.directory / "cases") == "2026 2026/2026-0042.toml");
  CHECK(replace_file(root.get(), case_file, case_text, "new") == Durable::yes);
  CHECK(read(office.file()) == "new");
  CHECK(names_in(office.directory / "cases") == "2026 2026/2026-0042.toml");
  CHECK(failure_of([&] { replace_file(root.get(), "cases/2026/none.toml", "", "new"); }) ==
        "4: cases/2026/none.toml: cannot replace: No such file or directory");
  CHECK(names_in(office.directory / "cases") == "2026 2026/2026-0042.toml");
}

TEST_CASE("a file is made only where there is none") {
  const SampleLedger office;
  const auto root = office.root();
  CHECK(create_file(root.get(), "cases/2027/2027-0001.toml", "one") == Durable::yes);
  CHECK_FALSE(create_file(root.get(), "cases/2027/2027-0001.toml", "two").has_value());
  CHECK(read(office.directory / "cases/2027/2027-0001.toml") == "one");
  fs::create_symlink("nowhere", office.directory / "cases/2027/2027-0002.toml");
  CHECK_FALSE(create_file(root.get(), "cases/2027/2027-0002.toml", "two").has_value());
  CHECK(names_in(office.directory / "cases/2027") == "2027-0001.toml 2027-0002.toml");
}

TEST_CASE("nothing but a regular file stands for a case, and nothing waits for it") {
  const SampleLedger office;
  const auto& directory = office.directory;
  const auto refused = [&](const std::string& message) {
    format::ParsedCase parsed;
    Ledger(directory.path()).read_cases({"2026-0042"}, [&](std::size_t, format::ParsedCase read, const std::string&) {
      parsed = std::move(read);
    });
    CHECK_FALSE(parsed.readable());
    REQUIRE(parsed.diagnostics.size() == 1);
    CHECK(render::diagnostic_line(parsed.diagnostics[0], Language::en) ==
          "cases/2026/2026-0042.toml:1:1: error: " + message + "\n");
    CHECK(failure_of([&] { append_remark(directory.path(), "one"); }).ends_with(": " + message));
  };
  const auto elsewhere = directory / "elsewhere.toml";
  fs::rename(office.file(), elsewhere);
  SECTION("a symbolic link") {
    fs::create_symlink(elsewhere, office.file());
    refused("cases/2026/2026-0042.toml is a symbolic link: psp does not follow it");
    CHECK(fs::is_symlink(office.file()));
  }
  SECTION("a link to nowhere") {
    fs::create_symlink("nowhere", office.file());
    refused("cases/2026/2026-0042.toml is a symbolic link: psp does not follow it");
  }
  SECTION("a FIFO") {
    REQUIRE(mkfifo(office.file().c_str(), 0600) == 0);
    refused("cases/2026/2026-0042.toml is no regular file");
    CHECK(fs::is_fifo(office.file()));
  }
  SECTION("a directory") {
    fs::create_directory(office.file());
    refused("cases/2026/2026-0042.toml is no regular file");
    CHECK(fs::is_directory(office.file()));
  }
  SECTION("a link in place of the year") {
    fs::rename(directory / "cases/2026", directory / "moved");
    fs::create_directory_symlink("../moved", directory / "cases/2026");
    CHECK(failure_of([&] {
            Ledger(directory.path()).read_case("2026-0042");
          }).starts_with("4: cases/2026/2026-0042.toml: cannot open the directory: "));
    CHECK(failure_of([&] {
            append_remark(directory.path(), "one");
          }).starts_with("4: cases/2026/2026-0042.toml: cannot open the directory: "));
    CHECK(Ledger(directory.path()).case_ids().empty());
    fs::remove(directory / "cases/2026");
  }
  CHECK(read(elsewhere) == case_text);
}

TEST_CASE("what is no regular file is not replaced, and stays") {
  const SampleLedger office;
  fs::remove(office.file());
  const auto root = office.root();
  SECTION("a FIFO") {
    REQUIRE(mkfifo(office.file().c_str(), 0600) == 0);
    CHECK_FALSE(replace_file(root.get(), case_file, case_text, "new").has_value());
    CHECK(fs::is_fifo(office.file()));
    CHECK(names_in(office.directory / "cases") == "2026 2026/2026-0042.toml");
  }
  SECTION("a directory") {
    fs::create_directory(office.file());
    CHECK_FALSE(replace_file(root.get(), case_file, case_text, "new").has_value());
    CHECK(fs::is_directory(office.file()));
    CHECK(names_in(office.directory / "cases") == "2026 2026/2026-0042.toml");
  }
}

TEST_CASE("the lock's directory and file are not followed elsewhere") {
  const SampleLedger office;
  const auto& directory = office.directory;
  SECTION("a link for the directory") {
    fs::create_directory(directory / "elsewhere");
    fs::create_directory_symlink("elsewhere", directory / ".psp");
    CHECK(failure_of([&] {
            append_remark(directory.path(), "one");
          }).starts_with("4: .psp: cannot open the directory: "));
  }
  SECTION("a link for the file") {
    fs::create_directory(directory / ".psp");
    write(directory / "elsewhere", "precious");
    fs::create_symlink("../elsewhere", directory / ".psp/lock");
    CHECK(failure_of([&] { append_remark(directory.path(), "one"); }).starts_with("4: .psp/lock: cannot open: "));
    CHECK(read(directory / "elsewhere") == "precious");
  }
  CHECK(read(office.file()) == case_text);
}

TEST_CASE("who waits for the lock is told who holds it") {
  const SampleLedger office;
  const auto root = office.root();
  std::string told;
  std::atomic<bool> said = false;
  std::jthread other;
  {
    const Lock held(root.get(), "janis", [](const Message&) {});
    other = std::jthread([&] {
      const Lock waiting(office.root().get(), "ana", [&](const Message& m) {
        told = i18n::tr(Language::en, m);
        said = true;
      });
    });
    for (int i = 0; i < 2000 && !said; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  other.join();
  CHECK(told.starts_with("waiting for janis (process " + std::to_string(getpid()) + " on "));
  CHECK(read(office.directory / ".psp/lock").empty());
}

TEST_CASE("two threads that append to one case lose nothing") {
  const SampleLedger office;
  const auto work = [&](const std::string& name) {
    for (int i = 0; i < 50; ++i) append_remark(office.directory.path(), name + " " + std::to_string(i));
  };
  std::jthread one(work, "one"), two(work, "two");
  one.join();
  two.join();
  const auto c = Ledger(office.directory.path()).read_case("2026-0042");
  REQUIRE(c.readable());
  std::set<std::string> texts, ids;
  for (const auto& r : c.value.records) texts.insert(r.as<Remark>()->text), ids.insert(r.id);
  CHECK(c.value.records.size() == 100);
  CHECK(texts.size() == 100);
  CHECK(ids.size() == 100);
}

TEST_CASE("two processes that append to one case and open others lose nothing") {
  const SampleLedger office;
  std::vector<pid_t> children;
  for (const auto* name : {"one", "two"}) {
    const auto child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      try {
        for (int i = 0; i < 50; ++i)
          append_remark(office.directory.path(), std::string(name) + " " + std::to_string(i));
        for (int i = 0; i < 5; ++i) {
          Ledger ledger(office.directory.path());
          create_case(ledger, 2026, "", ana, new_case);
        }
      } catch (...) {
        _exit(1);
      }
      _exit(0);
    }
    children.push_back(child);
  }
  for (const auto child : children) {
    int status = -1;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK(status == 0);
  }
  const Ledger ledger(office.directory.path());
  const auto c = ledger.read_case("2026-0042");
  REQUIRE(c.readable());
  std::set<std::string> texts;
  for (const auto& r : c.value.records) texts.insert(r.as<Remark>()->text);
  CHECK(c.value.records.size() == 100);
  CHECK(texts.size() == 100);
  CHECK(ledger.case_ids().size() == 11);
}

TEST_CASE("what lies under cases/ and is no case is told of") {
  const SampleLedger office;
  const auto& directory = office.directory;
  write(directory / "cases/note.txt", "");
  write(directory / "cases/2026/2026-43.toml", "");
  write(directory / "cases/2026/2025-0001.toml", "");
  write(directory / "cases/2026/sal-2026-0001.toml", "");
  write(directory / "cases/2026/.2026-0042.toml.0123456789abcdef.tmp", "");
  write(directory / "cases/2026/.2026-0042.toml.swp", "");
  write(directory / "cases/2026/paper.pdf", "");
  write(directory / "cases/.git/2026-0001.toml", "");
  write(directory / "cases/2025/SAL-2025-0001.toml", "");
  const Ledger ledger(directory.path());
  CHECK(ledger.case_ids() == std::vector<std::string>{"2026-0042", "SAL-2025-0001"});
  std::string told;
  for (const auto& d : ledger.strays()) told += render::diagnostic_line(d, Language::en);
  const std::string misnamed =
      ":1:1: error: is not counted: a case file is named cases/YYYY/[PREFIX-]YYYY-NNNN.toml, by the year in its id\n";
  CHECK(
      told ==
      "cases/2026/.2026-0042.toml.0123456789abcdef.tmp:1:1: warning: left behind when psp or the machine was stopped: compare it with the "
      "file of its name, then delete it\n"
      "cases/2026/.2026-0042.toml.swp:1:1: warning: left behind by an editor or another program, or open in one now: "
      "compare it with cases/2026/2026-0042.toml, then delete it\n"
      "cases/2026/2025-0001.toml" +
          misnamed + "cases/2026/2026-43.toml" + misnamed + "cases/2026/sal-2026-0001.toml" + misnamed);
  std::string unnamed;
  for (const auto& d : ledger.unnamed()) unnamed += d.file + "\n";
  CHECK(unnamed == "cases/2026/paper.pdf\ncases/note.txt\n");
  CHECK(ledger.strays_of("cases/2026/2026-0042.toml").size() == 2);
  // Files that have lost their names take their numbers all the same.
  CHECK(ledger.taken_ids() == std::vector<std::string>{"2025-0001", "2026-0001", "2026-0042", "SAL-2025-0001"});
}

TEST_CASE("what lies beside one case is looked for where the directory is short, or is listed anyway") {
  const SampleLedger office;
  const auto& directory = office.directory;
  const Ledger ledger(directory.path());
  write(directory / "cases/2026/2026-0042.toml~", "");
  const std::string path = "cases/2026/2026-0042.toml";
  CHECK(ledger.strays_of(path).size() == 1);
  for (int i = 1000; i < 4000; ++i) write(directory.path() / ("cases/2026/2026-" + std::to_string(i) + ".toml"), "");
  CHECK(ledger.strays_of(path).empty());
  CHECK(ledger.case_ids().size() == 3001);
  CHECK(ledger.strays_of(path).size() == 1);
}

TEST_CASE("all cases are read, each once and in its place") {
  const Directory directory;
  create_ledger(directory / "new", "format = 1\n");
  for (int n = 1; n <= 300; ++n) {
    const auto id = make_case_id("", 2026, n);
    write((directory / "new") / case_path(id), n % 100 == 0 ? std::string("[") : format::write_case(new_case(id)));
  }
  const Ledger ledger(directory / "new");
  const auto ids = ledger.case_ids();
  REQUIRE(ids.size() == 300);
  std::vector<int> taken(ids.size());
  std::vector<std::string> read_as(ids.size());
  ledger.read_cases(ids, [&](std::size_t i, format::ParsedCase parsed, const std::string&) {
    ++taken[i];
    read_as[i] = parsed.readable() ? parsed.value.header.id : "broken";
  });
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (taken[i] != 1 || read_as[i] != ((i + 1) % 100 == 0 ? "broken" : ids[i]))
      FAIL(ids[i] << " " << taken[i] << " " << read_as[i]);
  }
}

TEST_CASE("an office that has errors is not worked with, but can be asked for") {
  const Directory directory;
  write(directory / "psp.toml", "format = 1\n[worker.ana]\n");
  const Ledger ledger(directory.path());
  CHECK(failure_of([&] { ledger.office(); }) ==
        "3: psp.toml must be mended first: it says which services and workers the office has");
  CHECK(ledger.parsed_office().diagnostics.size() == 1);
  CHECK(ledger.case_ids().empty());
  CHECK(failure_of([&] { Ledger(directory / "none"); }).starts_with("4: "));
}

namespace {

/// Is a ledger with three cases; write_both() writes to the first two of them.
struct ThreeCases {
  Directory directory;
  ThreeCases() {
    create_ledger(directory.path(), "format = 1\n");
    for (const auto* id : {"2026-0001", "2026-0002", "2026-0003"})
      write(directory.path() / case_path(id), format::write_case(new_case(id)));
  }
  fs::path file(std::string_view id) const { return directory.path() / case_path(id); }
  fs::path unfinished() const { return directory.path() / unfinished_file; }
  void write_both() const {
    Ledger ledger(directory.path());
    append_all(ledger, ana,
               [] {
                 return std::vector<std::string>{"2026-0001", "2026-0002"};
               },
               {[](const Case& c) { return std::vector{remark(c, "both")}; }});
  }
};

std::size_t times(const std::string& text, std::string_view what) {
  std::size_t n = 0;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
  return n;
}

std::string told_waiting(const Ledger& ledger) {
  std::string text;
  for (const auto& d : ledger.finish().waiting) text += render::diagnostic_line(d, Language::en);
  return text;
}

}  // namespace

TEST_CASE("records for several cases are in all of them, and nothing is left") {
  const ThreeCases office;
  office.write_both();
  for (const auto* id : {"2026-0001", "2026-0002"}) CHECK(times(read(office.file(id)), "\"both\"") == 1);
  CHECK(times(read(office.file("2026-0003")), "\"both\"") == 0);
  CHECK(names_in(office.directory / "cases") == "2026 2026/2026-0001.toml 2026/2026-0002.toml 2026/2026-0003.toml");
  CHECK(names_in(office.directory / ".psp") == "lock");
}

TEST_CASE("one case that does not take its record keeps it from the others") {
  const ThreeCases office;
  const auto before = read(office.file("2026-0001"));
  SECTION("it cannot be read") {
    write(office.file("2026-0002"), "[");
    CHECK(failure_of([&] { office.write_both(); }) == "3: nothing was written: mend cases/2026/2026-0002.toml first");
  }
  SECTION("it is not there") {
    fs::remove(office.file("2026-0002"));
    CHECK(failure_of([&] { office.write_both(); }).starts_with("4: cases/2026/2026-0002.toml: cannot read: "));
  }
  SECTION("nothing can be added at its end") {
    write(office.file("2026-0002"),
          "remark = [{id = '7kq2mf', date = 2026-03-02, text = 'x', by = 'ana', recorded = "
          "2026-03-02T10:00:00Z}]\n" +
              before);
    CHECK(failure_of([&] { office.write_both(); }).starts_with("3: "));
  }
  CHECK(read(office.file("2026-0001")) == before);
  CHECK(names_in(office.directory / ".psp") == "lock");
}

TEST_CASE("what was left half-done is finished when the ledger is opened, and not done twice") {
  const ThreeCases office;
  const auto c = new_case("2026-0001"), d = new_case("2026-0002");
  const std::vector<format::PendingRecords> both{{"2026-0001", {remark(c, "one"), remark(c, "two")}},
                                                 {"2026-0002", {remark(d, "three")}}};
  write(office.unfinished(), format::write_unfinished({both}));
  // The first of the three is there already, and was amended by hand since.
  write(office.file("2026-0001"),
        read(office.file("2026-0001")) + "\n[[remark]]\nid = \"" + both[0].records[0].id +
            "\"\ndate = 2026-03-09\ntext = \"by hand\"\nby = \"ana\"\nrecorded = 2026-03-09T10:31:00+02:00\n");
  const Ledger ledger(office.directory.path());
  CHECK(ledger.finish().cases == 2);
  CHECK(ledger.finish().whole());
  CHECK(times(read(office.file("2026-0001")), "[[remark]]") == 2);
  CHECK(times(read(office.file("2026-0001")), "\"two\"") == 1);
  CHECK(times(read(office.file("2026-0002")), "\"three\"") == 1);
  CHECK_FALSE(fs::exists(office.unfinished()));
  CHECK(Ledger(office.directory.path()).finish().cases == 0);
}

TEST_CASE("a file that must be mended first waits alone") {
  const ThreeCases office;
  const auto whole = read(office.file("2026-0002"));
  const std::vector<format::PendingRecords> both{{"2026-0001", {remark(new_case("2026-0001"), "one")}},
                                                 {"2026-0002", {remark(new_case("2026-0002"), "two")}}};
  write(office.unfinished(), format::write_unfinished({both}));
  write(office.file("2026-0002"), whole + "[[sesion]]\n");
  Ledger ledger(office.directory.path());
  CHECK(told_waiting(ledger) ==
        "cases/2026/2026-0002.toml:8:3: error: must be mended: a record that was written down waits for this file, and "
        "the next psp command adds it\n");
  CHECK(times(read(office.file("2026-0001")), "\"one\"") == 1);
  CHECK(format::parse_unfinished(read(office.unfinished()), "").value.additions.size() == 1);
  // Others can be written to, but not this one, and nothing can be written to several cases.
  const auto add = [&](const std::string& id) {
    append(ledger, id, ana, {[](const Case& c) { return std::vector{remark(c, "more")}; }});
  };
  CHECK(failure_of([&] { add("2026-0001"); }) == "none");
  CHECK(failure_of([&] { add("2026-0002"); }) == "3: nothing was written: mend cases/2026/2026-0002.toml first");
  CHECK(failure_of([&] { office.write_both(); }) == "3: nothing was written: an earlier write is not finished yet");
  write(office.file("2026-0002"), whole);
  CHECK(Ledger(office.directory.path()).finish().whole());
  CHECK(times(read(office.file("2026-0002")), "\"two\"") == 1);
  CHECK_FALSE(fs::exists(office.unfinished()));
}

TEST_CASE("what is half-done and cannot be finished stops whoever opens the ledger") {
  const ThreeCases office;
  write(office.unfinished(), "[");
  CHECK(failure_of([&] {
          Ledger(office.directory.path());
        }).starts_with("3: a write is not finished, and what is left of it cannot be read"));
  fs::remove(office.unfinished());
  fs::create_symlink("/dev/null", office.unfinished());
  CHECK(failure_of([&] { Ledger(office.directory.path()); }).starts_with("3: "));
}

TEST_CASE("what keeps a write from being finished is told once, with what it keeps psp from") {
  const ThreeCases office;
  const std::vector<format::PendingRecords> one{{"2026-0001", {remark(new_case("2026-0001"), "one")}}};
  write(office.unfinished(), format::write_unfinished({one}));
  fs::rename(office.directory / "cases/2026", office.directory / "moved");
  fs::create_directory_symlink("../moved", office.directory / "cases/2026");
  try {
    Ledger{office.directory.path()};
    FAIL("it was opened");
  } catch (const Failure& failure) {
    CHECK(i18n::tr(Language::en, failure.message).starts_with("a write was stopped half-way"));
    REQUIRE(failure.details.size() == 1);
    CHECK(
        i18n::tr(Language::en, failure.details[0]).starts_with("cases/2026/2026-0001.toml: cannot open the directory"));
  }
}

TEST_CASE("what stands on the way from one number to another is finished, given up, or waits for a person") {
  const ThreeCases office;
  const auto old_file = office.file("2026-0001"), new_file = office.file("2026-0009");
  const auto text = read(old_file);
  auto next = text;
  next.replace(next.find("2026-0001"), 9, "2026-0009");
  write(office.unfinished(), format::write_unfinished({{}, {{"2026-0001", "2026-0009", "2026-0001"}}}));
  const auto opened = [&] { return Ledger(office.directory.path()); };
  const auto told = [](const Ledger& ledger) {
    auto all = told_waiting(ledger);
    for (const auto& why : ledger.finish().given_up) all += i18n::tr(Language::en, why) + "\n";
    for (const auto& r : ledger.finish().renumbered) all += r.from + " is " + r.to + "\n";
    return all;
  };
  SECTION("nothing was moved") {
    CHECK(told(opened()) == "2026-0001 is 2026-0009\n");
    CHECK_FALSE(fs::exists(old_file));
    CHECK(read(new_file) == next);
  }
  SECTION("the file was moved") {
    fs::rename(old_file, new_file);
    write(new_file, read(new_file) + "# an editor's\n");
    CHECK(told(opened()) == "2026-0001 is 2026-0009\n");
    CHECK(read(new_file) == next + "# an editor's\n");
  }
  SECTION("it was moved into another year") {
    write(office.unfinished(), format::write_unfinished({{}, {{"2026-0001", "2025-0009", "2026-0001"}}}));
    CHECK(told(opened()) == "2026-0001 is 2025-0009\n");
    CHECK(fs::exists(office.file("2025-0009")));
  }
  SECTION("all was done") {
    fs::remove(old_file);
    write(new_file, next);
    CHECK(told(opened()) == "2026-0001 is 2026-0009\n");
    CHECK(read(new_file) == next);
  }
  SECTION("the number is another case's") {
    auto other = new_case("2026-0009");
    other.header.client = "K-0999";
    write(new_file, format::write_case(other));
    CHECK(told(opened()) ==
          "renumbering 2026-0001 to 2026-0009 had been stopped half-way, and is given up: there is another case "
          "2026-0009 now, and 2026-0001 keeps its number; psp renumber 2026-0001 gives it a free one\n");
    CHECK(read(old_file) == text);
    CHECK(read(new_file) == format::write_case(other));
  }
  SECTION("the header has a third number by now") {
    auto third = text;
    third.replace(third.find("2026-0001"), 9, "2026-0007");
    write(old_file, third);
    CHECK(told(opened()) ==
          "renumbering 2026-0001 to 2026-0009 had been stopped half-way, and is given up: in "
          "cases/2026/2026-0001.toml stands the number 2026-0007 by now; psp check tells where that is wrong\n");
    CHECK(read(old_file) == third);
    CHECK_FALSE(fs::exists(new_file));
  }
  SECTION("a person must do something") {
    SECTION("it is gone") {
      fs::remove(old_file);
      CHECK(told(opened()) ==
            "cases/2026/2026-0001.toml:1:1: error: is gone, and so is cases/2026/2026-0009.toml, while 2026-0001 was "
            "being given the number 2026-0009: bring the file back under one of the two names, or take its "
            "[[renumber]] out of .psp/unfinished.toml\n");
    }
    SECTION("it cannot be read") {
      fs::rename(old_file, new_file);
      write(new_file, text + "[[sesion]]\n");
      CHECK(told(opened()) ==
            "cases/2026/2026-0009.toml:8:3: error: must be mended: 2026-0001 was being given the number 2026-0009, and "
            "the next psp command finishes that\n");
      CHECK(read(new_file) == text + "[[sesion]]\n");
    }
    SECTION("it is there twice") {
      write(new_file, next + "# more\n");
      CHECK(told(opened()) ==
            "cases/2026/2026-0001.toml:1:1: error: holds the same case as cases/2026/2026-0009.toml, for 2026-0001 was "
            "being given the number 2026-0009: look which of the two files is the right one, and delete the "
            "other; the next psp command finishes the renumbering\n");
      CHECK(read(old_file) == text);
      CHECK(read(new_file) == next + "# more\n");
    }
    CHECK(fs::exists(office.unfinished()));
    auto ledger = opened();
    CHECK(failure_of([&] { renumber(ledger, "2026-0002", "2026-0010", "", ana); }) ==
          "3: nothing was written: an earlier write is not finished yet");
    fs::remove(new_file);
    write(old_file, text);
    CHECK(told(opened()) == "2026-0001 is 2026-0009\n");
    CHECK(read(new_file) == next);
  }
  CHECK_FALSE(fs::exists(office.unfinished()));
  CHECK(told(opened()) == "");
}
