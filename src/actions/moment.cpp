#include "actions/moment.h"

namespace psp::actions {

MomentOfWrite::MomentOfWrite(const Occasion& on) : by_(on.by), now_(on.now), clock_given_(on.clock_given) {}

void MomentOfWrite::keep_clear_of(const Case& c) {
  const auto keep = [&](std::string_view by, const std::optional<Moment>& recorded) {
    if (by == by_ && recorded && instant(*recorded) >= instant(now_)) taken_.insert(instant(*recorded));
  };
  keep(c.header.by, c.header.recorded);
  for (const auto& r : c.records) keep(r.by, r.recorded);
}

Moment MomentOfWrite::moment() const {
  auto moment = now_;
  while (!clock_given_ && taken_.contains(instant(moment))) moment = next_second(moment);
  return moment;
}

}  // namespace psp::actions
