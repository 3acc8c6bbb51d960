#include "cli/whose.h"

#include <utility>

#include "cli/office_keys.h"

namespace psp::cli {

std::vector<OptionSpec> whose_options(std::string worker_help) {
  return {{"worker", std::move(worker_help)}, {"all", "everyone's", Type::boolean}};
}

std::optional<std::string> whose(Context& context) {
  const auto& given = context.arguments;
  if (given.on("all") && given.has("worker"))
    throw Failure{Exit::usage, msg("--{} and --{} exclude each other", "all", "worker")};
  if (given.on("all")) return std::nullopt;
  if (given.has("worker")) return worker_meant(context, given.text("worker"));
  const auto& workers = context.ledger().office().workers;
  if (workers.empty()) return std::nullopt;
  auto key = worker_meant(context, context.who().key);
  if (workers.contains(key)) return key;
  context.mention(
      msg("{} is no worker of psp.toml, so this is everyone's: --worker WORKER, or PSP_WORKER, says whose it is to be",
          key));
  return std::nullopt;
}

std::string worker_shown(Context& context, const std::optional<std::string>& key) {
  if (!key) return "";
  const auto& workers = context.ledger().office().workers;
  const auto it = workers.find(*key);
  if (it == workers.end() || it->second.name.empty() || !context.format().names_clients) return *key;
  return it->second.name;
}

}  // namespace psp::cli
