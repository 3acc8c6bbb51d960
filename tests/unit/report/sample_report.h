// Month reports of invented offices, as numbers with their names and sums, for trying suppression on.
#pragma once

#include <string>
#include <vector>

#include "report/suppress/suppression.h"

namespace psp::tests {

struct SampleReport {
  std::vector<std::string> workers;
  std::vector<report::Cell> cells;
  std::vector<report::Sum> sums;
  /// Holds each cell's place in the report: "current/all/cases/opened", "previous/w3/intake/route/self",
  /// "strip/7/cases/closed"; "" for what is not printed.
  std::vector<std::string> names;
};

/// Returns a report by worker, for a month, the month before and the same month a year earlier, with a strip of twelve
/// months. Cases, sessions and all else come from a made-up course of `opened` new cases a month for each worker. The
/// same seed gives the same.
SampleReport sample_report(unsigned seed, int workers, double opened);

}  // namespace psp::tests
