// psp why, psp rules: what a flag means, what it rests on, and where it comes from.
#include <utility>
#include <vector>

#include "actions/read.h"
#include "cli/case_named.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/people.h"
#include "cli/print.h"
#include "cli/query.h"
#include "model/text.h"
#include "render/why.h"
#include "rules/privacy/redaction.h"

namespace psp::cli {

Syntax why_syntax() {
  return {{case_argument(), {"CODE", "only this flag, whether it holds or not", false}}, as_of_options()};
}

namespace {

struct ShownWhy {
  const Case& of;
  std::string client;  ///< with the name; "" where there is none
  const std::vector<rules::Explanation>& flags;
};

constexpr std::array why_printers{
    Printer<ShownWhy>{
        "text",
        [](const auto& w, const auto& c) { return render::why_text(w.of, w.client, w.flags, c.language, c.colour); }},
    Printer<ShownWhy>{"json", [](const auto& w, const auto&) { return render::why_json(w.of, w.flags); }},
};

using Rules = std::vector<const rules::SourceRule*>;
constexpr std::array rules_printers{
    Printer<Rules>{"text", [](const auto& r, const auto& c) { return render::rules_text(r, c.language); }},
    Printer<Rules>{"json", [](const auto& r, const auto&) { return render::rules_json(r); }},
};

}  // namespace

Exit run_why(Context& context) {
  const auto& given = context.arguments;
  const auto as_of = read_as_of(context);
  const auto code = given.text("CODE");
  if (!code.empty() && !rules::find_flag(code)) throw Failure{Exit::usage, unknown_flag(code)};
  auto c = actions::readable_case(context.ledger(), find_case(context, given.text("CASE")));
  if (!rules::History(c, as_of).there()) throw Failure{Exit::usage, rules::not_there(c, as_of)};
  auto explanations = rules::explain(c, context.ledger().office(), as_of, code);
  if (given.on("redact")) {
    const auto copies = redaction(context);
    const auto names = copies.names().and_of(rules::unlisted_workers(c, context.ledger().office()));
    for (auto& e : explanations) e = rules::redacted(std::move(e), names);
    c.header = copies.of(rules::whole_history(c)).file.header;
  }
  const bool named = shown_client(context, c.header.client) != c.header.client;
  print(why_printers, {c, named ? shown_client(context, c.header.client) : "", explanations}, context);
  if (explanations.empty()) context.mention(msg("case {} has no flag as of {}", c.header.id, as_of.day));
  return Exit::done;
}

Syntax rules_syntax() { return {{{"ID", "only these: L6.2, or S2 with all below it", false, true}}, {}}; }

Exit run_rules(Context& context) {
  const auto& given = context.arguments;
  Rules found;
  for (const auto& id : given.all("ID")) {
    const auto these = rules::sources_of(psp::words_of(id));
    if (these.empty()) throw Failure{Exit::usage, msg("there is no rule {}; psp rules lists all", id)};
    found.insert(found.end(), these.begin(), these.end());
  }
  if (found.empty())
    for (const auto& s : rules::sources()) found.push_back(&s);
  print(rules_printers, found, context);
  return Exit::done;
}

}  // namespace psp::cli
