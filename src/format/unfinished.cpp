#include "format/unfinished.h"

#include <fmt/format.h>

#include "format/parse.h"
#include "format/toml.h"
#include "format/write.h"

namespace psp::format {
namespace {

constexpr std::string_view preface =
    "# These records are being added to several cases in one go, and all of them count from now on.\n"
    "# Whichever psp command comes next puts them into the files that lack them, and removes this file.\n";

const std::string* text_of(const Table& table, std::string_view key) {
  const auto* item = table.find(key);
  const auto* value = item ? std::get_if<Value>(&item->node) : nullptr;
  return value ? std::get_if<std::string>(value) : nullptr;
}

}  // namespace

std::string write_unfinished(std::span<const Addition> additions) {
  auto out = fmt::format("{}format = {}\n", preface, format_number);
  for (const auto& a : additions) {
    std::string records;
    for (const auto& r : a.records) records += write_record(r);
    out += fmt::format("\n[[append]]\ncase = {}\nrecords = {}\n", write_value(a.case_id), write_value(records));
  }
  return out;
}

ParsedUnfinished parse_unfinished(std::string_view text, std::string_view file) {
  ParsedUnfinished parsed;
  const auto top = read_toml(text, file, parsed.diagnostics);
  if (!parsed.readable()) return parsed;
  const auto wrong = [&](const Table& at, Message m) {
    parsed.diagnostics.push_back({Severity::error, std::string(file), at.line, at.column, std::move(m)});
  };
  const auto* number = top.find("format");
  const auto* of_format = number ? std::get_if<Value>(&number->node) : nullptr;
  if (!of_format || *of_format != Value(format_number))
    wrong(top, msg("this file is of another format than {}: use the psp that wrote it", format_number));
  const std::vector<Table> none;
  const auto* tables = &none;
  for (const auto& item : top.items) {
    const auto* found = item.key == "append" ? std::get_if<std::vector<Table>>(&item.node) : nullptr;
    if (found) tables = found;
    else if (item.key != "format") wrong({item.line, item.column, {}}, msg("{} does not belong here", item.key));
  }
  for (const auto& table : *tables) {
    const auto *id = text_of(table, "case"), *records = text_of(table, "records");
    if (!id || !records || !is_case_id(*id)) {
      wrong(table, msg("[[append]] wants a case id and its records"));
      continue;
    }
    auto inner = parse_records(*records, file);
    if (!inner.readable() || inner.value.empty()) wrong(table, msg("the records for {} cannot be read", *id));
    parsed.value.push_back({*id, std::move(inner.value)});
  }
  return parsed;
}

}  // namespace psp::format
