// psp worker and psp provider: the people and the services of psp.toml, shown or added.
#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "actions/network.h"
#include "actions/office_entry.h"
#include "actions/workers.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/network.h"
#include "cli/office_keys.h"
#include "cli/options.h"
#include "cli/print.h"
#include "cli/query.h"
#include "model/letters.h"
#include "model/text.h"
#include "render/json.h"
#include "render/workers.h"

namespace psp::cli {
namespace {

template <class Entry>
Syntax entry_syntax(std::string help) {
  return {{{"KEY", std::move(help), false}}, field_options(field_rows<Entry>())};
}

/// Returns what the options say of a new entry, or what is answered on a terminal; nothing if nothing is said.
template <class Entry>
SetFields fields_given(Context& context) {
  SetFields fields;
  read_options(context, field_rows<Entry>(), [&](const FieldRow& row, const Value& v) { fields.emplace_back(row, v); });
  return fields;
}

template <class Entry>
SetFields fields_asked(Context& context) {
  SetFields fields;
  for (const auto& row : field_rows<Entry>()) {
    if (row.name == "left") continue;  // nobody begins with it
    const auto question = msg("{} ({}; empty leaves it out)", label(row), msg(row.help));
    if (auto value = ask_for_value(context, row, question, true)) fields.emplace_back(row, std::move(*value));
  }
  return fields;
}

constexpr std::array entry_printers{
    Printer<actions::OfficeEntry>{"text", [](const auto& e, const auto&) { return actions::entry_text(e).substr(1); }},
    Printer<actions::OfficeEntry>{"json",
                                  [](const auto& e, const auto&) {
                                    render::Json json;
                                    json.begin_object().member("format", format_number).member("table", e.table);
                                    return json.member("key", e.key).end_object().text();
                                  }},
};

/// Adds the entry, and says so.
Exit add(Context& context, const actions::OfficeEntry& entry) {
  const auto durable = actions::add_entry(context.occasion(), entry);
  context.saved = true;
  context.written.push_back({"psp.toml", std::string(entry.table) + ": added"});
  print(entry_printers, entry, context);
  context.tell_saved(durable);
  context.mention(msg("psp.toml has it at its end; it is changed there"));
  return Exit::done;
}

/// Adds an entry of this key, by the options or, on a terminal, by questions. Throws a Failure (Exit::usage) without
/// either, with the keys that are near.
template <class Entry>
Exit add_new(Context& context, std::string_view table, const std::string& key, std::string_view command,
             const std::set<std::string_view>& known) {
  auto fields = fields_given<Entry>(context);
  if (fields.empty() && !context.terminal) {
    if (const auto near = nearest(key, std::vector<std::string_view>(known.begin(), known.end())); !near.empty())
      throw Failure{Exit::usage, msg("psp.toml has no [{}.{}]; did you mean {}? psp {} {} --name NAME adds one", table,
                                     key, near, command, key)};
    throw Failure{Exit::usage,
                  msg("psp.toml has no [{}.{}]; psp {} {} --name NAME adds one", table, key, command, key)};
  }
  if (fields.empty()) {
    context.say(msg("psp.toml has no [{}.{}]: a new one", table, key));
    fields = fields_asked<Entry>(context);
    if (fields.empty()) throw Failure{Exit::usage, msg("nothing was written")};
  }
  return add(context, {table, key, std::move(fields)});
}

/// Throws a Failure (Exit::usage) if options are given for an entry that is there: it is edited, not added.
template <class Entry>
void refuse_change(Context& context, std::string_view table, const std::string& key) {
  const auto fields = fields_given<Entry>(context);
  if (fields.empty()) return;
  std::vector<Message> lines;
  for (const auto& field : fields) lines.push_back(msg("{}", actions::lines_of({field})));
  throw Failure{Exit::usage,
                msg("psp.toml has [{}.{}] already: write it there, and psp check says whether it is well:", table, key),
                {},
                std::move(lines)};
}

struct ShownWorkers {
  const std::vector<report::WorkerCases>& workers;
  const std::vector<Diagnostic>& errors;
  bool each_case;
};

constexpr std::array worker_printers{
    Printer<ShownWorkers>{
        "text", [](const auto& w, const auto& c) { return render::workers_text(w.workers, w.each_case, c.language); }},
    Printer<ShownWorkers>{"json", [](const auto& w, const auto&) { return render::workers_json(w.workers, w.errors); }},
};

/// Tells whose cases somebody else is to have.
void tell_left_behind(const Context& context, const std::vector<report::WorkerCases>& workers) {
  for (const auto& w : workers)
    if (w.has_left(context.today()) && !w.open.empty())
      context.mention(msg_count(static_cast<std::int64_t>(w.open.size()),
                                "{1} left on {2}, and {0} open case is theirs still: psp handover {1} WORKER",
                                "{1} left on {2}, and {0} open cases are theirs still: psp handover {1} WORKER", w.key,
                                *w.worker.left));
}

}  // namespace

Syntax worker_syntax() { return entry_syntax<Worker>("the worker's key; left out, all are listed"); }

Exit run_worker(Context& context) {
  const auto& given = context.arguments;
  const auto key = worker_meant(context, given.text("KEY"));
  const auto& office = context.ledger().office();
  const bool listed = office.workers.contains(key);
  if (!given.has("KEY") && !fields_given<Worker>(context).empty())
    throw Failure{Exit::usage, msg("say the key of the new worker: psp worker KEY --name NAME")};
  if (listed) refuse_change<Worker>(context, "workers", key);
  auto found = actions::read_workers(context.ledger(), {context.today(), std::nullopt});
  if (given.has("KEY")) {
    const bool known =
        std::any_of(found.workers.begin(), found.workers.end(), [&](const auto& w) { return w.key == key; });
    if (!known || (!listed && !fields_given<Worker>(context).empty())) {
      std::set<std::string_view> keys;
      for (const auto& w : found.workers) keys.insert(w.key);
      return add_new<Worker>(context, "workers", given.text("KEY"), "worker", keys);
    }
    std::erase_if(found.workers, [&](const auto& w) { return w.key != key; });
  }
  const auto errors = tell_read(context, found.read);
  print(worker_printers, {found.workers, errors, given.has("KEY")}, context);
  tell_left_behind(context, found.workers);
  if (found.workers.empty() && errors.empty() && !context.format().for_programs)
    context.mention(msg("psp.toml lists no worker: psp worker KEY --name NAME adds one"));
  return show_errors(context, errors);
}

Syntax provider_syntax() { return entry_syntax<Provider>("the provider's key; left out, all are listed"); }

Exit run_provider(Context& context) {
  const auto& given = context.arguments;
  if (!given.has("KEY") && !fields_given<Provider>(context).empty())
    throw Failure{Exit::usage, msg("say the key of the new provider: psp provider KEY --name NAME")};
  const auto& office = context.ledger().office();
  auto key = given.text("KEY");
  for (const auto& [known, provider] : office.providers)
    if (folded(known) == folded(key) || (!key.empty() && folded_words(provider.name) == folded_words(key))) key = known;
  const bool listed = office.providers.contains(key);
  if (listed) refuse_change<Provider>(context, "providers", key);
  if (given.has("KEY") && !listed) {
    std::set<std::string_view> keys;
    for (const auto& [known, provider] : office.providers) keys.insert(known);
    return add_new<Provider>(context, "providers", key, "provider", keys);
  }
  auto found = actions::read_network(context.ledger(), {}, {context.today(), std::nullopt});
  if (listed) std::erase_if(found.providers, [&](const auto& p) { return p.key != key; });
  const auto errors = tell_read(context, found.read);
  print_network({found.providers, errors, listed}, context);
  if (found.providers.empty() && errors.empty() && !context.format().for_programs)
    context.mention(msg("psp.toml lists no provider: psp provider KEY --name NAME adds one"));
  return show_errors(context, errors);
}

}  // namespace psp::cli
