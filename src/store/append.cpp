#include "store/append.h"

#include <algorithm>
#include <deque>
#include <optional>

#include "format/write.h"
#include "store/again.h"
#include "store/basis.h"

namespace psp::store {
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

std::pair<Extended, Durable> append_under_lock(int root, const std::string& id, const Extension& extension) {
  return again_if_changed(case_path(id), [&]() -> std::optional<std::pair<Extended, Durable>> {
    auto draft = prepared(root, id, extension);
    const auto durable = replace_file(root, draft.basis.path, draft.basis.text, draft.next.text);
    if (!durable) return std::nullopt;
    return std::pair(std::move(draft).extended(), *durable);
  });
}

/// Puts the new texts in the places of the case files, and ends what was written down of them. Returns the same as
/// append_all() does, without the cases.
ExtendedAll place_all(int root, std::deque<Replacement>& next) {
  auto durable = Durable::yes;
  bool all = true;
  try {
    for (; !next.empty(); next.pop_front()) {
      const auto placed = next.front().take_place();
      all = all && placed;
      durable = std::max(durable, placed.value_or(Durable::yes));
    }
    if (!all) {  // Somebody saved one of the files meanwhile: what they saved gets its records, too.
      auto finish = finish_unfinished(root);
      return {{}, std::max(durable, finish.durable), std::move(finish.waiting)};
    }
  } catch (Failure& failure) {
    failure.details.insert(failure.details.begin(), std::move(failure.message));
    failure.message =
        msg("the records are saved, but not in all case files yet: whichever psp command comes next puts them there");
    throw;
  }
  // Until the disk has confirmed every file, what they are to hold stays written down.
  return {{}, durable != Durable::unknown ? std::max(durable, end_unfinished(root)) : durable, {}};
}

}  // namespace

std::pair<Extended, Durable> append(Ledger& ledger, const std::string& id, const Writer& writer,
                                    const Extension& extension) {
  const Lock lock(ledger.root(), writer.by, writer.tell);
  const auto finish = finish_earlier(ledger.root());
  for (const auto& d : finish.waiting)
    if (d.file == case_path(id)) throw Failure{Exit::data, mend_first(d.file)};
  return append_under_lock(ledger.root(), id, extension);
}

Extended extended(const Ledger& ledger, const std::string& id, const Extension& extension) {
  return prepared(ledger.root(), id, extension).extended();
}

ExtendedAll append_all(Ledger& ledger, const Writer& writer, const std::function<std::vector<std::string>()>& choose,
                       const Extension& extension) {
  const int root = ledger.root();
  const Lock lock(root, writer.by, writer.tell);
  refuse_unfinished(finish_earlier(root));
  ledger.list_anew();  // what was there before the lock may no longer be all
  const auto ids = choose();
  ExtendedAll done;
  if (ids.size() == 1) {
    auto [extended, durable] = append_under_lock(root, ids.front(), extension);
    done.cases.push_back(std::move(extended));
    done.durable = durable;
    return done;
  }
  // First everything is read, made and judged, then everything is written beside its file, and then it is decided.
  std::vector<Prepared> drafts;
  std::vector<format::PendingRecords> additions;
  for (const auto& id : ids) {
    drafts.push_back(prepared(root, id, extension));
    additions.push_back({id, drafts.back().added});
  }
  if (ids.empty()) return done;
  std::deque<Replacement> next;
  for (const auto& draft : drafts)
    next.emplace_back(root, draft.basis.path, draft.basis.text, draft.next.text, next.empty() ? nullptr : &next.back());
  const auto whole = ledger.whole(Access::replaces, writer.tell);
  begin_unfinished(root, {std::move(additions)});
  done = place_all(root, next);
  for (auto& draft : drafts) done.cases.push_back(std::move(draft).extended());
  return done;
}

}  // namespace psp::store
