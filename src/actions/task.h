// Tasks, and their ends.
#pragma once

#include <string>

#include "actions/record.h"

namespace psp::actions {

struct CompletionRequest {
  std::string case_id;
  std::string task;   ///< the start of its id, or `last`; "" for the only open one
  Record completion;  ///< need not refer to the task yet
};

struct TaskEnded {
  WrittenOne written;
  Task task;
};

/// Records the end of a task. Throws a Failure as record() does; and where no task of the case is open, or several are,
/// which it lists.
TaskEnded end_task(const Occasion&, const CompletionRequest&);

}  // namespace psp::actions
