#include "format/unfinished.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include <fmt/format.h>

#include "format/parse.h"
#include "format/toml.h"
#include "format/write.h"

namespace psp::format {
namespace {

constexpr std::string_view about_additions =
    "# These records are being added to several cases in one go, and all of them count from now on.\n"
    "# Whichever psp command comes next puts them into the files that lack them, and removes this file.\n";
constexpr std::string_view about_renumberings =
    "# This case is being given another number: its file another name, and then its header another id.\n"
    "# Whichever psp command comes next finishes that, and removes this file.\n";

const std::string* text_at(const Table& table, std::string_view key) {
  const auto* item = table.find(key);
  const auto* value = item ? std::get_if<Value>(&item->node) : nullptr;
  return value ? std::get_if<std::string>(value) : nullptr;
}

/// What is wrong with a table; nothing if it was read.
using Wrong = std::optional<Message>;

Wrong take_addition(const Table& table, std::string_view file, Unfinished& into) {
  const auto *id = text_at(table, "case"), *records = text_at(table, "records");
  if (!id || !records || !is_case_id(*id)) return msg("[[append]] wants a case id and its records");
  auto inner = parse_records(*records, file);
  if (!inner.readable() || inner.value.empty()) return msg("the records for {} cannot be read", *id);
  into.additions.push_back({*id, std::move(inner.value)});
  return std::nullopt;
}

Wrong take_renumbering(const Table& table, std::string_view, Unfinished& into) {
  const auto *from = text_at(table, "from"), *to = text_at(table, "to"), *was = text_at(table, "was");
  if (!from || !to || !was || !is_case_id(*from) || !is_case_id(*to))
    return msg(
        "[[renumber]] wants from and to, the case ids of the file's old name and its new one, and was, the id "
        "in its header");
  if (*from == *to) return msg("[[renumber]] wants from and to to differ: both are {}", *from);
  into.renumberings.push_back({*from, *to, *was});
  return std::nullopt;
}

struct TableKind {
  std::string_view name;
  std::span<const std::string_view> keys;
  Wrong (*take)(const Table&, std::string_view file, Unfinished&);
};

constexpr std::array<std::string_view, 2> addition_keys{"case", "records"};
constexpr std::array<std::string_view, 3> renumbering_keys{"from", "to", "was"};
constexpr std::array kinds{
    TableKind{"append", addition_keys, take_addition},
    TableKind{"renumber", renumbering_keys, take_renumbering},
};

}  // namespace

std::string write_unfinished(const Unfinished& all) {
  std::string out;
  if (!all.additions.empty()) out += about_additions;
  if (!all.renumberings.empty()) out += about_renumberings;
  out += fmt::format("format = {}\n", format_number);
  for (const auto& a : all.additions) {
    std::string records;
    for (const auto& r : a.records) records += write_record(r);
    out += fmt::format("\n[[append]]\ncase = {}\nrecords = {}\n", write_value(a.case_id), write_value(records));
  }
  for (const auto& r : all.renumberings)
    out += fmt::format("\n[[renumber]]\nfrom = {}\nto = {}\nwas = {}\n", write_value(r.from), write_value(r.to),
                       write_value(r.was));
  return out;
}

ParsedUnfinished parse_unfinished(std::string_view text, std::string_view file) {
  ParsedUnfinished parsed;
  const auto top = read_toml(text, file, parsed.diagnostics);
  if (!parsed.readable()) return parsed;
  const auto wrong = [&](int line, int column, Message m) {
    parsed.diagnostics.push_back({Severity::error, std::string(file), line, column, std::move(m)});
  };
  const auto does_not_belong = [&](const Item& item) {
    wrong(item.line, item.column, msg("{} does not belong here", item.key));
  };
  const auto* number = top.find("format");
  const auto* of_format = number ? std::get_if<Value>(&number->node) : nullptr;
  if (!of_format || *of_format != Value(format_number))
    wrong(top.line, top.column,
          msg("this file is of another format than {}: use the psp that wrote it", format_number));
  for (const auto& item : top.items) {
    if (item.key == "format") continue;
    const auto* kind = std::find_if(kinds.begin(), kinds.end(), [&](const TableKind& k) { return k.name == item.key; });
    const auto* tables = kind != kinds.end() ? std::get_if<std::vector<Table>>(&item.node) : nullptr;
    if (!tables) {
      does_not_belong(item);
      continue;
    }
    for (const auto& table : *tables) {
      for (const auto& key : table.items)
        if (std::find(kind->keys.begin(), kind->keys.end(), key.key) == kind->keys.end()) does_not_belong(key);
      if (auto why = kind->take(table, file, parsed.value)) wrong(table.line, table.column, std::move(*why));
    }
  }
  return parsed;
}

}  // namespace psp::format
