#include "store/renumber.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "format/case_id.h"
#include "store/again.h"
#include "store/basis.h"
#include "store/numbers.h"
#include "store/renumbering.h"

namespace psp::store {

namespace {

std::string with_id(const Basis& basis, const std::string& id) {
  auto changed = format::with_case_id(basis.text, basis.value, id);
  if (const auto* why = std::get_if<Message>(&changed)) throw Failure{Exit::data, *why};
  return std::move(std::get<std::string>(changed));
}

/// Gives the header the number of the file's name.
Durable renumber_header(int root, const std::string& id) {
  return again_if_changed(case_path(id), [&] {
    const auto basis = read_basis(root, id);
    return replace_file(root, basis.path, basis.text, with_id(basis, id));
  });
}

/// Brings a case that was written down as on its way to another number back to where it was, and takes that back.
/// Returns false if it has come too far, or the system fails, which is told in `failure`.
bool bring_back(int root, const format::Renumbering& r, Failure& failure) {
  const auto old_path = case_path(r.from), new_path = case_path(r.to);
  try {
    const bool has_old = is_there(root, old_path), has_new = is_there(root, new_path);
    if (has_old == has_new) return false;
    if (has_new) {
      const auto parsed = format::parse_case(read_file(root, new_path), new_path);
      if (!parsed.readable() || parsed.value.header.id != r.was) return false;
      // Not for good, perhaps: then what is written down must stay, for the next command would find one half.
      if (move_file(root, new_path, old_path).value_or(Durable::unknown) == Durable::unknown) return false;
    }
    return take_back_unfinished(root);
  } catch (Failure& why) {
    failure.details.push_back(std::move(why.message));
    return false;
  }
}

/// A case on its way to another number, which is written down from before its file is moved until all is done.
class RenumberingRun {
 public:
  RenumberingRun(int root, format::Renumbering r) : root_(root), r_(std::move(r)) {}

  /// Returns nothing if the number is taken. Throws a Failure: the ledger then is as it was, unless the message says
  /// that the renumbering is recorded, and how it is finished.
  std::optional<Durable> run() {
    if (is_there(root_, case_path(r_.to))) return std::nullopt;
    try {
      auto outcome = finish_renumbering(root_, r_, [&] {
        if (!begun_) begin_unfinished(root_, {{}, {r_}});
        begun_ = true;
      });
      if (const auto* durable = std::get_if<Durable>(&outcome))
        // Until the disk has confirmed it, it stays written down.
        return *durable != Durable::unknown ? std::max(*durable, end_unfinished(root_)) : *durable;
      if (auto* why = std::get_if<Diagnostic>(&outcome)) throw Failure{Exit::data, mend_first(why->file), {*why}};
    } catch (Failure& failure) {
      if (begun_ && !bring_back(root_, r_, failure)) tell_recorded(failure);
      throw;
    }
    if (begun_) take_back_unfinished(root_);  // where it cannot be, the next command finds that nothing is to be done
    if (!is_there(root_, case_path(r_.to))) saved_again_and_again(case_path(r_.from));
    return std::nullopt;
  }

 private:
  void tell_recorded(Failure& failure) const {
    if (failure.diagnostics.empty()) failure.details.insert(failure.details.begin(), std::move(failure.message));
    failure.message =
        msg("the renumbering of {} to {} is recorded, but not all of it is done yet: whichever psp command "
            "comes next finishes it",
            r_.from, r_.to);
  }

  int root_;
  format::Renumbering r_;
  bool begun_ = false;
};

void refuse_number(const std::string& wanted, const Case& c, const std::string& from) {
  if (wanted == from && c.header.id == from) throw Failure{Exit::usage, msg("case {} has this number already", from)};
  if (wanted != from && case_year(wanted) != c.header.opened->year)
    throw Failure{Exit::usage, msg("case {} was opened in {}: its number must be one of that year, not {}", from,
                                   std::int64_t{c.header.opened->year}, wanted)};
}

}  // namespace

Renumbered renumber(Ledger& ledger, const std::string& id, const std::string& wanted, std::string_view prefix,
                    const Writer& writer) {
  const int root = ledger.root();
  const Lock lock(root, writer.by, writer.tell);
  refuse_unfinished(finish_earlier(root));
  for (const auto& draft : waiting_drafts(root))
    if (draft.id == id || draft.id == wanted) throw Failure{Exit::usage, draft_waits(draft)};
  const auto whole = ledger.whole(Access::replaces, writer.tell);
  const auto basis = read_basis(root, id);
  const auto& was = basis.value.header.id;
  const auto take = [&](const std::string& next) {
    with_id(basis, next);
    return RenumberingRun(root, {id, next, was}).run();
  };
  // A file whose name and text do not agree gets the number of its name, if no other is wanted.
  const auto& asked = wanted.empty() && was != id ? id : wanted;
  if (asked.empty()) {
    auto [now, durable] = take_free_number(ledger, basis.value.header.opened->year, prefix, take);
    return {std::move(now), was, durable};
  }
  refuse_number(asked, basis.value, id);
  if (asked == id) {
    const auto durable = renumber_header(root, id);
    ledger.list_anew();
    return {id, was, durable};
  }
  refuse_taken(ledger, asked);
  const auto durable = take(asked);
  if (!durable) throw taken(asked);
  ledger.list_anew();
  return {asked, was, *durable};
}

}  // namespace psp::store
