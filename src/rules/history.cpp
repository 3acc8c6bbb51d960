#include "rules/history.h"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <utility>

namespace psp::rules {

std::string to_text(const KnownAt& at) {
  return at.offset ? psp::to_text(Moment{at.local, *at.offset}) : psp::to_text(at.local);
}

bool known(const Moment& recorded, const std::optional<KnownAt>& at) {
  if (!at) return true;
  if (!at->offset) return recorded.local <= at->local;
  return instant(recorded) <= instant({at->local, *at->offset});
}

/// What became of a case's records, as far as they are known by then, on whatever day.
class History::Fates {
 public:
  Fates(const Case&, const std::optional<KnownAt>&);

  const Record* find(std::string_view id) const { return index_.find(id); }
  bool ids_differ() const { return index_.ids_differ(); }
  const Record* resolve(std::string_view id) const;
  bool displaced(std::string_view id) const;
  bool struck_whole() const { return struck_whole_; }
  const Record* find_about(const Record&) const;

  /// What became of one record.
  struct Fate {
    bool stands = false;
    const Record* about = nullptr;            ///< see History::about()
    const Record* last_attendance = nullptr;  ///< of a session: see History::last_attendance()
  };
  /// Returns that of a record of this case; null for any other record.
  const Fate* of(const Record& r) const {
    const auto& all = case_.records;
    const std::less<const Record*> before;
    if (all.empty() || before(&r, all.data()) || !before(&r, all.data() + all.size())) return nullptr;
    return &fates_[static_cast<std::size_t>(&r - all.data())];
  }

 private:
  /// What has become of a record that was replaced.
  struct Replaced {
    const Record* by = nullptr;   ///< the last in the file that replaces it
    const Record* now = nullptr;  ///< the last replacement; null if it does not stand, or there is a circle of them
    bool displaced = false;       ///< it or a replacement was superseded by another correction of the same record
    bool followed = false;        ///< `now` and `displaced` are set
  };

  bool is_known(const Record& r) const { return known(r.recorded.value_or(Moment{}), known_at_); }
  const Record* find_known(std::string_view id) const {
    return index_.find(id, [&](const Record& r) { return is_known(r); });
  }
  bool stands(const Record& r) const { return of(r)->stands; }
  bool superseded(std::string_view id) const { return std::binary_search(superseded_.begin(), superseded_.end(), id); }
  void follow(std::string_view id);

  /// Returns what the reference means if that is a record of this kind and stands; else null.
  template <class T>
  const Record* meant(const Reference& reference) const {
    const auto* r = resolve(reference.id);
    return r && r->as<T>() ? r : nullptr;
  }

  const Case& case_;
  const std::optional<KnownAt> known_at_;
  const RecordIndex index_;
  bool struck_whole_ = false;
  std::unordered_map<std::string_view, Replaced> replaced_;
  std::vector<std::string_view> superseded_;  // all but the last of several that replace one record; sorted
  std::vector<Fate> fates_;                   // of each of the case's records
};

History::Fates::Fates(const Case& c, const std::optional<KnownAt>& known_at)
    : case_(c), known_at_(known_at), index_(c), fates_(c.records.size()) {
  std::vector<std::string_view> struck;
  for (const auto& r : c.records) {
    const auto* v = r.as<Void>();
    if ((!v && r.replaces.id.empty()) || !is_known(r)) continue;
    if (v) {
      if (v->entry.id == "case") struck_whole_ = true;
      struck.push_back(v->entry.id);
    }
    if (!r.replaces.id.empty()) {
      auto& replaced = replaced_[r.replaces.id];
      if (replaced.by) superseded_.push_back(replaced.by->id);
      replaced.by = &r;
      struck.push_back(r.replaces.id);
    }
  }
  // What replaces a superseded record is superseded with it, or one record would count twice.
  for (std::size_t i = 0; i < superseded_.size() && i < c.records.size(); ++i)
    if (const auto it = replaced_.find(superseded_[i]); it != replaced_.end()) superseded_.push_back(it->second.by->id);
  struck.insert(struck.end(), superseded_.begin(), superseded_.end());
  std::sort(struck.begin(), struck.end());
  std::sort(superseded_.begin(), superseded_.end());
  for (std::size_t i = 0; i < fates_.size(); ++i) {
    const auto& r = c.records[i];
    fates_[i].stands = (index_.ids_differ() ? is_known(r) : find_known(r.id) == &r) &&
                       !std::binary_search(struck.begin(), struck.end(), r.id);
  }
  for (const auto& [id, replaced] : replaced_) follow(id);
  for (std::size_t i = 0; i < fates_.size(); ++i) {
    const auto& r = c.records[i];
    const auto* about = fates_[i].about = find_about(r);
    if (about && fates_[i].stands && r.as<Attendance>())
      fates_[static_cast<std::size_t>(about - c.records.data())].last_attendance = &r;
  }
}

/// Sets what became of a replaced record and of all on the way there. Each record is visited once, however long the
/// chain.
void History::Fates::follow(std::string_view id) {
  std::vector<std::pair<std::string_view, Replaced*>> way;
  auto at = replaced_.find(id);
  for (; at != replaced_.end() && !at->second.followed; at = replaced_.find(at->second.by->id)) {
    at->second.followed = true;
    way.emplace_back(at->first, &at->second);
    id = at->second.by->id;
  }
  const Record* now = nullptr;
  bool displaced = false;
  if (at == replaced_.end()) {
    const auto* last = find_known(id);
    now = last && stands(*last) ? last : nullptr;
    displaced = superseded(id);
  } else if (const auto circle =
                 std::find_if(way.begin(), way.end(), [&](const auto& step) { return step.second == &at->second; });
             circle != way.end()) {  // all records of a circle become the same
    displaced = std::any_of(circle, way.end(), [&](const auto& step) { return superseded(step.first); });
  } else {
    now = at->second.now;
    displaced = at->second.displaced;
  }
  for (auto step = way.rbegin(); step != way.rend(); ++step) {
    displaced = displaced || superseded(step->first);
    step->second->now = now;
    step->second->displaced = displaced;
  }
}

bool History::Fates::displaced(std::string_view id) const {
  const auto it = replaced_.find(id);
  return it != replaced_.end() ? it->second.displaced : superseded(id);
}

const Record* History::Fates::resolve(std::string_view id) const {
  if (const auto it = replaced_.find(id); it != replaced_.end()) return it->second.now;
  const auto* r = find_known(id);
  return r && stands(*r) ? r : nullptr;
}

const Record* History::Fates::find_about(const Record& r) const {
  if (const auto* attendance = r.as<Attendance>()) return meant<Session>(attendance->session);
  if (const auto* option = r.as<Option>()) return meant<Session>(option->session);
  if (const auto* completion = r.as<Completion>()) return meant<Task>(completion->task);
  return nullptr;
}

History::History(const Case& c, AsOf as_of) : History(c, as_of, std::make_shared<const Fates>(c, as_of.known_at)) {}

History::History(const Case& c, AsOf as_of, std::shared_ptr<const Fates> fates)
    : case_(&c),
      as_of_(as_of),
      fates_(std::move(fates)),
      there_(c.header.opened && *c.header.opened <= as_of.day &&
             known(c.header.recorded.value_or(Moment{}), as_of.known_at) && !fates_->struck_whole()) {
  counts_.reserve(c.records.size());
  for (const auto& r : c.records) {
    const bool counts = finds_to_count(r);
    counts_.push_back(counts);
    if (counts) counting_kinds_.set(r.body.index());
  }
}

History History::on(AsOf as_of) const {
  return as_of.known_at == as_of_.known_at ? History(*case_, as_of, fates_) : History(*case_, as_of);
}

bool History::struck_whole() const { return fates_->struck_whole(); }
const Record* History::find(std::string_view id) const { return fates_->find(id); }
bool History::ids_differ() const { return fates_->ids_differ(); }
const Record* History::resolve(std::string_view id) const { return fates_->resolve(id); }
bool History::displaced(std::string_view id) const { return fates_->displaced(id); }

const Record* History::about(const Record& r) const {
  const auto* fate = fates_->of(r);
  return fate ? fate->about : fates_->find_about(r);
}

const Record* History::last_attendance(const Record& session) const {
  const auto* fate = fates_->of(session);
  return fate ? fate->last_attendance : nullptr;
}

bool History::stands(const Record& r) const {
  const auto* fate = fates_->of(r);
  return fate && fate->stands;
}

std::optional<Date> History::counting_day(const Record& r) const {
  if (r.as<Option>() || r.as<Attendance>()) {
    if (const auto* session = about(r)) return own_date(*session);
    return r.as<Option>() && r.recorded ? std::optional(r.recorded->local.date) : std::nullopt;
  }
  return own_date(r);
}

bool History::finds_to_count(const Record& r) const {
  if (!stands(r)) return false;
  if ((r.as<Attendance>() || r.as<Completion>()) && !about(r)) return false;
  const auto day = counting_day(r);
  if (!day || *day <= as_of_.day) return true;
  // An appointment ahead, and its cancellation, count from the day on which they were written down.
  return (r.as<Attendance>() || r.as<Session>()) && r.recorded && r.recorded->local.date <= as_of_.day;
}

bool History::counts(const Record& r) const {
  return fates_->of(r) && counts_[static_cast<std::size_t>(&r - case_->records.data())];
}

History whole_history(const Case& c, const std::optional<KnownAt>& known_at) { return {c, {last_date, known_at}}; }

}  // namespace psp::rules
