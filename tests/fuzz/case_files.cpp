// Case files: read, written again, and changed at their end and in their header.
#include <algorithm>
#include <span>

#include "format/case_id.h"
#include "format/parse.h"
#include "format/unfinished.h"
#include "made.h"
#include "reading.h"

namespace psp::tests {
namespace {

bool same_records(std::span<const Record> a, std::span<const Record> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Record& x, const Record& y) { return x.same_as(y); });
}

bool same_case(const Case& a, const Case& b) {
  return set_fields(a.header) == set_fields(b.header) && set_fields(a.intake) == set_fields(b.intake) &&
         same_records(a.records, b.records);
}

/// Throws a Wrong unless the text changes at its end and in its case id, and nowhere else. If psp itself wrote it,
/// nothing may be refused.
void must_be_changed(const std::string& text, const Case& c, bool written_by_psp, Random& random) {
  auto expected = c;
  const auto line_end = format::line_end_of(text);
  auto longer = text + std::string(text.ends_with('\n') ? "" : line_end);
  for (const auto& r : made_records(2, random)) {
    expected.records.push_back(r);
    longer += format::with_line_ends(format::write_record(r), line_end);
  }
  const auto result = format::append_records(Exact(text), c, std::span(expected.records).subspan(c.records.size()));
  const auto* appended = std::get_if<format::Appended>(&result);
  must(appended || !written_by_psp, "nothing can be added to it");
  must(!appended || appended->text == longer, "what was added is not all that changed");
  must(!appended ||
           (same_case(appended->value, expected) && same_case(format::parse_case(longer, c.file).value, expected)),
       "what was added is read otherwise:\n" + longer);

  const auto renumbered = format::with_case_id(Exact(text), c, "2027-10001");
  const auto* other = std::get_if<std::string>(&renumbered);
  expected = c;
  expected.header.id = "2027-10001";
  must(!other || same_case(format::parse_case(*other, c.file).value, expected), "with another id it is read otherwise");
  auto by_hand = text;
  must(!written_by_psp ||
           (other && *other == by_hand.replace(by_hand.find(c.header.id), c.header.id.size(), "2027-10001")),
       "another case id is not all that changed");
}

/// Throws a Wrong unless what psp writes for a case is read as that case.
void must_be_written(const Case& c) {
  const auto text = format::write_case(c);
  const auto again = format::parse_case(Exact(text), c.file);
  must(again.readable() && same_case(again.value, c), "written it is read otherwise:\n" + text);
  if (c.records.empty()) return;
  const auto unfinished =
      format::write_unfinished({{{"2026-0042", c.records}}, {{"2026-0042", "2027-10001", c.header.id}}});
  const auto taken = format::parse_unfinished(Exact(unfinished), "unfinished.toml");
  must(taken.readable() && same_records(taken.value.additions.at(0).records, c.records) &&
           taken.value.renumberings.at(0).was == c.header.id,
       "left unfinished it is read otherwise:\n" + unfinished);
}

}  // namespace

bool judge_case(Random& random, const Files& files, std::string& text) {
  const bool made_up = random.chance(40), damaged = random.chance(60);
  const auto c = made_case(random);
  text = made_up ? format::write_case(c) : random.one_of(files.cases);
  if (random.chance(30)) text.pop_back();
  if (random.chance(30)) text = format::with_line_ends(std::move(text), "\r\n");
  if (damaged) text = garbled(std::move(text), random);
  must_be_read(text, c.file, [&](std::string_view t) {
    const auto parsed = format::parse_case(t, c.file);
    return Reading{format::write_case(parsed.value), parsed.diagnostics};
  });
  const auto parsed = format::parse_case(Exact(text), c.file);
  if (made_up && !damaged) must(parsed.readable() && same_case(parsed.value, c), "it is read otherwise");
  if (!parsed.readable()) return false;
  must_be_written(parsed.value);
  must_be_changed(text, parsed.value, made_up && !damaged, random);
  return true;
}

}  // namespace psp::tests
