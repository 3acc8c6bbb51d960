// How a command writes records: from options to records, from records into the case, and what is said of it.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/context.h"
#include "model/case.h"
#include "rules/standing.h"

namespace psp::cli {

/// The options that bear the names of a kind's fields, and --note. `without` are fields that come in another way.
std::vector<OptionSpec> field_options(const std::vector<FieldRow>&,
                                      std::initializer_list<std::string_view> without = {});
OptionSpec note_option();

/// Reads the options that bear the names of these fields through `put`; what is not given stays unset.
void read_options(Context&, const Arguments&, const std::vector<FieldRow>&,
                  const std::function<void(const FieldRow&, const Value&)>& put);

/// A record of this kind from the options of its fields and --note; `preset` holds what came in another way. A date
/// left out is today; what is required and missing is asked for on a terminal, and a Failure without one. So is an
/// option that says nothing with the others.
Record record_from_options(Context&, const Arguments&, const RecordKind&, std::vector<NamedValue> preset = {});
template <class T>
Record record_from_options(Context& context, std::vector<NamedValue> preset = {}) {
  return record_from_options(context, context.arguments, record_kinds()[Body(T{}).index()], std::move(preset));
}

/// Finds the moment of a write. `by` and `recorded` together name it: where this worker wrote in the same second
/// already, it gets the next one that is free. A clock that was given is taken as it is.
class MomentOfWrite {
 public:
  MomentOfWrite(const Context&, std::string by);
  void keep_clear_of(const Case&);
  Moment moment() const;

 private:
  std::string by_;
  Moment now_;
  bool clock_given_;
  std::set<long long> taken_;  // instants, from now on
};

/// Records that are written to one case in one append.
class Batch {
 public:
  /// `write` is what the records of a write to several cases share; "" for a write to one.
  Batch(const rules::Standing&, std::string by, Moment recorded, std::string write = {});

  const rules::Standing& standing() const { return standing_; }
  const Case& of() const { return standing_.history.of(); }

  /// Resolves the record's references, gives it its id, and keeps it. Throws a Failure where the case does not take
  /// such a record.
  const Record& add(Record);

  std::vector<Record> records;

 private:
  const rules::Standing& standing_;
  std::string by_;
  Moment recorded_;
  std::string write_;
  std::set<std::string> ids_;  ///< of the case's records and of these
};

using Fill = std::function<void(Batch&)>;

/// Appends what `fill` puts into the batch to the case, prints it in one line, and mentions the flags that it raised.
/// `fill` may be called again where the file changed meanwhile.
Exit record(Context&, const std::string& case_id, const Fill& fill);

/// A case as it was, and with what was added.
struct Written {
  Case before, after;
  std::vector<Record> added;
};

/// What `fill` makes of a case, judged as it is before it is written: what check would call an error, in the records
/// added or in others that they make wrong, is refused. Throws a Failure.
Written drafted(Context&, const Case&, const std::string& by, const Moment& recorded, const Fill& fill,
                const std::string& write = {});

/// Throws a Failure where the case would not take this, so that nobody is asked questions or told doubts for nothing.
/// What is written is judged again, by the case as it stands then.
void refuse_before_asking(Context&, const Case&, const Fill& fill);

/// A write to several cases, as it is decided under the lock.
struct WriteToSeveral {
  std::vector<std::string> cases;
  Moment recorded;
};

struct WrittenAll {
  std::vector<Written> cases;
  store::Durable durable = store::Durable::yes;
};

/// Appends what `fill` puts into the batch of each case: all or none. Prints nothing. Throws a Failure.
WrittenAll record_all(Context&, const std::function<WriteToSeveral()>& plan, const Fill& fill);

/// Prints what was written: a line a case.
void print_written(const Context&, const std::vector<Written>&);

/// Tells what follows from what was written: a clock that is wrong, warnings, flags that it raised.
void tell_written(Context&, const WrittenAll&);

/// The words after `psp: ` that say what a record is: `session 7kq2mf 2026-11-25T10:00:00`.
std::string summary(const Record&);

/// What a correction changes: `minutes 45 → 50`; "" where it changes nothing.
std::string changed_words(const Record& before, const Record& after);

/// A record that is to be struck, for the question before that: what it is and what it says.
Message strike_words(const Record&);

}  // namespace psp::cli
