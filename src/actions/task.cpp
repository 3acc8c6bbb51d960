#include "actions/task.h"

#include <utility>
#include <vector>

#include "actions/record_meant.h"

namespace psp::actions {
namespace {

/// Returns the open task of the case; of several, the caller is asked to say which.
const Record& open_task(const rules::Standing& standing) {
  const auto open = standing.open_tasks();
  const auto& id = standing.header().id;
  if (open.size() == 1) return *open.front().record;
  if (open.empty()) throw Failure{Exit::usage, msg("case {} has no open task", id)};
  std::vector<Message> lines;
  for (const auto& t : open)
    lines.push_back(msg("psp done {} {}: {}, due {}", id, t.record->id, t.body->text, *t.body->due));
  throw Failure{Exit::usage, msg("case {} has more than one open task; say which:", id), {}, std::move(lines)};
}

}  // namespace

TaskEnded end_task(const Occasion& on, const CompletionRequest& request) {
  Task ended;
  auto written = record(on, request.case_id, [&](Batch& batch) {
    const auto& task =
        request.task.empty() ? open_task(batch.standing()) : find_entry(batch.of(), request.task, "task");
    auto completion = request.completion;
    std::get<Completion>(completion.body).task.id = task.id;
    batch.add(std::move(completion));
    ended = *task.as<Task>();
  });
  return {std::move(written), std::move(ended)};
}

}  // namespace psp::actions
