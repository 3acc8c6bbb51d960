#include "actions/refile.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "actions/moment.h"
#include "actions/read.h"
#include "actions/record_meant.h"
#include "rules/record_refusals.h"
#include "rules/undo.h"

namespace psp::actions {
namespace {

using Records = std::set<const Record*>;

/// Returns the records to which this one refers, as they stand now; with null for one that does not stand.
std::vector<const Record*> referred_to(const Record& r, const rules::History& history) {
  std::vector<const Record*> found;
  for (const auto& id : references_in(r.body))
    if (history.find(id)) found.push_back(history.resolve(id));  // no word that stands for something else
  return found;
}

/// Returns these records, and all that refer to them or to which they refer, through any number of steps.
Records with_what_goes_along(Records all, const rules::History& history) {
  for (std::size_t before = 0; before != all.size();) {
    before = all.size();
    for (const auto* r : rules::referring_to(history.of(), {all.begin(), all.end()})) all.insert(r);
    for (const auto* r : Records(all))
      for (const auto* other : referred_to(*r, history))
        if (other) all.insert(other);
  }
  return all;
}

/// Returns the records in the order of the file, but each behind those to which it refers.
std::vector<const Record*> in_order(const Records& all, const rules::History& history) {
  std::vector<const Record*> waiting, ordered;
  for (const auto& r : history.of().records)
    if (all.contains(&r)) waiting.push_back(&r);
  while (!waiting.empty()) {
    const auto next = std::find_if(waiting.begin(), waiting.end(), [&](const Record* r) {
      const auto others = referred_to(*r, history);
      return std::none_of(others.begin(), others.end(), [&](const Record* other) {
        return other != r && std::find(waiting.begin(), waiting.end(), other) != waiting.end();
      });
    });
    const auto at = next == waiting.end() ? waiting.begin() : next;
    ordered.push_back(*at);
    waiting.erase(at);
  }
  return ordered;
}

/// Throws a Failure if a record cannot go to another case, or refers to one that does not stand.
void refuse_to_go(const Records& all, const rules::History& history) {
  for (const auto* r : in_order(all, history)) {
    if (auto refused = rules::refuse_to_refile(*r, history.of().header.id))
      throw Failure{Exit::usage, std::move(refused->message), {}, std::move(refused->lacks)};
    const auto others = referred_to(*r, history);
    if (std::find(others.begin(), others.end(), nullptr) != others.end())
      throw Failure{Exit::usage, msg("{} {} refers to a record that is struck: correct it with psp amend first",
                                     label(r->kind()), r->id)};
  }
}

/// Throws a Failure if a record that goes and one that stays belong together.
void refuse_parted(const Records& go, const rules::History& history, const RefileRequest& request) {
  const auto all = with_what_goes_along(go, history);
  refuse_to_go(all, history);
  if (all.size() == go.size()) return;
  std::vector<Message> lines;
  std::string ids;
  for (const auto* r : in_order(all, history)) {
    ids += " " + r->id;
    if (!go.contains(r)) lines.push_back(msg("{} {}", label(r->kind()), r->id));
  }
  lines.push_back(msg("psp refile {}{} {} takes all of them", request.from, ids, request.to));
  throw Failure{Exit::usage,
                msg("nothing was written: what belongs together goes together, and with these go as well:"),
                {},
                std::move(lines)};
}

/// Returns the records that are meant, in the order in which they are to be written. Throws a Failure: see refile().
std::vector<const Record*> records_meant(const rules::History& history, const RefileRequest& request) {
  Records go;
  for (const auto& named : request.named) {
    const auto& r = find_entry(history.of(), named);
    refuse_struck(history, r);
    go.insert(&r);
  }
  refuse_to_go(go, history);
  refuse_parted(go, history, request);
  return in_order(go, history);
}

Refiling look(const Occasion& on, const RefileRequest& request) {
  if (request.from == request.to)
    throw Failure{Exit::usage, msg("{} is the case in which they stand: name the other one last", request.to)};
  Refiling found{{}, readable_case(on, request.from), readable_case(on, request.to)};
  const auto history = rules::whole_history(found.from);
  for (const auto* r : records_meant(history, request)) found.records.push_back(*r);
  return found;
}

void strike(Batch& batch, const Refiling& refiling) {
  for (const auto& r : refiling.records) {
    Record strike;
    strike.body = Void{{r.id}, "refiled to " + refiling.to.header.id};
    batch.add(std::move(strike));
  }
}

void write_anew(Batch& batch, const Refiling& refiling) {
  const auto history = rules::whole_history(refiling.from);
  std::map<std::string, std::string, std::less<>> new_ids;
  for (const auto& r : refiling.records) {
    auto copy = content_of(r);
    change_references(copy, [&](const std::string& id) {
      const auto* meant = history.resolve(id);
      const auto at = meant ? new_ids.find(meant->id) : new_ids.end();
      return at == new_ids.end() ? id : at->second;
    });
    new_ids[r.id] = batch.add(std::move(copy)).id;
  }
}

Fill fill_of(const Refiling& refiling) {
  return [&](Batch& batch) {
    batch.of().header.id == refiling.to.header.id ? write_anew(batch, refiling) : strike(batch, refiling);
  };
}

}  // namespace

Refiling look_to_refile(const Occasion& on, const RefileRequest& request) {
  auto found = look(on, request);
  try {
    drafted(on, request.to, fill_of(found));
  } catch (Failure& failure) {
    failure.message = msg("{} does not take this: {}", request.to, failure.message);
    throw;
  }
  drafted(on, request.from, fill_of(found));
  return found;
}

WrittenAll refile(const Occasion& on, const RefileRequest& request) {
  Refiling found;
  const auto plan = [&] {
    found = look(on, request);
    MomentOfWrite moment(on);
    moment.keep_clear_of(found.from);
    moment.keep_clear_of(found.to);
    return WriteToSeveral{{request.from, request.to}, moment.moment()};
  };
  return record_all(on, plan, fill_of(found));
}

}  // namespace psp::actions
