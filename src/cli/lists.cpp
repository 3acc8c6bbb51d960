#include "cli/lists.h"

#include <algorithm>

namespace psp::cli {

OptionSpec csv_option() {
  return {"csv", "print CSV for programs, or for excel: with semicolons and decimal commas", Type::word,
          Vocabulary<render::CsvFor>::words};
}

render::CsvFor csv_reader(const Context& context) {
  const auto& given = context.arguments;
  if (!given.has("csv")) return render::CsvFor::programs;
  if (const auto format = given.text("format"); !format.empty() && format != "csv")
    throw Failure{Exit::usage, msg("--csv prints CSV: leave out --format {}", format)};
  const auto reader = from_word<render::CsvFor>(given.text("csv"));
  if (!reader)
    throw Failure{Exit::usage, msg("--csv is for {}; \"{}\" is none of these",
                                   listed(Vocabulary<render::CsvFor>::words), given.text("csv"))};
  return *reader;
}

render::ListFor list_for(const Context& context) {
  const auto name = context.format().name;
  const auto format = name == "csv"  ? render::ListFormat::csv
                      : name == "md" ? render::ListFormat::markdown
                                     : render::ListFormat::html;
  return {format, csv_reader(context), context.language, context.office_name()};
}

}  // namespace psp::cli
