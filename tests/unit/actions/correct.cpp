#include "actions/correct.h"

#include <algorithm>

#include "ledger.h"

using namespace psp;
using namespace psp::tests;

namespace {

constexpr std::string_view task_text =
    "\n[[task]]\nid = \"7kq2mf\"\ntext = \"ring\"\ndue = 2026-03-25\nby = \"ana\"\n"
    "recorded = 2026-03-03T09:00:00+02:00\n";

actions::FieldCorrection text_set_to(std::string text) {
  const auto rows = field_rows<Task>();
  return {actions::FieldCorrection::Way::set,
          *std::find_if(rows.begin(), rows.end(), [](const FieldRow& r) { return r.name == "text"; }), std::move(text)};
}

}  // namespace

TEST_CASE("an amendment is a record more, and the old one stays to be read") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001", task_text));
  store::Ledger ledger(at.path());
  const auto on = occasion_at(ledger);
  CHECK(actions::record_to_amend(on, "2026-0001", "7kq").id == "7kq2mf");
  actions::amend(on, "2026-0001", "7kq2mf", {text_set_to("write")}, "misheard");
  CHECK(last_of<Task>(ledger, "2026-0001").as<Task>()->text == "write");
  CHECK(at.text(first_case).starts_with(case_text("2026-0001", task_text)));
  CHECK(!refusal([&] { actions::amend(on, "2026-0001", "7kq2mf", {text_set_to("call")}, "again"); }).empty());
}

TEST_CASE("a strike is final") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001", task_text));
  store::Ledger ledger(at.path());
  const auto on = occasion_at(ledger);
  const auto meant = actions::strike_meant(on, "2026-0001", "last");
  CHECK(meant.of == "7kq2mf");
  actions::strike(on, "2026-0001", meant.of, "another client's");
  CHECK(last_of<Void>(ledger, "2026-0001").as<Void>()->entry.id == "7kq2mf");
  const auto before = at.text(first_case);
  CHECK(!refusal([&] { actions::strike(on, "2026-0001", meant.of, "again"); }).empty());
  CHECK(at.text(first_case) == before);
}

TEST_CASE("a correction sets what the kind has and the note, and nothing of psp's own") {
  const auto kind = find_record_kind("remark");
  REQUIRE(kind);
  std::vector<std::string_view> names;
  for (const auto& row : actions::rows_to_correct(*kind)) names.push_back(row.name);
  CHECK(names == std::vector<std::string_view>{"date", "text", "note"});
}
