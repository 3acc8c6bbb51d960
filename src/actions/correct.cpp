#include "actions/correct.h"

#include <algorithm>
#include <utility>

#include "actions/read.h"
#include "actions/record_meant.h"
#include "rules/history.h"
#include "rules/undo.h"

namespace psp::actions {
namespace {

/// Returns the list with what is added, without what is taken away. Throws a Failure if that is not in it.
Texts changed_list(Texts list, const FieldCorrection& change) {
  for (const auto& text : std::get<Texts>(*change.value)) {
    const auto at = std::find(list.begin(), list.end(), text);
    if (change.way == FieldCorrection::Way::add) {
      if (at == list.end()) list.push_back(text);
    } else if (at == list.end()) {
      throw Failure{Exit::usage, msg("{} has no \"{}\" to take away", change.row.name, text)};
    } else {
      list.erase(at);
    }
  }
  return list;
}

/// `original` with the changes, and without what says nothing with its new outcome or kind.
Record amended(const Record& original, const std::vector<FieldCorrection>& changes) {
  std::vector<NamedValue> values;
  for (auto& [row, value] : set_fields(content_of(original))) values.emplace_back(row.name, std::move(value));
  for (const auto& c : changes) {
    const auto at =
        std::find_if(values.begin(), values.end(), [&](const NamedValue& v) { return v.first == c.row.name; });
    auto value = c.value;
    if (c.way != FieldCorrection::Way::set)
      value = changed_list(at == values.end() ? Texts{} : std::get<Texts>(at->second), c);
    if (at != values.end()) values.erase(at);
    if (value) values.emplace_back(c.row.name, std::move(*value));
  }
  Record r;
  r.body = original.kind().make();
  Message why;
  for (const auto& [name, value] : values)
    if (put_record_field(r, name, value, why) == Put::wrong) throw Failure{Exit::usage, why};
  Record fitting;
  fitting.body = r.kind().make();
  fitting.note = r.note;
  for (const auto& [row, value] : set_fields(r)) {
    const bool set_now = std::any_of(changes.begin(), changes.end(),
                                     [n = row.name](const FieldCorrection& c) { return c.row.name == n; });
    if (applies(row, r.body) || set_now) put_record_field(fitting, row.name, value, why);
  }
  for (const auto& c : changes)
    if (c.value && !applies(c.row, fitting.body))
      throw Failure{Exit::usage, msg("{} says nothing with this {}", c.row.name, c.row.only.field)};
  return fitting;
}

/// Returns the record that is to be struck. Throws a Failure if it cannot be.
const Record& record_to_strike(const Case& c, std::string_view given) {
  const auto& r = find_entry(c, given);
  if (r.as<Void>()) throw Failure{Exit::usage, msg("{} is a void itself: striking it brings nothing back", r.id)};
  refuse_struck(rules::whole_history(c), r);
  return r;
}

Fill strike_of(const std::string& of, const std::string& reason) {
  return [&of, reason](Batch& batch) {
    if (of != "case") record_to_strike(batch.of(), of);
    Record r;
    r.body = Void{{of}, reason};
    batch.add(std::move(r));
  };
}

}  // namespace

RecordMeant record_to_amend(const Occasion& on, const std::string& case_id, const std::string& named) {
  const auto c = readable_case(on, case_id);
  const auto& meant = find_entry(c, named);
  if (meant.as<Void>()) throw Failure{Exit::usage, msg("{} is a void: a strike is final", meant.id)};
  return {meant.id, &meant.kind()};
}

WrittenOne amend(const Occasion& on, const std::string& case_id, const std::string& record_id,
                 const std::vector<FieldCorrection>& changes, const std::string& reason) {
  return record(on, case_id, [&](Batch& batch) {
    const auto& original = find_entry(batch.of(), record_id);
    refuse_struck(rules::whole_history(batch.of()), original);
    auto r = amended(original, changes);
    r.replaces.id = original.id;
    r.correction = reason;
    batch.add(std::move(r));
  });
}

Strike strike_meant(const Occasion& on, const std::string& case_id, const std::string& named) {
  Strike meant{named, {}, {}, readable_case(on, case_id)};
  if (named != "case") {
    // The id as it is now: `last` may mean another record once the question is answered.
    const auto& r = record_to_strike(meant.in, named);
    meant.of = r.id;
    meant.record = r;
    for (const auto* lost : rules::referring_to(meant.in, {&r})) meant.lost.push_back(*lost);
  }
  drafted(on, case_id, strike_of(meant.of, "…"));
  return meant;
}

WrittenOne strike(const Occasion& on, const std::string& case_id, const std::string& of, const std::string& reason) {
  return record(on, case_id, strike_of(of, reason));
}

std::vector<FieldRow> rows_to_correct(const RecordKind& kind) {
  auto rows = kind.rows();
  rows.push_back(note_row());
  return rows;
}

}  // namespace psp::actions
