// A list as one table: for a spreadsheet, a document, or a page for the wall. Clients stand in it by their references.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "i18n/tr.h"
#include "model/diagnostic.h"
#include "model/office.h"
#include "render/many_cases.h"
#include "render/markup.h"
#include "render/table.h"

namespace psp::render {

enum class ListFormat { csv, markdown, html };

/// Says what a list is made for. CSV is the same in all languages.
struct ListFor {
  ListFormat format;
  CsvFor reader;
  Language language;
  std::string ledger;  ///< the office's name, or ""
};

/// Writes what stands in a cell: in CSV as JSON has it, else in words of the language. A cell of nothing is "".
class Cells {
 public:
  explicit Cells(const ListFor& list)
      : plain_(list.format == ListFormat::csv), language_(plain_ ? Language::en : list.language) {}

  std::string of(const Message& text) const { return i18n::tr(language_, text); }
  std::string of(Date day) const { return plain_ ? to_text(day) : i18n::shown(language_, day); }
  std::string of(const LocalTime& t) const { return plain_ ? to_text(t) : i18n::shown(language_, t); }
  std::string of(std::int64_t number) const { return std::to_string(number); }
  template <class T>
  std::string of(const std::optional<T>& value) const {
    return value ? of(*value) : std::string();
  }
  /// Takes a word of the files: a state, an outcome.
  template <class Word>
  requires std::is_enum_v<Word> std::string of(Word w)
  const { return plain_ ? std::string(word(w)) : i18n::tr(language_, label(w)); }
  Language language() const { return language_; }

 private:
  bool plain_;
  Language language_;
};

struct Column {
  std::string_view key;  ///< in CSV
  Message heading;
};

struct Listing {
  Message title;
  std::vector<Column> columns;
  std::vector<Row> rows;           ///< with as many cells as there are columns
  std::vector<Diagnostic> errors;  ///< what could not be read, told below the table; CSV is the table alone
};

/// Returns the list.
std::string listing_text(const Listing&, const ListFor&);

/// Makes a list of many cases: of each case its rows, in the order of their keys, then of the cases.
template <class Case, class Key>
class ListedCases : public ManyCases<Case> {
 public:
  struct Keyed {
    Key key;
    Row row;
  };
  using RowsOf = std::function<std::vector<Keyed>(const Case&, const Cells&)>;

  /// `blank` is the list without its rows and errors.
  ListedCases(std::size_t cases, Listing blank, const ListFor& list, RowsOf rows_of)
      : listing_(std::move(blank)), list_(list), rows_of_(std::move(rows_of)), rows_(cases) {}

  void add(std::size_t place, const Case& c) override { rows_.keep(place, rows_of_(c, Cells(list_))); }

  void write(const AboutAll& about, const Out& out) override {
    auto all = rows_.all();
    std::stable_sort(all.begin(), all.end(), [](const Keyed* a, const Keyed* b) { return a->key < b->key; });
    for (auto* keyed : all) listing_.rows.push_back(std::move(keyed->row));
    listing_.errors = about.errors;
    out(listing_text(listing_, list_));
  }

 private:
  Listing listing_;
  const ListFor list_;
  const RowsOf rows_of_;
  Parts<Keyed> rows_;
};

}  // namespace psp::render
