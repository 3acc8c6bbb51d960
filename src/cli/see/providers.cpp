// psp providers: whom clients are referred to, and how it went.
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "actions/network.h"
#include "cli/commands.h"
#include "cli/lists.h"
#include "cli/network.h"
#include "cli/print.h"
#include "cli/query.h"
#include "render/network.h"

namespace psp::cli {

Syntax providers_syntax() {
  return {{},
          {{"service", "only who offers this, or a part of the word"},
           {"area", "only who is there, or a part of the word"},
           csv_option()}};
}

namespace {

constexpr auto network_printers = with_tables(
    std::array{
        Printer<ShownNetwork>{"text",
                              [](const auto& n, const auto& c) {
                                return render::network_text(n.providers, n.each_referral, c.language);
                              }},
        Printer<ShownNetwork>{"json",
                              [](const auto& n, const auto&) { return render::network_json(n.providers, n.errors); }},
    },
    [](const ShownNetwork& n, const Context& c) { return render::network_table(n.providers, n.errors, list_for(c)); });

/// Throws a Failure (Exit::usage) if the filter lets no provider through: with the words that psp.toml has, if none has
/// this one.
void refuse_unheard_of(const Context& context, const Office& office, const report::NetworkFilter& filter) {
  if (!filter.service && !filter.area) return;
  if (!report::network_of(office, {}, filter).empty()) return;
  const auto refuse = [&](std::string_view option, Texts Provider::*of, const report::NetworkFilter& alone) {
    if (!context.arguments.has(option) || !report::network_of(office, {}, alone).empty()) return;
    std::set<std::string_view> words;
    for (const auto& [key, provider] : office.providers) words.insert((provider.*of).begin(), (provider.*of).end());
    const std::vector<std::string_view> all(words.begin(), words.end());
    throw Failure{Exit::usage, all.empty() ? msg("no provider of psp.toml has {}", std::string(option) + "s")
                                           : msg("--{}: no provider of psp.toml has \"{}\"; they have: {}", option,
                                                 context.arguments.text(option), listed(all))};
  };
  refuse("service", &Provider::services, {filter.service, {}});
  refuse("area", &Provider::areas, {{}, filter.area});
  throw Failure{Exit::usage, msg("no provider of psp.toml has both \"{}\" and \"{}\"", *filter.service, *filter.area)};
}

}  // namespace

void print_network(const ShownNetwork& network, const Context& context) { print(network_printers, network, context); }

Exit run_providers(Context& context) {
  const auto& given = context.arguments;
  report::NetworkFilter filter;
  if (given.has("service")) filter.service = given.text("service");
  if (given.has("area")) filter.area = given.text("area");
  refuse_unheard_of(context, context.ledger().office(), filter);
  const auto found = actions::read_network(context.ledger(), filter, {context.today(), std::nullopt});
  const auto errors = tell_read(context, found.read);
  print_network({found.providers, errors, false}, context);
  if (found.providers.empty() && errors.empty() && !context.format().for_programs)
    context.mention(
        msg("psp.toml has no provider, and nobody was referred to one: psp provider KEY --name NAME adds one"));
  return show_errors(context, errors);
}

}  // namespace psp::cli
