#include "model/case.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "model/text.h"

namespace psp {
namespace {

/// The parts of a case id, without the dashes between them.
struct CaseIdParts {
  std::string_view prefix, year, number;
};

std::optional<CaseIdParts> split(std::string_view id) {
  const auto last = id.rfind('-');
  if (last == std::string_view::npos || last < 4) return std::nullopt;
  CaseIdParts s{{}, id.substr(last - 4, 4), id.substr(last + 1)};
  if (last > 4) {
    if (id[last - 5] != '-') return std::nullopt;
    s.prefix = id.substr(0, last - 5);
    if (s.prefix.empty() || s.prefix.front() == '-' || s.prefix.back() == '-') return std::nullopt;
  }
  const auto all = [](std::string_view t, auto&& is) { return std::all_of(t.begin(), t.end(), is); };
  if (s.number.size() < 4 || s.number.size() > 9 || !all(s.year, is_digit) || !all(s.number, is_digit))
    return std::nullopt;
  if (s.prefix.size() > 16 || !all(s.prefix, [](char c) { return is_digit(c) || is_capital_letter(c) || c == '-'; }))
    return std::nullopt;
  return s;
}

int number(std::string_view digits) {
  int n = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), n);
  return n;
}

}  // namespace

bool is_case_id(std::string_view id) { return split(id).has_value(); }
int case_year(std::string_view id) { return number(split(id).value().year); }
int case_number(std::string_view id) { return number(split(id).value().number); }
std::string_view case_prefix(std::string_view id) { return split(id).value().prefix; }

std::string make_case_id(std::string_view prefix, int year, int number) {
  return fmt::format("{}{}{:04}-{:04}", prefix, prefix.empty() ? "" : "-", year, number);
}

std::string case_path(std::string_view id) { return fmt::format("cases/{}/{}.toml", split(id).value().year, id); }

bool is_record_id(std::string_view id) {
  static constexpr auto of_ids = [] {
    std::array<bool, 256> table{};
    for (const char c : id_alphabet) table[static_cast<unsigned char>(c)] = true;
    return table;
  }();
  return id.size() == 6 &&
         std::all_of(id.begin(), id.end(), [](char c) { return of_ids[static_cast<unsigned char>(c)]; });
}

std::string case_at(std::string_view path) {
  auto name = path.substr(path.rfind('/') + 1);
  name = name.substr(0, name.rfind('.'));
  return is_case_id(name) && case_path(name) == path ? std::string(name) : "";
}

const Record* find_record(const Case& c, std::string_view id) {
  for (const auto& r : c.records)
    if (r.id == id) return &r;
  return nullptr;
}

namespace {

/// Returns the first eight bytes as a number: in the order of the texts, and different for different record ids.
std::uint64_t order_key(std::string_view id) {
  const auto length = std::min<std::size_t>(id.size(), 8);
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < length; ++i) key = key << 8 | static_cast<unsigned char>(id[i]);
  for (std::size_t i = length; i < 8; ++i) key <<= 8;
  return key;
}

}  // namespace

RecordIndex::RecordIndex(const Case& c) {
  entries_.reserve(c.records.size());
  for (const auto& r : c.records) entries_.push_back({order_key(r.id), &r});
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    if (a.key != b.key) return a.key < b.key;
    const auto order = a.record->id.compare(b.record->id);
    return order != 0 ? order < 0 : a.record < b.record;
  });
  ids_differ_ = std::adjacent_find(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
                  return a.key == b.key && a.record->id == b.record->id;
                }) == entries_.end();
}

const RecordIndex::Entry* RecordIndex::first_at_least(std::string_view id) const {
  const auto key = order_key(id);
  const auto* entry = entries_.data();
  for (auto left = entries_.size(); left > 0;) {
    const auto half = left / 2;
    const auto& middle = entry[half];
    const bool before = middle.key != key ? middle.key < key : middle.record->id < id;
    entry = before ? entry + half + 1 : entry;
    left = before ? left - half - 1 : half;
  }
  return entry;
}

}  // namespace psp
