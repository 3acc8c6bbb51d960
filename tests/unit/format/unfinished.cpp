#include "format/unfinished.h"

#include "reading.h"
#include "samples.h"

using namespace psp;
using namespace psp::format;
using namespace psp::tests;

namespace {

constexpr std::string_view unfinished_toml = ".psp/unfinished.toml";

std::string wrong(std::string_view text) { return told(parse_unfinished(text, unfinished_toml).diagnostics); }

}  // namespace

TEST_CASE("what is written down as unfinished is read again, every field of every kind") {
  const auto all = sample_case(Fields::all);
  const std::vector<PendingRecords> additions{{"2026-0042", all.records}, {"SAL-2025-0001", {all.records.back()}}};
  const std::vector<Renumbering> renumberings{{"2026-0023", "2026-0031", "2026-0023"},
                                              {"SAL-2025-0001", "2025-0007", "2025-00\"\n\u0304"}};
  const auto again = parse_unfinished(write_unfinished({additions, renumberings}), unfinished_toml);
  INFO(told(again.diagnostics));
  REQUIRE(again.readable());
  CHECK(again.value.renumberings == renumberings);
  const auto& added = again.value.additions;
  REQUIRE(added.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(added[i].case_id == additions[i].case_id);
    REQUIRE(added[i].records.size() == additions[i].records.size());
    for (std::size_t n = 0; n < additions[i].records.size(); ++n)
      CHECK(added[i].records[n].same_as(additions[i].records[n]));
  }
}

TEST_CASE("a person can read what is unfinished") {
  const Record r{"7kq2mf", Transfer{Date{2026, 12, 1}, "janis", ""}, {}, {}, {},
                 "ana",    Moment{{{2026, 11, 22}, 9, 0, 0}, 60}};
  const std::vector<PendingRecords> additions{{"2026-0042", {r}}};
  CHECK(write_unfinished({additions}).ends_with(R"(
format = 1

[[append]]
case = "2026-0042"
records = """

[[transfer]]
id = "7kq2mf"
date = 2026-12-01
worker = "janis"
by = "ana"
recorded = 2026-11-22T09:00:00+01:00
"""
)"));
}

TEST_CASE("a person can read which case is being renumbered") {
  const std::vector<Renumbering> one{{"2026-0023", "2026-0031", "2026-0023"}};
  CHECK(write_unfinished({{}, one}) ==
        R"(# This case is being given another number: its file another name, and then its header another id.
# Whichever psp command comes next finishes that, and removes this file.
format = 1

[[renumber]]
from = "2026-0023"
to = "2026-0031"
was = "2026-0023"
)");
}

TEST_CASE("a person can take out what is not to be finished, and nothing else goes unseen") {
  CHECK(wrong("format = 1\n") == "");
  CHECK(parse_unfinished("format = 1\n", unfinished_toml).value.empty());
  CHECK(wrong("format = 1\n[renumber]\n") == ".psp/unfinished.toml:2:2: error: renumber does not belong here\n");
  CHECK(wrong("") ==
        ".psp/unfinished.toml:1:1: error: this file is of another format than 1: use the psp that wrote it\n");
  CHECK(wrong("format = 1\n[[apend]]\n") == ".psp/unfinished.toml:2:3: error: apend does not belong here\n");
  CHECK(wrong("format = 1\nappend = 3\n") == ".psp/unfinished.toml:2:1: error: append does not belong here\n");
  const auto of = [](std::string_view id, std::string_view records) {
    return wrong("format = 1\n[[append]]\ncase = \"" + std::string(id) + "\"\nrecords = '" + std::string(records) +
                 "'\n");
  };
  CHECK(of("../../2026-0042", "x") == ".psp/unfinished.toml:2:1: error: [[append]] wants a case id and its records\n");
  CHECK(of("2026-0042", "") == ".psp/unfinished.toml:2:1: error: the records for 2026-0042 cannot be read\n");
  CHECK(of("2026-0042", "[[sesion]]") == ".psp/unfinished.toml:2:1: error: the records for 2026-0042 cannot be read\n");
  CHECK(of("2026-0042", "[[remark]]") == ".psp/unfinished.toml:2:1: error: the records for 2026-0042 cannot be read\n");
  CHECK(wrong("format = 1\n[[append]]\ncase = '2026-0042'\nrecords = ''\nfrom = ''\n") ==
        ".psp/unfinished.toml:5:1: error: from does not belong here\n"
        ".psp/unfinished.toml:2:1: error: the records for 2026-0042 cannot be read\n");
}

TEST_CASE("a renumbering is of one case id to another, and of nothing else") {
  const auto of = [](std::string_view lines) { return wrong("format = 1\n[[renumber]]\n" + std::string(lines)); };
  const std::string wants =
      ".psp/unfinished.toml:2:1: error: [[renumber]] wants from and to, the case ids of the file's old name and its new "
      "one, and was, the id in its header\n";
  CHECK(of("from = '2026-0023'\nto = '2026-0031'\nwas = '2026-0023'\n") == "");
  CHECK(of("") == wants);
  CHECK(of("from = '2026-0023'\nto = '2026-0031'\n") == wants);
  CHECK(of("from = '../2026-0023'\nto = '2026-0031'\nwas = '2026-0023'\n") == wants);
  CHECK(of("from = '2026-0023'\nto = '2026-0031/../2026-0040'\nwas = '2026-0023'\n") == wants);
  CHECK(of("from = '2026-0023'\nto = ['2026-0031']\nwas = '2026-0023'\n") == wants);
  CHECK(of("from = '2026-0023'\nto = '2026-0023'\nwas = '2026-0023'\n") ==
        ".psp/unfinished.toml:2:1: error: [[renumber]] wants from and to to differ: both are 2026-0023\n");
  CHECK(of("from = '2026-0023'\nto = '2026-0031'\nwas = '2026-0023'\n'' = 1\nby = 'ana'\n") ==
        ".psp/unfinished.toml:6:1: error:  does not belong here\n"
        ".psp/unfinished.toml:7:1: error: by does not belong here\n");
}
