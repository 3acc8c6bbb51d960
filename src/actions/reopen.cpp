#include "actions/reopen.h"

namespace psp::actions {

WrittenOne reopen(const Occasion& on, const ReopeningRequest& request) {
  return record(on, request.case_id, [&](Batch& batch) {
    batch.add(request.reopening);
    if (!request.transfer) return;
    batch.go_on();  // a closed case takes no transfer
    batch.add(*request.transfer);
  });
}

}  // namespace psp::actions
