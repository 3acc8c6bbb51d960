#include "actions/notice.h"

#include "ledger.h"

using namespace psp;
using namespace psp::tests;

namespace {

Record notice_to(Recipient to) {
  Notice notice;
  notice.to = to;
  notice.date = Date{2026, 3, 20};
  return record_of(notice);
}

}  // namespace

TEST_CASE("a notice is about what its reader has not been told of yet") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  store::Ledger ledger(at.path());
  const auto on = occasion_at(ledger);
  CHECK(refusal([&] { actions::record_notice(on, "2026-0001", notice_to(Recipient::manager)); }) ==
        "case 2026-0001 has no review yet: say what this notice is about, with --about");
  actions::record_notice(on, "2026-0001", notice_to(Recipient::client));
  CHECK(last_of<Notice>(ledger, "2026-0001").as<Notice>()->about.id == "intake");

  Review review;
  review.date = Date{2026, 3, 20};
  review.decision = Decision::continue_;
  review.agreed = true;
  const auto id =
      actions::record(on, "2026-0001", [&](actions::Batch& batch) { batch.add(record_of(review)); }).in.added[0].id;
  actions::record_notice(on, "2026-0001", notice_to(Recipient::manager));
  CHECK(last_of<Notice>(ledger, "2026-0001").as<Notice>()->about.id == id);
  CHECK(refusal([&] {
          actions::record_notice(on, "2026-0001", notice_to(Recipient::manager));
        }).starts_with("the case manager was told of every review"));
}
