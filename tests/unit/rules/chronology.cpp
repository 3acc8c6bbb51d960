#include "reading.h"

#include "rules/chronology.h"

using namespace psp;
using namespace psp::rules;
using namespace psp::tests;

namespace {

std::string ids(const std::vector<Happening>& all) {
  std::string text;
  for (const auto& h : all) text += h.record->id + " ";
  return text;
}

const Case& corrected_case() {
  static const auto c = case_of(R"(
[[session]]
id = "sess11"
at = 2026-03-05T10:00:00

[[attendance]]
id = "attd11"
session = "sess11"
outcome = "missed"

[[attendance]]
id = "attd22"
session = "sess11"
outcome = "attended"

[[option]]
id = "ptn111"
kind = "benefit"
name = "x"
session = "sess11"
recorded = 2026-03-09T09:00:00+02:00

[[remark]]
id = "remk11"
date = 2026-03-04
text = "wrong"

[[remark]]
id = "remk22"
date = 2026-03-04
text = "right"
replaces = "remk11"
correction = "typing"

[[session]]
id = "sess22"
at = 2026-03-06T10:00:00

[[attendance]]
id = "attd33"
session = "sess22"
outcome = "missed"

[[void]]
id = "v00d11"
entry = "sess22"
reason = "another case"

[[document]]
id = "papr11"
kind = "other"
date = 2026-05-01
)");
  return c;
}

}  // namespace

TEST_CASE("the file as it stands has what counts, by the days it speaks of") {
  const auto& c = corrected_case();
  const auto stands = [&](Date day) { return ids(as_it_stands(History(c, {day}), nullptr)); };
  // An option has no day: it stands at that of its session.
  CHECK(stands({2026, 4, 1}) == "remk22 sess11 attd22 ptn111 ");
  CHECK(stands({2026, 5, 1}) == "remk22 sess11 attd22 ptn111 papr11 ");
  CHECK(stands({2026, 3, 3}) == "sess11 attd22 ");  // an appointment ahead counts, what is put forward in it does not
  const auto all = as_it_stands(History(c, {{2026, 4, 1}}), nullptr);
  CHECK(all[2].state == SessionState::held);
  CHECK(all[3].date == Date{2026, 3, 5});
}

TEST_CASE("corrections and strikes are counted") {
  const auto& c = corrected_case();
  const auto found = corrections(History(c, {{2026, 4, 1}}), nullptr);
  CHECK(found.corrected == 2);  // are a remark, and an attendance that a later one of its session displaced
  CHECK(found.struck == 2);     // are a session with its attendance
  CHECK(corrections(History(c, {{2026, 3, 4}}), nullptr).corrected == 1);  // the attendance's day lies ahead
  CHECK(corrections(History(c, {{2026, 3, 4}}), nullptr).struck == 0);
  const auto none = case_of("");
  CHECK(corrections(History(none, {{2026, 4, 1}}), nullptr).corrected == 0);
  CHECK(corrections(History(none, {{2026, 4, 1}}), nullptr).struck == 0);
  const KnownAt early{{{2026, 3, 2}, 9, 0, 0}, std::nullopt};
  CHECK(corrections(History(c, {{2026, 4, 1}, early}), nullptr).corrected == 0);
}
