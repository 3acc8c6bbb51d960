#include "rules/difference.h"

#include <algorithm>

namespace psp::rules {
namespace {

std::vector<FieldChange> changes(const std::vector<FieldRow>& rows, const SetFields& before, const SetFields& after) {
  std::vector<FieldChange> all;
  for (const auto& row : rows) {
    auto old = value_of(before, row.name), now = value_of(after, row.name);
    if (old != now) all.push_back({&row, std::move(old), std::move(now)});
  }
  return all;
}

/// Hands out each record of a case once; if an id stands twice, the first record first.
class LeftRecords {
 public:
  explicit LeftRecords(const Case* c) {
    if (!c) return;
    for (const auto& r : c->records) left_.push_back(&r);
  }

  const Record* take_like(const Record& r) {
    const auto it = std::find_if(left_.begin(), left_.end(), [&](const Record* other) {
      return other->id == r.id && other->body.index() == r.body.index();
    });
    if (it == left_.end()) return nullptr;
    const auto* found = *it;
    left_.erase(it);
    return found;
  }

  const std::vector<const Record*>& left() const { return left_; }

 private:
  std::vector<const Record*> left_;
};

}  // namespace

CaseDifference difference(const Case* before, const Case* after) {
  CaseDifference d;
  const auto& last = after ? *after : *before;
  d.id = last.header.id;
  d.header = last.header;
  d.opened = !before;
  d.gone = !after;
  if (before && after) {
    d.header_changes = changes(field_rows<Header>(), set_fields(before->header), set_fields(after->header));
    d.intake_changes = changes(field_rows<Intake>(), set_fields(before->intake), set_fields(after->intake));
  }
  LeftRecords old(before);
  if (after)
    for (const auto& r : after->records) {
      const auto* was = old.take_like(r);
      if (!was) {
        d.added.push_back(r);
      } else if (auto fields = changes(record_rows(r.kind()), set_fields(*was), set_fields(r)); !fields.empty()) {
        d.changed.push_back({r, std::move(fields)});
      }
    }
  for (const auto* r : old.left()) d.removed.push_back(*r);
  return d;
}

}  // namespace psp::rules
