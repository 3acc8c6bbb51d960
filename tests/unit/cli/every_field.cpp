// Where a field of a record must be found, so that one that is added is dropped nowhere: in the file, in JSON, in what
// psp show says of the record, among the options of the command that records it. report/client_file.cpp looks for it in
// the client file, docs.py in the manual.
#include "samples.h"

#include <algorithm>
#include <map>
#include <set>

#include "cli/command.h"
#include "format/parse.h"
#include "format/write.h"
#include "model/letters.h"
#include "render/json.h"
#include "render/record.h"

using namespace psp;
using namespace psp::tests;

namespace {

/// Names the fields of a kind that come to its command otherwise than by an option of their name.
const std::map<std::string_view, std::set<std::string_view>> otherwise{
    {"session", {"at"}},                    // WHEN
    {"attendance", {"outcome"}},            // OUTCOME
    {"contact", {"at"}},                    // WHEN
    {"task", {"text"}},                     // TEXT
    {"completion", {"task", "outcome"}},    // TASK, --dropped
    {"response", {"referral", "outcome"}},  // REFERRAL, OUTCOME
    {"void", {"entry"}},                    // ID
};

/// Returns the record with this field set as well, and what it goes with.
Record with(const RecordKind& kind, const FieldRow& row, int n) {
  auto r = sample_record(kind, Fields::required);
  Message why;
  if (!row.only.field.empty())
    REQUIRE(put_record_field(r, row.only.field, std::string(row.only.words[0]), why) == Put::set);
  REQUIRE(put_record_field(r, row.name, sample_of(row, n), why) == Put::set);
  return r;
}

std::string json_of(const Record& r) {
  render::Json json;
  json.begin_object();
  render::write_record(json, r);
  return json.end_object().text();
}

}  // namespace

TEST_CASE("a field of a record is in the file, in JSON and in what is shown of it, with its value") {
  for (const auto& kind : record_kinds())
    for (const auto& row : kind.rows()) {
      INFO(kind.name << "." << row.name);
      const auto one = with(kind, row, 0), other = with(kind, row, 1);
      CHECK(format::write_record(one).find("\n" + std::string(row.name) + " = ") != std::string::npos);
      CHECK(json_of(one).find("\"" + std::string(row.name) + "\": ") != std::string::npos);
      if (set_fields(one) == set_fields(other)) continue;  // a list of all words has but one sample
      CHECK(format::write_record(one) != format::write_record(other));
      CHECK(json_of(one) != json_of(other));
      // The day stands before the line, and what a record is about may stand beside it.
      const bool beside = own_date(one) != own_date(other) || row.type == Type::reference;
      if (!beside) CHECK(render::record_line(one, Language::en) != render::record_line(other, Language::en));
    }
}

TEST_CASE("a field of a record can be given to the command that records it") {
  for (const auto& kind : record_kinds()) {
    const auto* command = cli::find_command(kind.command);
    INFO(kind.name);
    REQUIRE(command);
    const auto syntax = command->syntax();
    for (const auto& row : kind.rows()) {
      INFO(row.name);
      const bool option = std::any_of(syntax.options.begin(), syntax.options.end(),
                                      [&](const auto& o) { return o.name == option_name(row.name); });
      CHECK(option != (otherwise.contains(kind.name) && otherwise.at(kind.name).contains(row.name)));
    }
    CHECK(std::any_of(syntax.options.begin(), syntax.options.end(), [](const auto& o) { return o.name == "note"; }) ==
          (kind.name != "void"));
  }
}
