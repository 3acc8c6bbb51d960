#include "actions/batch.h"

#include <utility>

#include "actions/record_meant.h"
#include "format/write.h"
#include "rules/record_refusals.h"

namespace psp::actions {
namespace {

void put(Record& r, std::string_view name, const Value& value) {
  Message why;
  if (put_record_field(r, name, value, why) == Put::wrong) throw Failure{Exit::usage, why};
}

}  // namespace

/// The case with the records of the batch, as it will be read.
struct Batch::WithRecords {
  WithRecords(Case c, const rules::Standing& before)
      : of(std::move(c)), standing(of, before.service, before.history.as_of()) {}

  const Case of;
  const rules::Standing standing;
};

Message nothing_written_for(const std::string& case_id) {
  return msg("nothing was written in any case, for {} does not take its record:", case_id);
}

Batch::Batch(const rules::Standing& standing, Stamp stamp)
    : standing_(&standing), stamp_(std::move(stamp)), ids_(format::record_ids(of())) {}

Record Batch::made(Record r) const {
  const auto& history = standing().history;
  const auto resolved = [&](const FieldRow& row, const std::string& given) {
    const auto* whole = history.find(given);
    if (given == row.also || (!whole && ids_.contains(given))) return given;
    const bool of_the_kind = whole && (row.refers.empty() || whole->kind().name == row.refers);
    const auto& meant = of_the_kind ? *whole : find_entry(of(), given, row.refers);
    if (r.as<Void>() || history.resolve(meant.id)) return meant.id;
    throw Failure{Exit::usage, msg("{} {} is struck: nothing can refer to it any more", label(meant.kind()), meant.id)};
  };
  for (const auto& [row, value] : set_fields(r.body)) {
    if (row.type == Type::reference) put(r, row.name, resolved(row, std::get<std::string>(value)));
    if (row.type != Type::references) continue;
    Texts ids;
    for (const auto& id : std::get<Texts>(value)) ids.push_back(resolved(row, id));
    put(r, row.name, ids);
  }
  if (auto refused = rules::refuse_record(standing(), r))
    throw Failure{Exit::usage, std::move(refused->message), {}, std::move(refused->lacks)};
  return r;
}

const Record& Batch::add(Record given) {
  try {
    given = made(std::move(given));
  } catch (Failure& failure) {
    if (stamp_.write.empty()) throw;
    failure.details.insert(failure.details.begin(), std::move(failure.message));
    failure.message = nothing_written_for(of().header.id);
    throw;
  }
  auto& r = records.emplace_back(std::move(given));
  r.by = stamp_.by;
  r.recorded = stamp_.recorded;
  r.write = stamp_.write;
  r.id = format::new_record_id(of().header.id, r, ids_);
  ids_.insert(r.id);
  return r;
}

void Batch::go_on() {
  auto c = with_records_ ? with_records_->of : of();
  auto line = c.records.empty() ? 0 : c.records.back().line;
  for (auto& r : records) {
    if (find_record(c, r.id)) continue;
    c.records.push_back(r);
    c.records.back().line = ++line;  // of two turns of one day the one further down is the later
  }
  with_records_ = std::make_shared<const WithRecords>(std::move(c), standing());
  standing_ = &with_records_->standing;
}

}  // namespace psp::actions
