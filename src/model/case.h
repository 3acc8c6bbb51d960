// A case: its header, its intake and its records in the order in which they were written down.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/intake.h"
#include "model/record.h"

namespace psp {

/// The number of the format that this program reads and writes.
constexpr std::int64_t format_number = 1;

struct Header {
  std::optional<std::int64_t> format;
  std::string id;
  std::string service;
  std::optional<Date> opened;
  std::string client;
  std::optional<std::int64_t> household;
  std::string family;
  std::string worker, manager;
  std::string by;
  std::optional<Moment> recorded;

  static void fields(auto& v, auto& r) {
    v(Field{"format", "the number of the format", Need::required}, r.format);
    v(Field{"case", "the case id", Need::required}, r.id);
    v(Field{"service", "a key of [services], or a built-in service", Need::required}, r.service);
    v(Field{"opened", "the day on which the case was opened", Need::required}, r.opened);
    v(Field{"client", "a key of people/, or any pseudonym; never a name", Need::required}, r.client);
    v(Field{"household", "persons in the household; 1 if left out", Need::optional, {}, {}, {}, 1, 99}, r.household);
    v(Field{"family", "a code that the cases of one household share; never a name"}, r.family);
    v(Field{"worker", "the worker, a key of [workers]", Need::optional, {}, {}, "worker"}, r.worker);
    v(Field{"manager", "the case manager, a key of [workers] (L7)", Need::optional, {}, {}, "worker"}, r.manager);
    v(Field{"by", "who wrote it down, a key of [workers]", Need::required, {}, {}, "worker"}, r.by);
    v(Field{"recorded", "when it was written down", Need::required}, r.recorded);
  }
};

struct Case {
  std::string file;  ///< path from the ledger's directory, with `/`
  Header header;
  Intake intake;
  std::vector<KeyPlace> keys = {};  ///< of header and intake
  std::vector<Record> records;
};

/// Returns true for `[PREFIX-]YYYY-NNNN`: the prefix has at most 16 upper-case letters, digits and inner dashes, the
/// year four digits, the number four to nine.
bool is_case_id(std::string_view);
/// Return the year and the number at the end of an id for which is_case_id() is true.
int case_year(std::string_view id);
int case_number(std::string_view id);
/// Returns what stands before the year of a case id, without its last dash; "" if it has no prefix.
std::string_view case_prefix(std::string_view id);
std::string make_case_id(std::string_view prefix, int year, int number);
/// Returns the path of a case's file from the ledger's directory: `cases/2026/2026-0042.toml`.
std::string case_path(std::string_view id);
/// Returns the id for which case_path() gives this path; "" if there is none.
std::string case_at(std::string_view path);

/// What the ids of records are made of: Crockford base32, in small letters.
inline constexpr std::string_view id_alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/// Returns true for six lower-case Crockford base32 characters.
bool is_record_id(std::string_view);

/// Returns the first record with this id; null if there is none. RecordIndex is faster for many lookups.
const Record* find_record(const Case&, std::string_view id);

/// Finds the records of a case by their ids. The case must outlive it and must not change meanwhile.
class RecordIndex {
 public:
  explicit RecordIndex(const Case&);

  /// Returns true if no two records of the case have one id.
  bool ids_differ() const { return ids_differ_; }

  /// Returns the first record of the file that has the id; null if none has.
  const Record* find(std::string_view id) const {
    return find(id, [](const Record&) { return true; });
  }

  /// Returns the first record of the file that has the id, and of which `fits` says true; null if none is.
  template <class Fits>
  const Record* find(std::string_view id, const Fits& fits) const {
    for (const auto* entry = first_at_least(id); entry != entries_.data() + entries_.size(); ++entry) {
      if (entry->record->id != id) return nullptr;
      if (fits(*entry->record)) return entry->record;
    }
    return nullptr;
  }

 private:
  struct Entry {
    std::uint64_t key;  ///< the first eight bytes of the id, in the order of the ids
    const Record* record;
  };
  const Entry* first_at_least(std::string_view id) const;

  std::vector<Entry> entries_;  ///< by id, then place
  bool ids_differ_ = true;
};

}  // namespace psp
