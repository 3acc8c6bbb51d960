// psp renumber: another number for a case, and where else the old one is named.
#include <optional>
#include <ostream>

#include "actions/renumber.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "render/json.h"
#include "render/printable.h"

namespace psp::cli {
namespace {

/// Where the old number stands; files of which that is not known are told.
std::vector<actions::Named> look(const Context& context, const store::Ledger& ledger, const std::string& former) {
  auto named = actions::where_named(ledger, former);
  for (const auto& d : named.unread) context.show(d);
  return std::move(named.places);
}

/// Text is told as it is known, the new number first; JSON in one piece.
void print(const Context& context, const store::Ledger& ledger, const store::Renumbered& done) {
  if (context.format() == "json") {
    const auto named = look(context, ledger, done.was);
    render::Json json;
    json.begin_object().member("format", format_number).member("case", done.id).member("was", done.was);
    json.member("file", case_path(done.id)).key("named").begin_array();
    for (const auto& n : named)
      json.begin_object()
          .member("file", n.file)
          .member("line", std::int64_t{n.line})
          .member("path", n.path)
          .end_object();
    context.out << json.end_array().end_object().text();
    return;
  }
  context.out << render::printable_line(
                     context.tr(msg("{} is now {}: {}, and case in its header", done.was, done.id, case_path(done.id))))
              << '\n'
              << std::flush;
  for (const auto& n : look(context, ledger, done.was))
    context.out << render::printable_line(n.file) << ':' << n.line << ": "
                << context.tr(n.path
                                  ? msg("the path of a paper names {}: not changed, nor is the paper moved", done.was)
                                  : msg("names {}: not changed", done.was))
                << '\n';
}

}  // namespace

Syntax renumber_syntax() {
  return {{case_argument(), {"NEW", "the new number, a whole case id (the next free one of its year)", false}}, {}};
}

Exit run_renumber(Context& context) {
  const auto& given = context.arguments;
  auto& ledger = context.ledger();
  const auto id = find_case(context, given.text("CASE"));
  const auto wanted = given.has("NEW") ? std::optional(given.text("NEW")) : std::nullopt;
  const auto prefix = wanted ? "" : context.new_case_prefix();
  const auto done = actions::renumber(ledger, writer(context), id, wanted, prefix);
  context.saved = true;
  const auto words = done.id + ": renumbered, was " + (is_case_id(done.was) ? done.was : id);
  if (id != done.id) context.written.push_back({case_path(id), words});
  context.written.push_back({case_path(done.id), words});
  print(context, ledger, done);
  context.tell_saved(done.durable);
  return Exit::done;
}

}  // namespace psp::cli
