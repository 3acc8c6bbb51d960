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
       }});
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
  const auto keys = all_keys(workers);
  if (option == "the login name")
    return msg(
        "who is writing? Say --by WORKER, or set PSP_WORKER: psp.toml has no worker \"{}\" (the "
        "login name); its workers are: {}",
        given, listed(keys));
  const auto near = nearest(given, keys);
  if (near.empty()) return msg("{}: psp.toml has no worker \"{}\"; its workers are: {}", option, given, listed(keys));
  return msg("{}: psp.toml has no worker \"{}\"; did you mean \"{}\"? Its workers are: {}", option, given, near,
             listed(keys));
}

std::string worker_key(Context& context, std::string_view option, const std::string& given) {
  auto named = worker_named(context, option, given);
  if (auto* wrong = std::get_if<Message>(&named)) throw Failure{Exit::usage, std::move(*wrong)};
  return std::get<std::string>(std::move(named));
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
