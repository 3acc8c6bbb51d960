#include "actions/verify.h"

#include "ledger.h"

#include "actions/report.h"
#include "render/report_formats.h"

using namespace psp;
using namespace psp::tests;

namespace {

/// Returns the report of March 2026, for workers one by one, with numbers up to 4 covered.
report::Reports report_of(const store::Ledger& ledger) {
  actions::ReportInMaking making({{"", "", &ledger}},
                                 {report::month_of({2026, 3, 1}), {2026, 4, 10}, std::nullopt, report::By::worker, 5});
  making.read_next();
  return std::move(making).finished();
}

}  // namespace

TEST_CASE("a kept report knows what it was asked for") {
  const LedgerDirectory at;
  const store::Ledger ledger(at.path());
  const actions::KeptReport kept(render::report_json(report_of(ledger), Language::sl), "", "kept.json");
  const auto asked = kept.question();
  CHECK(asked.period == "2026-03");
  CHECK(asked.suppress == "5");
  CHECK(!asked.known_at);
  CHECK(asked.today == Date{2026, 3, 31});
  CHECK(asked.by == report::By::worker);
  CHECK(!asked.same_clients);
  CHECK(asked.language == Language::sl);
}

TEST_CASE("what is no report, or lacks what it was asked for, is refused") {
  for (const std::string text : {"", "{}", "[1]", "no JSON"})
    CHECK(refusal([&] { actions::KeptReport(text, "", "kept.json"); }) ==
          "kept.json is no report that psp report made as JSON or HTML");
  const actions::KeptReport cut(R"({"asked": {"period": "2026-03"}, "proof": {"psp": "1"}})", "", "kept.json");
  CHECK(refusal([&] { cut.question(); }) ==
        "the report in the file lacks its by or its months: it is not as psp wrote it");
}

TEST_CASE("a report made anew is the same until something changes") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  const auto json = [&] { return render::report_json(report_of(store::Ledger(at.path())), Language::en); };
  const actions::KeptReport kept(json(), "", "kept.json");
  CHECK(!kept.is_page());
  CHECK(kept.held_against(json(), "").same());

  at.write(first_case, case_text("2026-0001", "# a comment\n"));
  const auto rests_on_other = kept.held_against(json(), "").differences;
  REQUIRE(rests_on_other.size() == 1);
  CHECK(rests_on_other[0].where == "proof.cases");
  CHECK(rests_on_other[0].of_the_proof);
}

TEST_CASE("of a page also what is for people must be as psp makes it") {
  const LedgerDirectory at;
  const store::Ledger ledger(at.path());
  const auto made = report_of(ledger);
  const auto json = render::report_json(made, Language::en), page = render::report_html(made, Language::en);
  const actions::KeptReport kept(render::json_in_page(page), page, "kept.html");
  CHECK(kept.is_page());
  CHECK(kept.held_against(json, page).same());
  const auto found = kept.held_against(json, page + " ");
  CHECK(found.differences.empty());
  CHECK(found.page_differs);
  CHECK(!found.same());
}
