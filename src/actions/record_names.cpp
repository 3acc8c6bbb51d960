#include "actions/record_names.h"

#include <algorithm>

namespace psp::actions {

std::string listed_names(const std::vector<format::RecordName>& records) {
  constexpr std::size_t most = 6;  // in a line
  std::string words;
  for (std::size_t i = 0; i < records.size() && i < most; ++i)
    words += (i == 0 ? "" : ", ") + records[i].kind + " " + records[i].id;
  return records.size() > most ? words + " …" : words;
}

std::vector<format::RecordName> records_added(const std::string& before, const std::string& after) {
  const auto old = format::records_in(before);
  auto now = format::records_in(after);
  std::erase_if(now, [&](const auto& r) { return std::find(old.begin(), old.end(), r) != old.end(); });
  return now;
}

}  // namespace psp::actions
