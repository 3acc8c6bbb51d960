#include "cli/options.h"

#include <algorithm>

#include "cli/input.h"
#include "model/text.h"

namespace psp::cli {

std::vector<OptionSpec> field_options(const std::vector<FieldRow>& rows,
                                      std::initializer_list<std::string_view> without) {
  std::vector<OptionSpec> options;
  for (const auto& row : rows)
    if (std::find(without.begin(), without.end(), row.name) == without.end()) options.push_back(option_of(row));
  return options;
}

OptionSpec note_option() { return option_of(note_row()); }

ArgumentSpec behind(const FieldRow& row) {
  auto name = option_name(row.name);
  for (auto& c : name)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return {std::move(name), std::string(row.help), false, row.type == Type::text};
}

std::vector<NamedValue> values_behind(Context& context, const FieldRow& row) {
  return values_behind(context, row, context.arguments.all(behind(row).name));
}

std::vector<NamedValue> values_behind(Context& context, const FieldRow& row, const std::vector<std::string>& words) {
  const auto& given = context.arguments;
  if (words.empty()) return {};
  if (given.has(option_name(row.name)))
    throw Failure{Exit::usage, msg("--{}: it stands behind the case already", option_name(row.name))};
  return {{row.name, read_value(context, row, {joined(words, " ")})}};
}

void refuse_second(const std::vector<std::string>& given) {
  if (given.size() > 1) throw Failure{Exit::usage, msg("--{} and --{} exclude each other", given[0], given[1])};
}

void read_options(Context& context, const std::vector<FieldRow>& rows,
                  const std::function<void(const FieldRow&, const Value&)>& put_value,
                  const std::set<std::string_view>& elsewhere) {
  const auto& given = context.arguments;
  for (const auto& row : rows) {
    const auto option = option_name(row.name);
    if (given.has(option) && !elsewhere.contains(row.name)) put_value(row, read_value(context, row, given.all(option)));
  }
}

}  // namespace psp::cli
