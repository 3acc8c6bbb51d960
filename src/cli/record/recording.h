// From options to records, and what is said of records that were written.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "actions/record.h"
#include "cli/context.h"
#include "model/case.h"

namespace psp::cli {

/// Returns a record of this kind from the options of its fields and --note. `preset` holds what came in another way,
/// and the fields `elsewhere` are put in later, by what knows the case. A date left out is today. What is required and
/// missing is asked for on a terminal. Throws a Failure (Exit::usage) if something required is missing without one, or
/// an option says nothing with the others.
Record record_from_options(Context&, const RecordKind&, const std::vector<NamedValue>& preset = {},
                           const std::set<std::string_view>& elsewhere = {});
template <class T>
Record record_from_options(Context& context, const std::vector<NamedValue>& preset = {},
                           const std::set<std::string_view>& elsewhere = {}) {
  return record_from_options(context, record_kinds()[Body(T{}).index()], preset, elsewhere);
}

/// Tell what was written to one case or to several: print a line for each case, then say what follows from it, such as
/// a clock that is wrong, warnings, and flags that were raised. Keep it for the commit. Return Exit::done.
Exit tell_written(Context&, const actions::WrittenOne&);
Exit tell_written(Context&, const actions::WrittenAll&);

/// Are the parts of tell_written(), for a command that prints something else: the first keeps what was written for the
/// commit, the second prints it, the third says what follows from it.
void keep_written(Context&, const actions::WrittenAll&);
void print_written(Context&, const std::vector<actions::Written>&);
void tell_consequences(Context&, const actions::WrittenAll&);

}  // namespace psp::cli
