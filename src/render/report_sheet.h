// A month report laid out for people: titles, lines and tables of words, from which text, Markdown and HTML are made.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/office.h"
#include "report/report.h"

namespace psp::render {

/// Holds a bar of a chart. Without an amount it is not to be seen, and `text` says so.
struct Bar {
  std::string label;
  std::optional<double> amount;
  std::string text;
  std::optional<Date> month = {};  ///< a day of the month that an upright bar stands for
};

/// Holds a row of a table: a label, then numbers.
struct SheetRow {
  std::string label;
  std::vector<std::string> cells;
};

struct SheetTable {
  std::string title;
  std::vector<std::string> header;  ///< of the label and of each number
  std::vector<SheetRow> rows;
};

/// Holds a chart with its table. In words it is told by alternative().
struct Chart {
  enum class Form { columns, bars } form = Form::bars;  ///< upright for months, lying for kinds
  std::vector<Bar> bars;
  SheetTable table;  ///< its title is the chart's
};

/// Returns what the chart shows, in a sentence for those who do not see it.
std::string alternative(const Chart&);

/// Holds one of the few numbers that tell most, with the same of the period before.
struct Headline {
  std::string label, number, before;
};

/// Holds the numbers of all cases or of one group.
struct SheetGroup {
  std::string title;  ///< "" for all cases
  std::vector<SheetTable> tables;
};

struct Sheet {
  std::string title;
  std::vector<std::string> face;     ///< the period, what it is held against, what is left out
  std::vector<std::string> warning;  ///< that it is incomplete, and which files could not be read
  std::vector<Headline> headlines;
  std::vector<Chart> charts;
  std::optional<SheetTable> overview;  ///< the groups side by side
  std::vector<SheetGroup> groups;
  std::vector<std::string> foot;  ///< what it rests on
};

/// Returns one sheet for each ledger, then that of their sum, if there is one.
std::vector<Sheet> sheets_of(const report::Reports&, Language);

}  // namespace psp::render
