// Which records of a case count on a day, by psp-rules(7), WHICH RECORDS COUNT: not those that are struck or replaced,
// nor those of later days, nor, if that is asked for, those that were written down later.
#pragma once

#include <bitset>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/case.h"

namespace psp::rules {

/// A time up to which something was known. Without an offset it is compared with the time as written in
/// `recorded`; with one, as an instant.
struct KnownAt {
  LocalTime local;
  std::optional<int> offset;  ///< minutes east of UTC

  bool operator==(const KnownAt&) const = default;
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
  const Record* record = nullptr;
  const T* body = nullptr;
};

/// Answers which records of a case count. The case must outlive it and must not change meanwhile. A History does not
/// change once made, so several threads may ask one at once.
class History {
 public:
  History(const Case&, AsOf);

  /// Returns the history of the same case as of another day. What became of its records is found out anew only if
  /// another time is given up to which they are known.
  History on(AsOf) const;

  const Case& of() const { return *case_; }
  Date day() const { return as_of_.day; }
  AsOf as_of() const { return as_of_; }

  /// Returns false if the case was opened later, is not yet known, or is struck as a whole.
  bool there() const { return there_; }
  /// Returns true if the case is struck as a whole, opened by mistake.
  bool struck_whole() const;

  /// Returns the first record of the file with this id, even if it is not known or does not stand; null if none has it.
  const Record* find(std::string_view id) const;

  /// Returns true if no two records of the file have one id.
  bool ids_differ() const;

  /// Returns the record that the id means: the one that has it, or its replacement, through any number of steps.
  /// Returns null if that does not stand.
  const Record* resolve(std::string_view id) const;

  /// Returns what the record is about: the session of an attendance or an option, the task of a completion. Returns
  /// null for other records, and if that does not stand, or is no record of that kind.
  const Record* about(const Record&) const;

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
    if (!counting_kinds_[kind_index<T>]) return found;
    const auto& records = case_->records;
    for (std::size_t i = 0; i < records.size(); ++i)
      if (const T* body = counts_[i] ? records[i].template as<T>() : nullptr) found.push_back({&records[i], body});
    return found;
  }

 private:
  class Fates;
  History(const Case&, AsOf, std::shared_ptr<const Fates>);
  bool finds_to_count(const Record&) const;

  const Case* case_;
  AsOf as_of_;
  std::shared_ptr<const Fates> fates_;  ///< the same on all days
  bool there_;
  std::vector<char> counts_;                               ///< of each of the case's records
  std::bitset<std::variant_size_v<Body>> counting_kinds_;  ///< those of which a record counts
};

/// Returns the history as of the last of all days, on which every record counts that is neither struck nor replaced.
History whole_history(const Case&, const std::optional<KnownAt>& = std::nullopt);

}  // namespace psp::rules
