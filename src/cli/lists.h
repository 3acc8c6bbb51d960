// Lists as tables: for a spreadsheet, a document, or a page for the wall.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "cli/context.h"
#include "render/listing.h"

namespace psp::cli {

/// Returns --csv, by which a spreadsheet of the office can read the CSV. With it the format is csv.
OptionSpec csv_option();

/// Returns who reads the CSV. Throws a Failure (Exit::usage) for a word that is none, and for --csv with another
/// format.
render::CsvFor csv_reader(const Context&);

/// Returns what the list is made for. Throws as csv_reader() does. The format must be one of tables.
render::ListFor list_for(const Context&);

/// Returns the printers of an answer with those that make a table of it: `Row` is Printer or CasesPrinter, `make` makes
/// the table by list_for().
template <class Row, std::size_t n>
constexpr auto with_tables(const std::array<Row, n>& printers, decltype(Row::make) make) {
  std::array<Row, n + 3> all{};
  std::copy(printers.begin(), printers.end(), all.begin());
  constexpr std::array<std::string_view, 3> tables{"csv", "md", "html"};
  for (std::size_t i = 0; i < tables.size(); ++i) all[n + i] = {tables[i], make};
  return all;
}

}  // namespace psp::cli
