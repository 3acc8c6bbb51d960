// psp diff: what was recorded between two states, record by record; and a case file in words, for git diff.
#include <ostream>

#include "actions/diff.h"
#include "cli/commands.h"
#include "cli/context.h"
#include "cli/print.h"
#include "cli/see/textconv.h"
#include "render/difference.h"
#include "render/printable.h"

namespace psp::cli {
namespace {

/// Prints a case file in words. It needs no ledger: git gives it files of its own making, wherever it is called.
Exit print_in_words(Context& context, const std::string& file) {
  const auto text = store::read_named_file(context.directory / file, file);
  if (!text) throw Failure{Exit::system, msg("{}: there is no such file to read", file)};
  const auto paragraphs = in_words(*text);
  if (paragraphs) {
    context.out << render::paragraphs_text(*paragraphs);
    return Exit::done;
  }
  auto lines = *text;
  for (std::size_t at = 0; (at = lines.find("\r\n", at)) != std::string::npos;) lines.erase(at, 1);
  context.out << render::printable(lines);
  return Exit::done;
}

}  // namespace

Syntax diff_syntax() {
  return {{{"REV", "a commit, against the files as they are; A..B: two commits; the last commit where it is left out",
            false}},
          {{"textconv", "this case file in words, for git diff"}}};
}

namespace {

constexpr std::array diff_printers{
    Printer<rules::Differences>{"text",
                                [](const auto& d, const auto& c) { return render::differences_text(d, c.language); }},
    Printer<rules::Differences>{"json", [](const auto& d, const auto&) { return render::differences_json(d); }},
};

}  // namespace

Exit run_diff(Context& context) {
  const auto& given = context.arguments;
  if (given.has("textconv")) return print_in_words(context, given.text("textconv"));
  const auto rev = given.text("REV");
  const auto dots = rev.find("..");
  actions::DiffRequest request{rev.substr(0, dots), {}};
  if (dots != std::string::npos) request.after = rev.substr(dots + 2);
  const auto all = actions::diff(context.ledger(), request);
  print(diff_printers, all, context);
  for (const auto& d : all.errors) context.show(d);
  return all.errors.empty() ? Exit::done : Exit::data;
}

}  // namespace psp::cli
