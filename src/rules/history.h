// Which records of a case count, seen from a day: struck and replaced ones do not, nor what lies after that day,
// nor (where it is asked for) what was not yet written down.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/case.h"

namespace psp::rules {

/// A time up to which something was known. Without an offset it is compared with the time as written in
/// `recorded`; with one, as an instant.
struct KnownAt {
  LocalTime local;
  std::optional<int> offset;  ///< minutes east of UTC
};

/// As it was given: `2026-10-31T23:59:59`, with its offset where it has one.
std::string to_text(const KnownAt&);

bool known(const Moment& recorded, const std::optional<KnownAt>&);

/// From when one looks at a case.
struct AsOf {
  Date day;
  std::optional<KnownAt> known_at = {};
};

/// A record that counts, with its body.
template <class T>
struct Entry {
  const Record* record;
  const T* body;
};

/// A view of a case, which must outlive it.
class History {
 public:
  History(const Case&, AsOf);

  const Case& of() const { return *case_; }
  Date day() const { return as_of_.day; }
  AsOf as_of() const { return as_of_; }

  /// False for a case opened later, not yet known, or struck whole.
  bool there() const { return there_; }
  /// True for a case opened by mistake, and struck.
  bool struck_whole() const { return struck_whole_; }

  /// Returns the first record of the file that has the id, known or not, standing or not; null where none has it.
  const Record* find(std::string_view id) const { return index_.find(id); }

  /// The record that the id means: itself, or what replaced it, through any number of steps. Null where there is
  /// none that stands.
  const Record* resolve(std::string_view id) const;

  /// Returns the last attendance in the file of those of this session that stand; null where none does.
  const Record* last_attendance(const Record& session) const;

  /// True if the id means a record that another correction of the same record displaced.
  bool displaced(std::string_view id) const;

  /// True if the record is neither struck nor replaced nor yet unknown, on whatever day.
  bool stands(const Record&) const;

  /// True if the record stands and its day has come (counting_day()); a session ahead, and its attendance, count from
  /// when they were written down. An attendance counts with its session, a completion with its task.
  bool counts(const Record&) const;

  /// The day from which the record counts: its own; an attendance's and an option's is that of their session, a task's
  /// and that of an option without a session the day on which it was written down. Nothing for a strike, which counts
  /// from the start.
  std::optional<Date> counting_day(const Record&) const;

  /// The records of one kind that count, in the order of the file.
  template <class T>
  std::vector<Entry<T>> all() const {
    std::vector<Entry<T>> found;
    for (const auto& r : case_->records)
      if (const T* body = r.template as<T>(); body && counts(r)) found.push_back({&r, body});
    return found;
  }

 private:
  /// What the reference means, where that is a record of this kind and stands; else null.
  template <class T>
  const Record* meant(const Reference& reference) const {
    const auto* r = resolve(reference.id);
    return r && r->as<T>() ? r : nullptr;
  }

  /// What has become of a record that was replaced.
  struct Replaced {
    const Record* by = nullptr;   ///< the last in the file that replaces it
    const Record* now = nullptr;  ///< what came of that in the end; null where records replace one another in a circle
    bool displaced = false;       ///< it, or one that followed, was superseded by another correction of the same record
    bool followed = false;        ///< both are known
  };
  const Record* find_known(std::string_view id) const;
  bool superseded(std::string_view id) const;
  void follow(std::string_view id);

  const Case* case_;
  AsOf as_of_;
  bool there_ = true, struck_whole_ = false;
  RecordIndex index_;
  std::unordered_map<std::string_view, Replaced> replaced_;
  std::vector<std::string_view> superseded_;  // of several that replace one record, all but the last; sorted
  std::vector<std::string_view> struck_;      // sorted
  std::vector<bool> stands_;                  // of each of the case's records
  std::unordered_map<const Record*, const Record*> last_attendance_;  // by session
};

/// The case as of its last day: all that was written counts that is neither struck nor replaced.
History whole_history(const Case&, const std::optional<KnownAt>& = std::nullopt);

}  // namespace psp::rules
