#include "rules/difference.h"

#include <algorithm>

#include "samples.h"
#include "test.h"

using namespace psp;
using namespace psp::tests;
using rules::difference;

namespace {

/// Returns another value of that field than the one it has.
Value another(const FieldRow& row, const Value& value) {
  for (int n = 1; n < 8; ++n)
    if (const auto other = sample_of(row, n); other != value) return other;
  return Texts{std::get<Texts>(value).front()};
}

}  // namespace

TEST_CASE("a case differs in nothing from itself") {
  const auto c = sample_case(Fields::all);
  CHECK_FALSE(difference(&c, &c).any());
}

TEST_CASE("each field of each record that changes is told, and no other") {
  const auto before = sample_case(Fields::all);
  for (std::size_t i = 0; i < before.records.size(); ++i)
    for (const auto& [row, value] : set_fields(before.records[i])) {
      if (row.name == "id") continue;
      auto after = before;
      const auto other = another(row, value);
      Message why;
      REQUIRE(put_record_field(after.records[i], row.name, other, why) == Put::set);
      const auto d = difference(&before, &after);
      INFO(after.records[i].kind().name << "." << row.name);
      REQUIRE(d.changed.size() == 1);
      REQUIRE(d.changed[0].fields.size() == 1);
      CHECK(d.changed[0].fields[0].row->name == row.name);
      CHECK(d.changed[0].fields[0].before == value);
      CHECK(d.changed[0].fields[0].after == other);
      CHECK((d.added.empty() && d.removed.empty() && d.header_changes.empty() && d.intake_changes.empty()));
    }
}

TEST_CASE("a field that is set, and one that no longer is") {
  auto without = sample_case(Fields::all), with = without;
  without.records[0].note.clear();
  without.header.worker.clear();
  without.intake.area.clear();
  const auto set = difference(&without, &with), unset = difference(&with, &without);
  REQUIRE(set.changed.size() == 1);
  CHECK_FALSE(set.changed[0].fields[0].before);
  CHECK(set.changed[0].fields[0].after == Value(with.records[0].note));
  CHECK_FALSE(unset.changed[0].fields[0].after);
  REQUIRE(set.header_changes.size() == 1);
  CHECK(set.header_changes[0].row->name == "worker");
  REQUIRE(unset.intake_changes.size() == 1);
  CHECK(unset.intake_changes[0].row->name == "area");
}

TEST_CASE("records that came and that are gone, in the order of the file; where they stand is no difference") {
  const auto whole = sample_case(Fields::all);
  auto part = whole;
  part.records.erase(part.records.begin() + 2, part.records.begin() + 4);
  const auto added = difference(&part, &whole).added, removed = difference(&whole, &part).removed;
  REQUIRE(added.size() == 2);
  CHECK(added[0].same_as(whole.records[2]));
  CHECK(added[1].same_as(whole.records[3]));
  REQUIRE(removed.size() == 2);
  CHECK(removed[0].same_as(whole.records[2]));

  auto turned = whole;
  std::reverse(turned.records.begin(), turned.records.end());
  CHECK_FALSE(difference(&whole, &turned).any());
}

TEST_CASE("one id on two records of a kind: the first goes with the first") {
  auto before = sample_case(Fields::required);
  before.records = {before.records[0], before.records[0]};
  auto after = before;
  after.records[1].note = "another";
  const auto d = difference(&before, &after);
  REQUIRE(d.changed.size() == 1);
  CHECK(d.changed[0].after.note == "another");
  after.records.pop_back();
  CHECK(difference(&before, &after).removed.size() == 1);
}

TEST_CASE("a case that was opened, and one that is gone") {
  const auto c = sample_case(Fields::all);
  const auto opened = difference(nullptr, &c), gone = difference(&c, nullptr);
  CHECK((opened.opened && !opened.gone && opened.added.size() == c.records.size() && opened.removed.empty()));
  CHECK((gone.gone && !gone.opened && gone.removed.size() == c.records.size() && gone.added.empty()));
  CHECK(opened.header_changes.empty());
  CHECK(gone.id == "2026-0042");
}
