// psp renumber: another number for a case, and where else the old one is named.
#include <optional>

#include <fmt/format.h>

#include "actions/renumber.h"
#include "cli/case_named.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/print.h"
#include "render/json.h"
#include "render/printable.h"

namespace psp::cli {
namespace {

/// Returns where the old number stands, and tells files of which that is not known.
std::vector<actions::Named> look(const Context& context, const store::Ledger& ledger, const std::string& former) {
  auto named = actions::where_named(ledger, former);
  for (const auto& d : named.unread) context.show(d);
  return std::move(named.places);
}

/// Holds a case with its new number, and where the old one stands.
struct ShownRenumbering {
  const store::Renumbered& done;
  const std::vector<actions::Named>& named;
};

std::string new_number_line(const ShownRenumbering& r, const Context& context) {
  const auto& [id, was, durable] = r.done;
  return render::printable_line(context.tr(msg("{} is now {}: {}, and case in its header", was, id, case_path(id)))) +
         '\n';
}

std::string named_lines(const ShownRenumbering& r, const Context& context) {
  std::string lines;
  for (const auto& n : r.named) {
    const auto what = n.path ? msg("the path of a paper names {}: not changed, nor is the paper moved", r.done.was)
                             : msg("names {}: not changed", r.done.was);
    lines += fmt::format("{}:{}: {}\n", render::printable_line(n.file), n.line, context.tr(what));
  }
  return lines;
}

std::string renumbering_json(const ShownRenumbering& r, const Context&) {
  render::Json json;
  json.begin_object().member("format", format_number).member("case", r.done.id).member("was", r.done.was);
  json.member("file", case_path(r.done.id)).key("named").begin_array();
  for (const auto& n : r.named)
    json.begin_object().member("file", n.file).member("line", std::int64_t{n.line}).member("path", n.path).end_object();
  return json.end_array().end_object().text();
}

std::string not_yet(const ShownRenumbering&, const Context&) { return {}; }

// Text is printed as it is known, the new number first, and JSON in one piece.
constexpr std::array number_printers{
    Printer<ShownRenumbering>{"text", new_number_line},
    Printer<ShownRenumbering>{"json", not_yet},
};
constexpr std::array named_printers{
    Printer<ShownRenumbering>{"text", named_lines},
    Printer<ShownRenumbering>{"json", renumbering_json},
};

void print_renumbering(const Context& context, const store::Ledger& ledger, const store::Renumbered& done) {
  print(number_printers, {done, {}}, context);
  print(named_printers, {done, look(context, ledger, done.was)}, context);
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
  print_renumbering(context, ledger, done);
  context.tell_saved(done.durable);
  return Exit::done;
}

}  // namespace psp::cli
