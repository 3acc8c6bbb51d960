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

Batch::Batch(const rules::Standing& standing, Stamp stamp)
    : standing_(standing), stamp_(std::move(stamp)), ids_(format::record_ids(of())) {}

const Record& Batch::add(Record r) {
  const auto resolved = [&](const FieldRow& row, const std::string& given) {
    const auto* whole = standing_.history.find(given);
    if (given == row.also || (!whole && ids_.contains(given))) return given;
    const bool of_the_kind = whole && (row.refers.empty() || whole->kind().name == row.refers);
    const auto& meant = of_the_kind ? *whole : find_entry(of(), given, row.refers);
    if (r.as<Void>() || standing_.history.resolve(meant.id)) return meant.id;
    throw Failure{Exit::usage, msg("{} {} is struck: nothing can refer to it any more", label(meant.kind()), meant.id)};
  };
  for (const auto& [row, value] : set_fields(r.body)) {
    if (row.type == Type::reference) put(r, row.name, resolved(row, std::get<std::string>(value)));
    if (row.type != Type::references) continue;
    Texts ids;
    for (const auto& id : std::get<Texts>(value)) ids.push_back(resolved(row, id));
    put(r, row.name, ids);
  }
  if (auto refused = rules::refuse_record(standing_, r))
    throw Failure{Exit::usage, std::move(refused->message), {}, std::move(refused->lacks)};
  r.by = stamp_.by;
  r.recorded = stamp_.recorded;
  r.write = stamp_.write;
  r.id = format::new_record_id(of().header.id, r, ids_);
  ids_.insert(r.id);
  records.push_back(std::move(r));
  return records.back();
}

}  // namespace psp::actions
