#include "actions/renumber.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "actions/read_cases.h"
#include "model/text.h"

namespace psp::actions {
namespace {

bool goes_on_an_id(char c) { return is_digit(c) || is_letter(c); }

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// Returns true if the id stands in the line by itself, in upper or lower case: not as a part of a longer one.
bool names(std::string_view line, std::string_view id) {
  for (auto at = line.begin();; ++at) {
    at = std::search(at, line.end(), id.begin(), id.end(), [](char a, char b) { return upper(a) == b; });
    if (at == line.end()) return false;
    const auto behind = at + static_cast<std::ptrdiff_t>(id.size());
    const bool begins = at == line.begin() ||
                        !(goes_on_an_id(at[-1]) || (at[-1] == '-' && at - line.begin() > 1 && goes_on_an_id(at[-2])));
    if (begins && (behind == line.end() || !goes_on_an_id(*behind))) return true;
  }
}

/// Returns the lines of a case file that name the id, the value of `case` apart.
std::vector<Named> named_in(const std::string& file, std::string_view text, const Case* c, std::string_view id) {
  std::vector<Named> found;
  const auto is_at = [](const std::vector<KeyPlace>& keys, std::string_view key, int line) {
    return std::any_of(keys.begin(), keys.end(), [&](const KeyPlace& k) { return k.key == key && k.line == line; });
  };
  int line = 1;
  for (; !text.empty(); ++line) {
    const bool here = names(take_line(text), id);
    if (!here || (c && is_at(c->keys, "case", line))) continue;
    const bool path = c && std::any_of(c->records.begin(), c->records.end(), [&](const Record& r) {
                        return r.as<Document>() && is_at(r.keys, "file", line);
                      });
    found.push_back({file, line, path});
  }
  return found;
}

}  // namespace

store::Renumbered renumber(store::Ledger& ledger, const store::Writer& writer, const std::string& id,
                           const std::optional<std::string>& wanted, std::string_view prefix) {
  auto number = wanted.value_or("");
  std::transform(number.begin(), number.end(), number.begin(), upper);
  if (wanted && !is_case_id(number))
    throw Failure{Exit::usage, msg("\"{}\" is no case id: write [PREFIX-]YYYY-NNNN", *wanted)};
  return store::renumber(ledger, id, number, prefix, writer);
}

NamedPlaces where_named(const store::Ledger& ledger, const std::string& former) {
  NamedPlaces all;
  if (!is_case_id(former)) return all;
  ledger.refuse_unread();
  const auto& ids = ledger.case_ids();
  std::vector<std::vector<Named>> found(ids.size());
  std::vector<std::vector<Diagnostic>> unread(ids.size());
  read_files(ledger, ids, [&](FileRead file) {
    const auto* c = file.parsed.readable() ? &file.parsed.value : nullptr;
    if (file.text.empty()) unread[file.at] = std::move(file.parsed.diagnostics);
    else found[file.at] = named_in(case_path(ids[file.at]), file.text, c, former);
  });
  for (std::size_t i = 0; i < ids.size(); ++i) {
    std::move(unread[i].begin(), unread[i].end(), std::back_inserter(all.unread));
    std::move(found[i].begin(), found[i].end(), std::back_inserter(all.places));
  }
  return all;
}

}  // namespace psp::actions
