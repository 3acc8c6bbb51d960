#include "store/numbers.h"

#include <algorithm>

namespace psp::store {

std::pair<std::string, Durable> take_free_number(Ledger& ledger, int year, std::string_view prefix, const Take& take) {
  constexpr int most_tries = 100;
  ledger.list_anew();  // what was there before the lock may no longer be all
  int number = free_number(ledger.taken_ids(), prefix, year);
  for (int tries = 0; tries < most_tries; ++tries, ++number) {
    auto id = make_case_id(prefix, year, number);
    if (!is_case_id(id)) break;
    if (const auto durable = take(id)) {
      ledger.list_anew();
      return {std::move(id), *durable};
    }
  }
  throw Failure{Exit::system, msg("no free case number was found for {}", std::int64_t{year})};
}

Failure taken(const std::string& id) { return {Exit::usage, msg("there is a case {} already", id)}; }

void refuse_taken(Ledger& ledger, const std::string& id) {
  ledger.list_anew();  // what was there before the lock may no longer be all
  const auto &ids = ledger.case_ids(), &not_free = ledger.taken_ids();
  if (std::binary_search(ids.begin(), ids.end(), id)) throw taken(id);
  if (std::binary_search(not_free.begin(), not_free.end(), id))
    throw Failure{Exit::usage, msg("the number {} is not free: there is a file that speaks of such a case", id),
                  ledger.strays_of(case_path(id))};
}

}  // namespace psp::store
