#include "reading.h"

#include "rules/undo.h"

using namespace psp;
using namespace psp::rules;
using namespace psp::tests;

namespace {

/// Returns a remark as a piece of a case file; `more` are further lines of it.
std::string remark(const std::string& id, const std::string& text, const std::string& minute,
                   const std::string& more = "", const std::string& by = "ana") {
  return "\n[[remark]]\nid = \"" + id + "\"\ndate = 2026-03-02\ntext = \"" + text + "\"\n" + more + "by = \"" + by +
         "\"\nrecorded = 2026-03-02T10:" + minute + ":00+01:00\n";
}
std::string replacing(const std::string& id, const std::string& why) {
  return "replaces = \"" + id + "\"\ncorrection = \"" + why + "\"\n";
}

/// Returns what undo does to ana's last write: `id → id of what stands again`, or the id alone if it is struck.
std::string undone(const Case& c) {
  const auto write = last_write(c, "ana");
  if (!write) return "nothing";
  std::string all;
  for (const auto& [record, before, written] : undoing(c, *write).records)
    all += (all.empty() ? "" : ", ") + record->id + (before ? " → " + before->id : "");
  return all;
}

}  // namespace

TEST_CASE("the last write is struck, a correction is corrected back") {
  CHECK(undone(case_of(remark("aaaaaa", "1", "01") + remark("bbbbbb", "2", "02"))) == "bbbbbb");
  CHECK(undone(case_of(remark("aaaaaa", "1", "01") + remark("bbbbbb", "2", "02", replacing("aaaaaa", "why")))) ==
        "bbbbbb → aaaaaa");
}

TEST_CASE("what undo brought back is of the write that it was of") {
  const auto amended = remark("aaaaaa", "1", "01") + remark("bbbbbb", "2", "02", replacing("aaaaaa", "why")) +
                       remark("cccccc", "3", "03", replacing("bbbbbb", "why"));
  const auto once = amended + remark("dddddd", "2", "04", replacing("cccccc", "undo"));
  CHECK(undone(case_of(once)) == "dddddd → aaaaaa");
  const auto twice = once + remark("eeeeee", "1", "05", replacing("dddddd", "undo"));
  CHECK(undone(case_of(twice)) == "eeeeee");
  // One that says something else than what was corrected is a correction like any other.
  CHECK(undone(case_of(amended + remark("dddddd", "9", "04", replacing("cccccc", "undo")))) == "dddddd → cccccc");
}

TEST_CASE("of two writes at one moment the one further down is the last") {
  const auto to_several = remark("aaaaaa", "1", "01", "write = \"wr1te0\"\n");
  const auto to_one = remark("bbbbbb", "2", "01");
  CHECK(undone(case_of(to_several + to_one)) == "bbbbbb");
  CHECK(undone(case_of(to_one + to_several)) == "aaaaaa");
  CHECK(undone(case_of(to_one + remark("cccccc", "3", "01"))) == "bbbbbb, cccccc");
}

TEST_CASE("what another corrected since is told, and not what goes with it") {
  const auto c =
      case_of(remark("aaaaaa", "1", "01") + remark("bbbbbb", "2", "02", replacing("aaaaaa", "misheard"), "ben"));
  const auto all = undoing(c, last_write(c, "ana").value());
  CHECK(all.records.empty());
  REQUIRE(all.corrected_since.size() == 1);
  CHECK(all.corrected_since.front()->id == "bbbbbb");
}

TEST_CASE("records that undo makes") {
  const auto c =
      case_of(remark("aaaaaa", "1", "01", "note = \"n\"\n") + remark("bbbbbb", "2", "02", replacing("aaaaaa", "why")));
  const auto back = record_that_undoes({find_record(c, "bbbbbb"), find_record(c, "aaaaaa"), nullptr});
  CHECK(back.as<Remark>()->text == "1");
  CHECK(back.note == "n");
  CHECK(back.replaces.id == "bbbbbb");
  CHECK(back.correction == undo_reason);
  const auto strike = record_that_undoes({find_record(c, "bbbbbb"), nullptr, nullptr});
  CHECK(strike.as<Void>()->entry.id == "bbbbbb");
}

namespace {

/// Returns a strike as a piece of a case file; with a `write` it is one of several cases.
std::string strike(const std::string& id, const std::string& entry, const std::string& minute,
                   const std::string& write = "", const std::string& reason = "why") {
  return "\n[[void]]\nid = \"" + id + "\"\nentry = \"" + entry + "\"\nreason = \"" + reason +
         "\"\nby = \"ana\"\nrecorded = 2026-03-02T10:" + minute + ":00+01:00\n" +
         (write.empty() ? "" : "write = \"" + write + "\"\n");
}

/// Returns the commands that made ana's writes, the last one last.
std::string commands_of(const Case& c) {
  std::string all;
  for (const auto& write : standing_writes(whole_history(c), "ana")) {
    std::vector<const Record*> written;
    for (const auto& stake : write.stakes) written.push_back(stake.written);
    all += (all.empty() ? "" : " ") + std::string(command_of(written));
  }
  return all;
}

}  // namespace

TEST_CASE("a strike of a write to several cases is taken back: what it struck stands again") {
  const auto moved = remark("aaaaaa", "1", "01") + strike("vvvvvv", "aaaaaa", "02", "wr1te0");
  CHECK(undone(case_of(moved)) == "vvvvvv → aaaaaa");
  const auto c = case_of(moved);
  const auto back = record_that_undoes(undoing(c, last_write(c, "ana").value()).records.at(0));
  CHECK(back.replaces.id == "aaaaaa");
  CHECK(back.correction == undo_reason);
  // The strike is done with then, and the record is of the write that wrote it first.
  CHECK(undone(case_of(moved + remark("bbbbbb", "1", "03", replacing("aaaaaa", "undo")))) == "bbbbbb");
  // One of a write to a single case is final, and so are those that undo itself made in several.
  CHECK(undone(case_of(remark("aaaaaa", "1", "01") + remark("bbbbbb", "2", "02") + strike("vvvvvv", "bbbbbb", "03"))) ==
        "aaaaaa");
  CHECK(undone(case_of(remark("aaaaaa", "1", "01") + remark("bbbbbb", "2", "02") +
                       strike("vvvvvv", "bbbbbb", "03", "wr1te0", "undo"))) == "aaaaaa");
}

TEST_CASE("writes are named by the command that made them") {
  const auto amended = remark("aaaaaa", "1", "01") + remark("bbbbbb", "2", "02", replacing("aaaaaa", "why"));
  CHECK(commands_of(case_of(amended)) == "open remark amend");
  CHECK(commands_of(case_of(remark("aaaaaa", "1", "01") + strike("vvvvvv", "aaaaaa", "02", "wr1te0"))) ==
        "open refile");
  // What undo brought back is named by its first writing.
  CHECK(commands_of(case_of(amended + remark("cccccc", "1", "03", replacing("bbbbbb", "undo")))) == "open remark");
}

TEST_CASE("what undo took back is told with the time of its writing, and a strike by void is none of it") {
  const auto c = case_of(remark("aaaaaa", "1", "01") + remark("bbbbbb", "2", "02") + strike("vvvvvv", "bbbbbb", "03") +
                         strike("wwwwww", "aaaaaa", "04", "", "undo"));
  const auto all = undone_by(whole_history(c), "ana");
  REQUIRE(all.size() == 1);
  CHECK(all[0].at.local.minute == 4);
  CHECK(all[0].of.local.minute == 1);
  REQUIRE(last_strike(c, "ana"));
  CHECK(last_strike(c, "ana")->id == "vvvvvv");
  CHECK_FALSE(last_strike(c, "ben"));
}
