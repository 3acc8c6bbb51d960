#include "actions/find.h"

#include <algorithm>
#include <utility>

#include "model/search_text.h"
#include "model/text.h"
#include "rules/chronology.h"
#include "rules/standing.h"

namespace psp::actions {
namespace {

using report::Excerpt;

/// Returns plain letters in which a line break is a blank, for a text is read across its lines.
std::string in_one_line(const Reading& reading) {
  auto letters = reading.letters();
  std::replace(letters.begin(), letters.end(), '\n', ' ');
  return letters;
}

/// Returns where the words begin that stand before `at`, as many as find room.
std::size_t words_before(std::string_view text, std::size_t at) {
  constexpr std::size_t most = 40;  // bytes
  if (at <= most) return 0;
  const auto blank = text.find_first_of(" \n", at - most);
  return blank < at ? blank + 1 : at;
}

/// Returns where the words end that stand behind `at`, as many as find room.
std::size_t words_behind(std::string_view text, std::size_t at) {
  constexpr std::size_t most = 40;  // bytes
  if (text.size() - at <= most) return text.size();
  const auto blank = text.find_last_of(" \n", at + most);
  return blank != text.npos && blank > at ? blank : at;
}

/// What is looked for.
class Needle {
 public:
  explicit Needle(std::string_view text) {
    const auto said = trimmed(text);
    if (std::any_of(said.begin(), said.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }))
      throw Failure{Exit::usage, msg("the text to look for holds a control character")};
    const Reading reading(said);
    letters_ = trimmed(reading.letters());
    if (letters_.empty()) throw Failure{Exit::usage, msg("look for what? A word, or a part of one")};
    for (std::size_t from = 0; from < letters_.size();) {
      const auto to = std::min(letters_.find(' ', from), letters_.size());
      if (to - from > longest_word_.size()) longest_word_ = letters_.substr(from, to - from);
      from = to + 1;
    }
  }

  /// Returns false for a file in which none of the texts can hold it.
  bool may_be_in(std::string_view file) const {
    if (Reading(file).letters().find(longest_word_) != std::string::npos) return true;
    return file.find('\\') != file.npos &&
           Reading(file, Escapes::read).letters().find(longest_word_) != std::string::npos;
  }

  /// Returns its first place in the text; nothing if it is not there.
  std::optional<Excerpt> in(std::string_view text) const {
    const Reading reading(text);
    const auto at = in_one_line(reading).find(letters_);
    if (at == std::string::npos) return std::nullopt;
    const auto begin = reading.begins(at), end = reading.ends(at + letters_.size());
    const auto from = words_before(text, begin), to = words_behind(text, end);
    const auto part = [&](std::size_t a, std::size_t b) { return std::string(text.substr(a, b - a)); };
    return Excerpt{part(from, begin), part(begin, end), part(end, to), from > 0, to < text.size()};
  }

  /// Returns its first place in the value of a field; nothing if it is no text, or not there.
  std::optional<Excerpt> in(const SetField& field) const {
    if (field.row.type != Type::text && field.row.type != Type::texts) return std::nullopt;
    if (const auto* text = std::get_if<std::string>(&field.value)) return in(*text);
    for (const auto& text : std::get<Texts>(field.value))
      if (auto found = in(text)) return found;
    return std::nullopt;
  }

 private:
  std::string letters_, longest_word_;
};

/// Returns true for a field that nobody wrote as a text: who wrote a record, and what psp sets.
bool is_made_by_psp(const FieldRow& row) {
  return row.refers == "worker" || row.name == "id" || row.name == "write" || row.name == "imported";
}

int line_of(const std::vector<KeyPlace>& keys, std::string_view field, int otherwise) {
  const auto it = std::find_if(keys.begin(), keys.end(), [&](const KeyPlace& k) { return k.key == field; });
  return it == keys.end() ? otherwise : it->line;
}

report::FoundInCase found_in_case(const Needle& needle, const rules::History& whole, const std::optional<Date>& since) {
  const auto& c = whole.of();
  report::FoundInCase found{c.header.id, c.file, c.header.client, {}};
  const auto look = [&](const SetFields& fields, const auto& place) {
    for (const auto& field : fields) {
      if (is_made_by_psp(field.row)) continue;
      if (auto excerpt = needle.in(field)) found.places.push_back(place(field.row.name, *std::move(excerpt)));
    }
  };
  if (!since || *c.header.opened >= *since)
    look(set_fields(c.intake), [&](std::string_view field, Excerpt excerpt) {
      return report::FoundInRecord{
          "case", {}, *c.header.opened, line_of(c.keys, field, 1), field, !whole.struck_whole(), std::move(excerpt)};
    });
  for (const auto& r : c.records) {
    const auto day = rules::day_in_file(r, whole);
    if (since && day < *since) continue;
    look(set_fields(r), [&](std::string_view field, Excerpt excerpt) {
      const bool stands = rules::stands_in_file(r, whole) && !whole.struck_whole();
      return report::FoundInRecord{r.kind().name,     r.id, day, line_of(r.keys, field, r.line), field, stands,
                                   std::move(excerpt)};
    });
  }
  return found;
}

template <class Map>
std::vector<report::FoundInEntry> found_in_entries(const Needle& needle, const Map& entries) {
  std::vector<report::FoundInEntry> found;
  for (const auto& [key, entry] : entries) {
    if (auto excerpt = needle.in(std::string_view(key))) found.push_back({key, "", *std::move(excerpt)});
    for (const auto& field : set_fields(entry))
      if (auto excerpt = needle.in(field)) found.push_back({key, field.row.name, *std::move(excerpt)});
  }
  return found;
}

}  // namespace

FindAnswer find_text(const store::Ledger& ledger, const FindRequest& request) {
  const Needle needle(request.text);
  const auto& office = ledger.office();
  const auto& ids = ledger.case_ids();
  std::vector<report::FoundInCase> found(ids.size());
  FindAnswer answer;
  answer.read = read_cases(
      ledger, ids,
      [&](std::size_t at, const rules::History& whole) {
        const auto& c = whole.of();
        if (request.open || request.worker) {
          const rules::Standing s(whole.on({request.today, std::nullopt}), office.find_service(c.header.service));
          if ((request.open && s.closed()) || (request.worker && s.worker() != *request.worker)) return;
        }
        found[at] = found_in_case(needle, whole, request.since);
      },
      [](std::size_t, const std::string&) {}, [&](std::string_view file) { return needle.may_be_in(file); });
  for (auto& c : found)
    if (!c.places.empty()) answer.found.cases.push_back(std::move(c));
  if (request.open || request.worker || request.since) return answer;
  if (request.people) answer.found.people = found_in_entries(needle, request.people->known);
  answer.found.providers = found_in_entries(needle, office.providers);
  return answer;
}

}  // namespace psp::actions
