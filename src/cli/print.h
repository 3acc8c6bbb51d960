// Answers, printed in the format that was asked for: a table for each answer, a row for each format of its command.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "cli/context.h"
#include "render/many_cases.h"

namespace psp::cli {

template <class Answer>
struct Printer {
  std::string_view format;
  std::string (*make)(const Answer&, const Context&);
};

/// The same for an answer that is made case by case; `cases` is how many there are at most, `What` else it depends on.
template <class Case, class... What>
struct CasesPrinter {
  std::string_view format;
  std::unique_ptr<render::ManyCases<Case>> (*make)(std::size_t cases, const Context&, What...);
};

/// Returns the row for this format. Throws a std::logic_error if the table has none.
const auto& printer_for(const auto& printers, std::string_view format) {
  const auto it = std::find_if(printers.begin(), printers.end(), [&](const auto& p) { return p.format == format; });
  if (it == printers.end()) throw std::logic_error("no printer for the format " + std::string(format));
  return *it;
}

/// Returns the answer in this format. Throws as printer_for() does.
template <class Answer, std::size_t n>
std::string printed(const std::array<Printer<Answer>, n>& printers, std::string_view format, const Answer& answer,
                    const Context& context) {
  return printer_for(printers, format).make(answer, context);
}

/// Writes the answer to standard output.
template <class Case>
void print(render::ManyCases<Case>& answer, const render::AboutAll& about, const Context& context) {
  constexpr std::size_t at_once = 1 << 16;  // lines one by one would take a terminal's time
  std::string waiting;
  answer.write(about, [&](std::string_view piece) {
    waiting += piece;
    if (waiting.size() < at_once) return;
    context.out << waiting;
    waiting.clear();
  });
  context.out << waiting << std::flush;
}

/// Writes the answer to standard output, in the format that was asked for.
template <class Answer, std::size_t n>
void print(const std::array<Printer<Answer>, n>& printers, const Answer& answer, const Context& context) {
  context.out << printed(printers, context.format().name, answer, context) << std::flush;
}

}  // namespace psp::cli
