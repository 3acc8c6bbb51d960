#include "actions/notice.h"

#include <utility>

#include "rules/deadlines.h"

namespace psp::actions {
namespace {

std::string meant_by_notice(const rules::Standing& standing, Recipient to) {
  if (to == Recipient::client) return "intake";
  const auto untold = rules::untold_reviews(standing);
  if (standing.reviews.empty())
    throw Failure{Exit::usage,
                  msg("case {} has no review yet: say what this notice is about, with --about", standing.header().id)};
  if (untold.empty())
    throw Failure{
        Exit::usage,
        msg("the case manager was told of every review of case {}: say what this notice is about, with --about",
            standing.header().id)};
  return untold.back().record->id;
}

}  // namespace

WrittenOne record_notice(const Occasion& on, const std::string& case_id, const Record& notice) {
  return record(on, case_id, [&](Batch& batch) {
    auto r = notice;
    auto& body = std::get<Notice>(r.body);
    body.about.id = meant_by_notice(batch.standing(), *body.to);
    batch.add(std::move(r));
  });
}

}  // namespace psp::actions
