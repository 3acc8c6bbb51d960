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

/// A record of this kind from the options of its fields and --note; `preset` holds what came in another way, and the
/// fields `elsewhere` are put in later, by what knows the case. A date left out is today; what is required and missing
/// is asked for on a terminal, and a Failure without one. So is an option that says nothing with the others.
Record record_from_options(Context&, const RecordKind&, const std::vector<NamedValue>& preset = {},
                           const std::set<std::string_view>& elsewhere = {});
template <class T>
Record record_from_options(Context& context, const std::vector<NamedValue>& preset = {},
                           const std::set<std::string_view>& elsewhere = {}) {
  return record_from_options(context, record_kinds()[Body(T{}).index()], preset, elsewhere);
}

/// Tells of what was written to one case or to several: prints a line a case, then says what follows from it: a clock
/// that is wrong, warnings, flags that it raised. Keeps it for the commit. Returns Exit::done.
Exit tell_written(Context&, const actions::WrittenOne&);
Exit tell_written(Context&, const actions::WrittenAll&);

/// The parts of it, for a command that prints something else: what is kept for the commit, what is printed, what is
/// said.
void keep_written(Context&, const actions::WrittenAll&);
void print_written(const Context&, const std::vector<actions::Written>&);
void tell_consequences(Context&, const actions::WrittenAll&);

}  // namespace psp::cli
