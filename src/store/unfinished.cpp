#include "store/unfinished.h"

#include <algorithm>
#include <cerrno>
#include <optional>
#include <variant>

#include "format/parse.h"
#include "format/write.h"
#include "store/again.h"
#include "store/basis.h"
#include "store/renumbering.h"

namespace psp::store {
namespace {

const std::string journal(unfinished_file);

format::Unfinished read_journal(const std::string& text) {
  auto parsed = format::parse_unfinished(text, journal);
  if (parsed.readable()) return std::move(parsed.value);
  throw Failure{
      Exit::data,
      msg("a write is not finished, and what is left of it cannot be read: mend {}; where nothing of it is left to be done in the case files, delete it",
          journal),
      std::move(parsed.diagnostics)};
}

/// Adds the records that a case file lacks. Returns what a person must do there first; nothing if all are in it.
std::optional<Diagnostic> add_missing(int root, const format::PendingRecords& addition, Durable& durable) {
  const auto path = case_path(addition.case_id);
  const auto waits = [&](Message why) { return Diagnostic{Severity::error, path, 1, 1, std::move(why)}; };
  using Done = std::optional<Diagnostic>;
  const auto attempt = [&]() -> std::optional<Done> {
    if (!is_there(root, path))
      return waits(
          msg("is gone, and a record that was written down waits for it: bring the file back, or take its [[append]] "
              "out of {}",
              journal));
    const auto found = basis_or_why_not(
        root, addition.case_id,
        msg("must be mended: a record that was written down waits for this file, and the next psp command adds it"));
    if (const auto* why = std::get_if<Diagnostic>(&found)) return *why;
    const auto& basis = std::get<Basis>(found);
    std::vector<Record> missing;
    for (const auto& r : addition.records)
      if (!find_record(basis.value, r.id)) missing.push_back(r);
    auto appended = format::append_records(basis.text, basis.value, missing);
    if (auto* why = std::get_if<Message>(&appended)) return waits(std::move(*why));
    // What is in the file already may have come there just before the machine stopped.
    const auto placed = missing.empty()
                            ? confirm_file(root, path)
                            : replace_file(root, path, basis.text, std::get<format::Appended>(appended).text);
    if (!placed) return std::nullopt;
    durable = std::max(durable, *placed);
    return Done();
  };
  return again_if_changed(path, attempt, GivenUpWith::rest_waiting);
}

bool same(const format::PendingRecords& a, const format::PendingRecords& b) {
  return a.case_id == b.case_id && std::equal(a.records.begin(), a.records.end(), b.records.begin(), b.records.end(),
                                              [](const Record& r, const Record& s) { return r.same_as(s); });
}

}  // namespace

bool is_unfinished(int root) { return is_there(root, journal); }

void begin_unfinished(int root, const format::Unfinished& all) {
  const auto text = format::write_unfinished(all);
  const auto again = format::parse_unfinished(text, journal).value;
  if (!std::equal(all.additions.begin(), all.additions.end(), again.additions.begin(), again.additions.end(), same) ||
      all.renumberings != again.renumberings)
    throw Failure{Exit::system, msg("nothing was written: {} would not say what is to be done", journal)};
  const auto made = create_file(root, journal, text);
  if (!made) throw Failure{Exit::system, msg("nothing was written: {} is there already; try again", journal)};
  if (*made != Durable::unknown) return;
  // Were it lost in a power cut, the case files could hold one half: it must not go on from here.
  const int why = errno;
  if (!take_back_unfinished(root)) return;  // but it stays where it is: it is decided
  errno = why;
  fail(journal, "write to the disk");
}

bool take_back_unfinished(int root) { return remove_file(root, journal).has_value(); }

Finish finish_unfinished(int root) {
  const auto text = read_file(root, journal);
  const auto all = read_journal(text);
  Finish finish{all.additions.size()};
  format::Unfinished left;
  for (const auto& addition : all.additions) {
    auto waits = add_missing(root, addition, finish.durable);
    if (!waits) continue;
    finish.waiting.push_back(std::move(*waits));
    left.additions.push_back(addition);
  }
  for (const auto& renumbering : all.renumberings) {
    auto outcome = finish_renumbering(root, renumbering, [] {});
    if (const auto* durable = std::get_if<Durable>(&outcome)) {
      finish.durable = std::max(finish.durable, *durable);
      finish.renumbered.push_back(renumbering);
    } else if (auto* given_up = std::get_if<GivenUp>(&outcome)) {
      finish.given_up.push_back(std::move(given_up->why));
    } else {
      finish.waiting.push_back(std::move(std::get<Diagnostic>(outcome)));
      left.renumberings.push_back(renumbering);
    }
  }
  if (finish.durable == Durable::unknown) return finish;
  if (left.empty()) finish.durable = std::max(finish.durable, end_unfinished(root));
  else if (const auto rest = format::write_unfinished(left); rest != format::write_unfinished(all))
    finish.durable = replace_file(root, journal, text, rest).value_or(Durable::unknown);
  return finish;
}

namespace {

/// Runs it. If the system fails, says besides that an earlier write must be finished first.
template <class Run>
Finish finish_or_say_why_not(Run&& run) {
  try {
    return run();
  } catch (Failure& failure) {
    if (failure.exit != Exit::system) throw;
    failure.details.insert(failure.details.begin(), std::move(failure.message));
    failure.message =
        msg("a write was stopped half-way, and {} holds the rest; psp must finish it before anything else, and "
            "cannot:",
            unfinished_file);
    throw;
  }
}

}  // namespace

Finish finish_earlier(int root) {
  if (!is_unfinished(root)) return {};
  return finish_or_say_why_not([&] { return finish_unfinished(root); });
}

Finish lock_and_finish(int root, const Tell& tell) {
  if (!is_unfinished(root)) return {};
  return finish_or_say_why_not([&] {
    const Lock lock(root, {}, tell);
    return is_unfinished(root) ? finish_unfinished(root) : Finish{};  // another psp may have been faster
  });
}

void refuse_unfinished(const Finish& finish) {
  if (!finish.whole())
    throw Failure{finish.waiting.empty() ? Exit::system : Exit::data,
                  msg("nothing was written: an earlier write is not finished yet")};
}

Durable end_unfinished(int root) {
  try {
    return remove_file(root, journal).value_or(Durable::unknown);
  } catch (const Failure&) {
    return Durable::unknown;  // all is in its place: that the next command has to look again is no failure of this one
  }
}

}  // namespace psp::store
