#include "cli/see/textconv.h"

#include <algorithm>

#include "format/blocks.h"
#include "model/text.h"
#include "render/record.h"

namespace psp::cli {
namespace {

using Lines = std::vector<std::pair<std::string, std::string>>;

/// Returns the value as a person reads it, a time to the second only if it says seconds.
std::string plain(const Value& value) {
  const auto* t = std::get_if<LocalTime>(&value);
  return t && t->second != 0 ? to_text(*t) : render::plain(value);
}

void add_lines(const std::string& name, const format::Table& table, Lines& lines);

void add_line(const std::string& name, const format::Item& item, Lines& lines) {
  if (const auto* value = std::get_if<Value>(&item.node)) lines.emplace_back(name, plain(*value));
  else if (const auto* other = std::get_if<format::Untaken>(&item.node)) lines.emplace_back(name, other->text);
  else if (const auto* table = std::get_if<format::Table>(&item.node)) add_lines(name + ".", *table, lines);
  else
    for (const auto& one : std::get<std::vector<format::Table>>(item.node)) add_lines(name + ".", one, lines);
}

void add_lines(const std::string& name, const format::Table& table, Lines& lines) {
  for (const auto& item : table.items) add_line(name + item.key, item, lines);
}

std::string text_of(const format::Table& table, std::string_view key) {
  const auto* item = table.find(key);
  const auto* value = item ? std::get_if<Value>(&item->node) : nullptr;
  return value ? plain(*value) : std::string();
}

/// Puts who wrote it down, and when, in one line.
void join_writer(Lines& lines) {
  const auto named = [&](std::string_view name) {
    return std::find_if(lines.begin(), lines.end(), [&](const auto& line) { return line.first == name; });
  };
  const auto recorded = named("recorded");
  if (recorded == lines.end() || named("by") == lines.end()) return;
  const auto when = recorded->second;
  lines.erase(recorded);
  named("by")->second += ", " + when;
}

/// Adds the comment lines with which a piece begins.
void add_comments(std::string_view text, std::vector<render::Paragraph>& all) {
  while (!text.empty()) {
    const auto line = trimmed(without_mark(take_line(text)));
    if (!line.empty() && line.front() != '#') return;
    if (!line.empty()) all.push_back({std::string(line)});
  }
}

void add_head(const format::Table& content, std::vector<render::Paragraph>& all) {
  render::Paragraph header{"case " + text_of(content, "case")};
  std::vector<render::Paragraph> tables;
  for (const auto& item : content.items) {
    if (const auto* table = std::get_if<format::Table>(&item.node)) {
      render::Paragraph p{item.key};
      add_lines("", *table, p.lines);
      tables.push_back(std::move(p));
    } else if (item.key != "case") {
      add_line(item.key, item, header.lines);
    }
  }
  join_writer(header.lines);
  all.push_back(std::move(header));
  for (auto& p : tables) all.push_back(std::move(p));
}

void add_record(const format::Block& block, std::vector<render::Paragraph>& all) {
  render::Paragraph p{block.id.empty() ? block.kind : block.kind + " " + block.id};
  for (const auto& item : block.content.items)
    if (item.key != "id") add_line(item.key, item, p.lines);
  join_writer(p.lines);
  all.push_back(std::move(p));
}

}  // namespace

std::optional<std::vector<render::Paragraph>> in_words(std::string_view text) {
  const auto cut = format::split(text, {});
  const auto* blocks = std::get_if<std::vector<format::Block>>(&cut);
  if (!blocks || blocks->front().content.items.empty()) return std::nullopt;
  std::vector<render::Paragraph> all;
  for (const auto& block : *blocks) {
    add_comments(block.text, all);
    if (block.what == format::BlockKind::head) add_head(block.content, all);
    else if (block.what != format::BlockKind::comment) add_record(block, all);
  }
  return all;
}

}  // namespace psp::cli
