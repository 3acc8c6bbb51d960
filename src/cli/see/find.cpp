// psp find: a text in all that was written down.
#include <array>

#include "actions/find.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/lists.h"
#include "cli/office_keys.h"
#include "cli/print.h"
#include "cli/query.h"
#include "model/text.h"
#include "render/found.h"

namespace psp::cli {

Syntax find_syntax() {
  return {{{"TEXT", "what to look for: words, or a part of one", true, true}},
          {{"open", "only in cases that are not closed", Type::boolean},
           {"worker", "only in this worker's cases"},
           {"since", "only in what is of this day or later", Type::date},
           csv_option()}};
}

namespace {

struct ShownFound {
  const report::Found& found;
  const std::vector<Diagnostic>& errors;
  const std::string& text;
  Context& context;
};

constexpr auto found_printers = with_tables(
    std::array{
        Printer<ShownFound>{"text",
                            [](const auto& s, const auto& c) {
                              const auto& people = s.context.people();
                              const auto shown = [&](const std::string& reference) { return people.shown(reference); };
                              return render::found_text(s.found, shown, c.language);
                            }},
        Printer<ShownFound>{"json", [](const auto& s, const auto&) { return render::found_json(s.found, s.errors); }},
    },
    [](const ShownFound& s, const Context& c) { return render::found_table(s.found, s.text, s.errors, list_for(c)); });

}  // namespace

Exit run_find(Context& context) {
  const auto& given = context.arguments;
  actions::FindRequest request{joined(given.all("TEXT"), " "), context.today(), given.on("open")};
  if (given.has("worker")) request.worker = worker_key(context, "--worker", given.text("worker"));
  if (given.has("since")) request.since = read_day(context, "--since", given.text("since"), Toward::past);
  if (context.format().names_clients) request.people = &context.people();
  const auto answer = actions::find_text(context.ledger(), request);
  const auto errors = tell_read(context, answer.read);
  const auto& found = answer.found;
  print(found_printers, {found, errors, request.text, context}, context);
  if (found.cases.empty() && found.people.empty() && found.providers.empty() && errors.empty() &&
      !context.format().for_programs)
    context.mention(msg_count(static_cast<std::int64_t>(context.ledger().case_ids().size()),
                              "\"{1}\" was found nowhere: {0} case looked at",
                              "\"{1}\" was found nowhere: {0} cases looked at", request.text));
  return show_errors(context, errors);
}

}  // namespace psp::cli
