#include "test.h"

#include <fmt/format.h>

#include "format/json.h"
#include "report/verify.h"

using namespace psp;

namespace {

/// Returns a line for each difference, with `proof` before those of what the report rests on.
std::string told(std::string_view then, std::string_view now) {
  std::string lines;
  for (const auto& d : report::differences(format::read_json(then).value(), format::read_json(now).value()))
    lines += fmt::format("{}{}: {} -> {}\n", d.of_the_proof ? "proof " : "", d.where, d.then, d.now);
  return lines;
}

}  // namespace

TEST_CASE("the same values differ nowhere, however they are written") {
  CHECK(told(R"({"a": 1, "b": [true, null]})", "{\"b\":[true,null],\n  \"a\": 1}") == "");
}

TEST_CASE("groups are known by their keys, months by their days, and what is gone or new is told") {
  CHECK(told(R"({"groups": [{"by": "all", "key": "all", "cases": {"opened": 6}},
                            {"by": "worker", "key": "ana", "cases": {"opened": 4}},
                            {"by": "worker", "key": "eva", "cases": {"opened": 2}}]})",
             R"({"groups": [{"by": "all", "key": "all", "cases": {"opened": 7}},
                            {"by": "worker", "key": "eva", "cases": {"opened": 3}}]})") ==
        "groups[all].cases.opened: 6 -> 7\n"
        "groups[worker ana].by: worker -> \n"
        "groups[worker ana].cases.opened: 4 -> \n"
        "groups[worker ana].key: ana -> \n"
        "groups[worker eva].cases.opened: 2 -> 3\n");
  CHECK(told(R"({"months": [{"period": {"from": "2026-10-01"}, "cases": {"opened": 6}}]})",
             R"({"months": [{"period": {"from": "2026-10-01"}, "cases": {"opened": 7}}]})") ==
        "months[2026-10-01].cases.opened: 6 -> 7\n");
}

TEST_CASE("a group that is named like the group of all hides no difference") {
  const std::string then = R"({"groups": [{"by": "all", "key": "all", "n": 6}, {"by": "area", "key": "all", "n": 4}]})";
  CHECK(told(then, R"({"groups": [{"by": "all", "key": "all", "n": 7}, {"by": "area", "key": "all", "n": 4}]})") ==
        "groups[all].n: 6 -> 7\n");
  CHECK(told(then, R"({"groups": [{"by": "all", "key": "all", "n": 6}, {"by": "area", "key": "all", "n": 5}]})") ==
        "groups[area all].n: 4 -> 5\n");
}

TEST_CASE("a group that was put in twice by hand is told") {
  CHECK(told(R"({"groups": [{"by": "all", "key": "all", "n": 99}, {"by": "all", "key": "all", "n": 6}]})",
             R"({"groups": [{"by": "all", "key": "all", "n": 6}]})")
            .find("groups[all].n: 99, 6 -> 6\n") != std::string::npos);
}

TEST_CASE("several ledgers are known by their place, and what each rests on is told apart from its numbers") {
  CHECK(
      told(R"({"ledgers": [{"proof": {"cases": "aa"}, "suppress": 0}, {"proof": {"cases": "bb"}, "suppress": 0}]})",
           R"({"ledgers": [{"proof": {"cases": "aa"}, "suppress": 5}, {"proof": {"cases": "cc"}, "suppress": 0}]})") ==
      "ledgers[0].suppress: 0 -> 5\nproof ledgers[1].proof.cases: bb -> cc\n");
  CHECK(told(R"({"proof": {"psp": "0.1.0"}})", R"({"proof": {"psp": "0.2.0"}})") ==
        "proof proof.psp: 0.1.0 -> 0.2.0\n");
}

TEST_CASE("a key of any text is a key") {
  CHECK(told(R"({"out": {"St. Ann's / north ~1": 1, "": 2}})", R"({"out": {"St. Ann's / north ~1": 3, "": 4}})") ==
        "out.: 2 -> 4\nout.St. Ann's / north ~1: 1 -> 3\n");
}
