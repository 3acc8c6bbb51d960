// Which records of a case count on a day, by psp-rules(7), WHICH RECORDS COUNT: not those that are struck or replaced,
// nor those of later days, nor, if that is asked for, those that were written down later.
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

/// Returns `2026-10-31T23:59:59`, with the offset if it has one.
std::string to_text(const KnownAt&);

/// Returns true if that was recorded by then; true for all without a KnownAt.
bool known(const Moment& recorded, const std::optional<KnownAt>&);

/// The day as of which a case is looked at, and up to when what was recorded is known.
struct AsOf {
  Date day;
  std::optional<KnownAt> known_at = {};
};

/// A record that counts, with its body.
template <class T>
struct Counted {
  const Record* record;
  const T* body;
};

/// Answers which records of a case count. The case must outlive it and must not change meanwhile. A History does not
/// change once made, so several threads may ask one at once.
class History {
 public:
  History(const Case&, AsOf);

  const Case& of() const { return *case_; }
  Date day() const { return as_of_.day; }
  AsOf as_of() const { return as_of_; }

  /// Returns false if the case was opened later, is not yet known, or is struck as a whole.
  bool there() const { return there_; }
  /// Returns true if the case is struck as a whole, opened by mistake.
  bool struck_whole() const { return struck_whole_; }

  /// Returns the first record of the file with this id, even if it is not known or does not stand; null if none has it.
  const Record* find(std::string_view id) const { return index_.find(id); }

  /// Returns the record that the id means: the one that has it, or its replacement, through any number of steps.
  /// Returns null if that does not stand.
  const Record* resolve(std::string_view id) const;

  /// Returns the last attendance in the file of those of this session that stand; null if none does.
  const Record* last_attendance(const Record& session) const;

  /// Returns true if the id means nothing because a later correction of the same record counts instead.
  bool displaced(std::string_view id) const;

  /// Returns true if the record is one of the case's, is known, and is neither struck nor replaced, on whatever day.
  bool stands(const Record&) const;

  /// Returns true if the record stands and its counting_day() has come. A session ahead, and its attendance, count from
  /// the day on which they were written down; an attendance counts only with its session, a completion with its task.
  bool counts(const Record&) const;

  /// Returns the day from which the record counts: that of the session for an attendance or option, the day of writing
  /// for a task or an option without a session, else its own. Returns nothing for a strike, which always counts.
  std::optional<Date> counting_day(const Record&) const;

  /// Returns the records of one kind that count, in the order of the file.
  template <class T>
  std::vector<Counted<T>> all() const {
    std::vector<Counted<T>> found;
    for (const auto& r : case_->records)
      if (const T* body = r.template as<T>(); body && counts(r)) found.push_back({&r, body});
    return found;
  }

 private:
  /// Returns what the reference means if that is a record of this kind and stands; else null.
  template <class T>
  const Record* meant(const Reference& reference) const {
    const auto* r = resolve(reference.id);
    return r && r->as<T>() ? r : nullptr;
  }

  /// What has become of a record that was replaced.
  struct Replaced {
    const Record* by = nullptr;   ///< the last in the file that replaces it
    const Record* now = nullptr;  ///< the last replacement; null if it does not stand, or there is a circle of them
    bool displaced = false;       ///< it or a replacement was superseded by another correction of the same record
    bool followed = false;        ///< `now` and `displaced` are set
  };
  const Record* find_known(std::string_view id) const;
  bool superseded(std::string_view id) const;
  void follow(std::string_view id);

  const Case* case_;
  AsOf as_of_;
  bool there_ = true, struck_whole_ = false;
  RecordIndex index_;
  std::unordered_map<std::string_view, Replaced> replaced_;
  std::vector<std::string_view> superseded_;  // all but the last of several that replace one record; sorted
  std::vector<std::string_view> struck_;      // sorted
  std::vector<bool> stands_;                  // of each of the case's records
  std::unordered_map<const Record*, const Record*> last_attendance_;  // by session
};

/// Returns the history as of the last of all days, on which every record counts that is neither struck nor replaced.
History whole_history(const Case&, const std::optional<KnownAt>& = std::nullopt);

}  // namespace psp::rules
