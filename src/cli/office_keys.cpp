#include "cli/office_keys.h"

#include <algorithm>
#include <functional>
#include <map>
#include <vector>

#include "cli/query.h"
#include "model/letters.h"
#include "model/text.h"

namespace psp::cli {
namespace {

using Matches = std::function<bool(const std::string& key, std::string_view name)>;

/// Returns the keys of those entries of a table of psp.toml that match.
template <class Map>
std::vector<std::string_view> keys_where(const Map& map, const Matches& matches) {
  std::vector<std::string_view> found;
  for (const auto& [key, entry] : map)
    if (matches(key, entry.name)) found.push_back(key);
  return found;
}

/// Returns the keys of the entries that are named in the first of the ways in which any is; the key itself goes first.
template <class Map>
std::vector<std::string_view> meant(const Map& map, const std::string& given, std::initializer_list<Matches> ways) {
  if (const auto it = map.find(given); it != map.end()) return {it->first};
  for (const auto& way : ways)
    if (auto found = keys_where(map, way); !found.empty()) return found;
  return {};
}

Message can_mean_several(std::string_view option, const std::string& given, const std::vector<std::string_view>& keys) {
  return msg("{} {} can mean {}: write the key", option, given, listed(keys));
}

template <class Map>
std::vector<std::string_view> all_keys(const Map& map) {
  return keys_where(map, [](const std::string&, std::string_view) { return true; });
}

using Workers = std::map<std::string, Worker, std::less<>>;

std::vector<std::string_view> workers_meant(const Workers& workers, const std::string& given) {
  const auto words = folded_words(given);
  return meant(
      workers, given,
      {[&](const std::string& key, std::string_view) { return folded(key) == folded(given); },
       [&](const std::string&, std::string_view name) { return !words.empty() && folded_words(name) == words; },
       [&](const std::string&, std::string_view name) {
         const auto of = folded_words(name);
         return words.size() == 1 && std::find(of.begin(), of.end(), words.front()) != of.end();
       },
       [&](const std::string&, std::string_view name) {
         const auto of = folded_words(name);
         return words.size() == 1 && words.front().size() > 2 &&
                std::any_of(of.begin(), of.end(), [&](const auto& w) { return w.starts_with(words.front()); });
       }});
}

/// Returns the workers who have not left, by key.
std::vector<std::pair<std::string_view, std::string_view>> present_workers(Context& context) {
  std::vector<std::pair<std::string_view, std::string_view>> present;
  for (const auto& [key, worker] : context.ledger().parsed_office().value.workers)
    if (!worker.left || *worker.left >= context.today()) present.emplace_back(key, worker.name);
  return present;
}

}  // namespace

std::string worker_meant(Context& context, const std::string& given) {
  const auto found = workers_meant(context.ledger().parsed_office().value.workers, given);
  return found.size() == 1 ? std::string(found.front()) : given;
}

void refuse_unknown_worker(Context& context, std::string_view what, const std::string& key,
                           const std::set<std::string_view>& known) {
  if (known.contains(key)) return;
  const auto found = workers_meant(context.ledger().parsed_office().value.workers, key);
  if (found.size() > 1) throw Failure{Exit::usage, can_mean_several(what, key, found)};
  refuse_unknown(what, key, known);
}

std::variant<std::string, Message> worker_named(Context& context, std::string_view option, const std::string& given) {
  const auto& parsed = context.ledger().parsed_office();
  const auto& workers = parsed.value.workers;
  const bool called_off = option == "--by" && from_word<CancelledBy>(given) && !workers.contains(given);
  if (called_off) return msg("--by says who writes this down; who called a session off is --cancelled-by {}", given);
  if (given.empty() || workers.empty() || !parsed.readable()) return given;
  const auto found = workers_meant(workers, given);
  if (found.size() == 1) return std::string(found.front());
  if (found.size() > 1) return can_mean_several(option, given, found);
  const auto near = nearest(given, all_keys(workers));
  std::vector<std::string_view> keys;
  for (const auto& [key, name] : present_workers(context)) keys.push_back(key);
  if (near.empty()) return msg("{}: psp.toml has no worker \"{}\"; its workers are: {}", option, given, listed(keys));
  return msg("{}: psp.toml has no worker \"{}\"; did you mean \"{}\"? Its workers are: {}", option, given, near,
             listed(keys));
}

std::string worker_key(Context& context, std::string_view option, const std::string& given) {
  auto named = worker_named(context, option, given);
  if (auto* wrong = std::get_if<Message>(&named)) throw Failure{Exit::usage, std::move(*wrong)};
  return std::get<std::string>(std::move(named));
}

namespace {

constexpr std::string_view login_name = "the login name";  // as Context::who() calls it

Message who_is_this(std::string_view key, std::string_view name) {
  return name.empty() ? msg("{}", key) : msg("{} ({})", key, name);
}

/// Returns the refusal of a login name that is no worker's, with all ways to be one of them.
Failure nobody_known(Context& context, const std::string& login) {
  Failure failure{Exit::usage, msg("who is writing? psp.toml has no worker \"{}\" (the login name)", login)};
  std::vector<Message> workers;
  for (const auto& [key, name] : present_workers(context)) workers.push_back(who_is_this(key, name));
  if (!workers.empty()) failure.details.push_back(msg("its workers are: {}", comma_list(workers)));
  failure.details.push_back(msg("for one command: --by KEY"));
  failure.details.push_back(msg("for good: export PSP_WORKER=KEY, a line in the start file of the shell (~/.profile)"));
  failure.details.push_back(msg("or: the worker's email in psp.toml, the same as git's user.email"));
  return failure;
}

/// Asks who of those present is writing, by number, key or name.
std::string ask_who(Context& context, const std::string& login) {
  const auto present = present_workers(context);
  if (present.empty()) throw nobody_known(context, login);
  context.say(msg("who is writing? psp.toml has no worker \"{}\" (the login name)", login));
  for (std::size_t i = 0; i < present.size(); ++i)
    context.say(msg("{}: {}", static_cast<std::int64_t>(i + 1), who_is_this(present[i].first, present[i].second)));
  for (;;) {
    const auto answer = context.ask(msg("the number, the key or the name"));
    if (blank(answer)) throw nobody_known(context, login);
    for (std::size_t i = 0; i < present.size(); ++i)
      if (trimmed(answer) == std::to_string(i + 1)) return std::string(present[i].first);
    auto named = worker_named(context, "--by", std::string(trimmed(answer)));
    if (auto* key = std::get_if<std::string>(&named)) return std::move(*key);
    context.say(std::get<Message>(named));
  }
}

}  // namespace

std::string worker_at_work(Context& context) {
  const auto [given, found] = context.who();
  const auto& workers = context.ledger().parsed_office();
  const bool unknown = found == login_name && workers.readable() && !workers.value.workers.empty() &&
                       workers_meant(workers.value.workers, given).empty();
  if (!unknown) return worker_key(context, found, given);
  if (!context.asks()) throw nobody_known(context, given);
  auto key = ask_who(context, given);
  context.mention(
      msg("this is by {0}; so that psp knows it from now on: export PSP_WORKER={0}, a line in the start file "
          "of the shell (~/.profile)",
          key));
  return key;
}

void tell_login_name(Context& context, const std::vector<const Case*>& before) {
  if (!context.ledger().parsed_office().value.workers.empty()) return;
  const auto [login, found] = context.who();
  if (found != login_name) return;
  const auto wrote = [&, &login = login](const Case* c) {
    return c->header.by == login ||
           std::any_of(c->records.begin(), c->records.end(), [&](const Record& r) { return r.by == login; });
  };
  if (login != "root" && std::all_of(before.begin(), before.end(), wrote)) return;
  context.mention(
      msg("recorded by {}, the login name: psp.toml lists no workers; a table [workers.KEY] in it for each, "
          "and PSP_WORKER=KEY or --by KEY, say who is writing",
          login));
}

std::variant<std::string, Message> provider_named(Context& context, std::string_view option, const std::string& given) {
  const auto& parsed = context.ledger().parsed_office();
  const auto& providers = parsed.value.providers;
  const auto words = folded_words(given);
  const auto found =
      meant(providers, given,
            {[&](const std::string&, std::string_view name) { return !words.empty() && folded_words(name) == words; }});
  if (found.size() == 1) return std::string(found.front());
  if (found.size() > 1) return can_mean_several(option, given, found);
  const bool like_a_key = given.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") == std::string::npos;
  const auto near = like_a_key ? nearest(given, all_keys(providers)) : std::string_view();
  if (near.empty()) return given;
  return msg("{}: psp.toml has no provider \"{}\"; did you mean \"{}\"?", option, given, near);
}

bool agrees_though_left(Context& context, const std::string& key) {
  const auto& workers = context.ledger().parsed_office().value.workers;
  const auto it = workers.find(key);
  if (it == workers.end() || !it->second.left || *it->second.left >= context.today()) return true;
  return context.goes_on({msg("{} left the office on {}: is it the right one?", key, *it->second.left)});
}

void ask_about_left(Context& context, const std::string& key) {
  if (!agrees_though_left(context, key)) throw Failure{Exit::usage, msg("nothing was written")};
}

}  // namespace psp::cli
