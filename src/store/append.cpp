// What changes a ledger's cases: records at the end of one, or, all or none, of several; and a new case.
#include <algorithm>

#include "format/write.h"
#include "store/again.h"
#include "store/basis.h"
#include "store/disk/lock.h"
#include "store/ledger.h"

namespace psp::store {
namespace {

/// What stands in the way of finishing is told together with what it stands in the way of.
template <class Run>
void tell_unfinished(Run&& run) {
  try {
    run();
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

void Ledger::finish_under_lock() const {
  finish_ = {};
  if (is_unfinished(root_.get())) tell_unfinished([&] { finish_ = finish_unfinished(root_.get()); });
}

void Ledger::finish_before() const {
  finish_ = {};
  if (!is_unfinished(root_.get())) return;
  tell_unfinished([&] {
    const Lock lock(root_.get(), {}, tell_);
    finish_under_lock();
  });
}

void Ledger::refuse_unfinished() const {
  if (!finish_.whole())
    throw Failure{finish_.waiting.empty() ? Exit::system : Exit::data,
                  msg("nothing was written: an earlier write is not finished yet")};
}

namespace {

/// A case file with what is to be added to it.
struct Prepared {
  Basis basis;
  std::vector<Record> added;
  format::Appended next;

  Extended extended() && { return {std::move(basis.value), std::move(next.value), std::move(added)}; }
};

Prepared prepared(int root, const std::string& id, const Extension& extension) {
  Prepared draft{read_basis(root, id), {}, {}};
  draft.added = extension.make(draft.basis.value);
  auto next = format::append_records(draft.basis.text, draft.basis.value, draft.added);
  if (const auto* why = std::get_if<Message>(&next)) {
    // What is wrong in the records themselves is told first.
    auto after = draft.basis.value;
    after.records.insert(after.records.end(), draft.added.begin(), draft.added.end());
    extension.judge(draft.basis.value, after);
    throw Failure{Exit::data, *why};
  }
  draft.next = std::move(std::get<format::Appended>(next));
  extension.judge(draft.basis.value, draft.next.value);
  return draft;
}

}  // namespace

std::pair<Extended, Durable> Ledger::append(const std::string& id, const Writer& writer,
                                            const Extension& extension) const {
  const Lock lock(root_.get(), writer.by, writer.tell);
  finish_under_lock();
  for (const auto& d : finish_.waiting)
    if (d.file == case_path(id)) throw Failure{Exit::data, msg("nothing was written: mend {} first", d.file)};
  return append_under_lock(id, extension);
}

std::pair<Extended, Durable> Ledger::append_under_lock(const std::string& id, const Extension& extension) const {
  return again_if_changed(case_path(id), [&]() -> std::optional<std::pair<Extended, Durable>> {
    auto draft = prepared(root_.get(), id, extension);
    const auto durable = replace_file(root_.get(), draft.basis.path, draft.basis.text, draft.next.text);
    if (!durable) return std::nullopt;
    return std::pair(std::move(draft).extended(), *durable);
  });
}

Extended Ledger::extended(const std::string& id, const Extension& extension) const {
  return prepared(root_.get(), id, extension).extended();
}

void Ledger::alone(const Writer& writer, Access access, const std::function<void()>& work) const {
  const Lock lock(root_.get(), writer.by, writer.tell);
  finish_under_lock();
  if (!finish_.whole())
    throw Failure{finish_.waiting.empty() ? Exit::system : Exit::data, msg("an earlier write is not finished yet"),
                  finish_.waiting};
  std::optional<Apart> apart;
  if (access == Access::replaces) apart.emplace(*this, access, writer.tell);
  work();
}

std::pair<std::vector<Extended>, Durable> Ledger::append_all(const Writer& writer,
                                                             const std::function<std::vector<std::string>()>& choose,
                                                             const Extension& extension) const {
  const Lock lock(root_.get(), writer.by, writer.tell);
  finish_under_lock();
  refuse_unfinished();
  listing_.reset();  // what was there before the lock may no longer be all
  const auto ids = choose();
  std::vector<Extended> all;
  if (ids.size() == 1) {
    auto [extended, durable] = append_under_lock(ids.front(), extension);
    all.push_back(std::move(extended));
    return {std::move(all), durable};
  }
  // First everything is read, made and judged, then everything is written beside its file, and then it is decided.
  std::vector<Prepared> drafts;
  std::vector<format::Addition> additions;
  for (const auto& id : ids) {
    drafts.push_back(prepared(root_.get(), id, extension));
    additions.push_back({id, drafts.back().added});
  }
  if (ids.empty()) return {{}, Durable::yes};
  std::deque<Replacement> next;
  for (const auto& draft : drafts)
    next.emplace_back(root_.get(), draft.basis.path, draft.basis.text, draft.next.text,
                      next.empty() ? nullptr : &next.back());
  const Apart apart(*this, Access::replaces, writer.tell);
  begin_unfinished(root_.get(), {std::move(additions)});
  const auto durable = place_all(next);
  for (auto& draft : drafts) all.push_back(std::move(draft).extended());
  return {std::move(all), durable};
}

Durable Ledger::place_all(std::deque<Replacement>& next) const {
  auto durable = Durable::yes;
  bool all = true;
  try {
    for (; !next.empty(); next.pop_front()) {
      const auto placed = next.front().take_place();
      all = all && placed;
      durable = std::max(durable, placed.value_or(Durable::yes));
    }
    // Somebody saved one of the files meanwhile: what they saved gets its records, too.
    if (!all) finish_ = finish_unfinished(root_.get());
  } catch (Failure& failure) {
    failure.details.insert(failure.details.begin(), std::move(failure.message));
    failure.message =
        msg("the records are saved, but not in all case files yet: whichever psp command comes next puts them there");
    throw;
  }
  if (!all) return std::max(durable, finish_.durable);
  // Until the disk has confirmed every file, what they are to hold stays written down.
  return durable != Durable::unknown ? std::max(durable, end_unfinished(root_.get())) : durable;
}

int Ledger::next_number(int year, std::string_view prefix) const {
  listing_.reset();  // what was there before the lock may no longer be all
  return free_number(taken_ids(), prefix, year);
}

Durable Ledger::create(int year, std::string_view prefix, const Writer& writer,
                       const std::function<Case(const std::string&)>& make) const {
  const Lock lock(root_.get(), writer.by, writer.tell);
  int number = next_number(year, prefix);
  for (int tries = 0; tries < most_numbers; ++tries, ++number) {
    const auto id = make_case_id(prefix, year, number);
    if (!is_case_id(id)) break;
    const auto path = case_path(id);
    const auto text = format::write_case(make(id));
    // What cannot be read again must not be written.
    if (const auto again = format::parse_case(text, path); !again.readable())
      throw Failure{Exit::usage, msg("nothing was written: this would make a case file that cannot be read"),
                    again.diagnostics};
    if (const auto durable = create_file(root_.get(), path, text)) return *durable;
  }
  no_free_number(year);
}

}  // namespace psp::store
