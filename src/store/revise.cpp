// What changes a case file elsewhere than at its end: a revision by hand, and another number.
#include <algorithm>
#include <utility>

#include "format/header.h"
#include "format/parse.h"
#include "store/again.h"
#include "store/basis.h"
#include "store/disk/lock.h"
#include "store/ledger.h"
#include "store/renumbering.h"
#include "store/unfinished.h"

namespace psp::store {

std::optional<Durable> Ledger::revise(const std::string& id, const Writer& writer, const Revise& make) const {
  const Lock lock(root_.get(), writer.by, writer.tell);
  finish_under_lock();
  const auto path = case_path(id);
  return again_if_changed(path, [&]() -> std::optional<std::optional<Durable>> {
    const auto text = read_file(root_.get(), path);
    const auto next = make(text);
    if (!next) return std::optional<Durable>();
    if (const auto durable = replace_file(root_.get(), path, text, *next)) return durable;
    return std::nullopt;
  });
}

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
/// Returns false where it has come too far, or the system fails, which is told in `failure`.
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
class Renumbering {
 public:
  Renumbering(int root, format::Renumbering r) : root_(root), r_(std::move(r)) {}

  /// Nothing where the number is taken. Throws a Failure: the ledger then is as it was, unless the message says that
  /// the renumbering is recorded, and how it is finished.
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
      if (auto* why = std::get_if<Diagnostic>(&outcome)) throw Failure{Exit::data, not_done(*why), {*why}};
    } catch (Failure& failure) {
      if (begun_ && !bring_back(root_, r_, failure)) tell_recorded(failure);
      throw;
    }
    if (begun_) take_back_unfinished(root_);  // where it cannot be, the next command finds that nothing is to be done
    if (!is_there(root_, case_path(r_.to))) saved_again_and_again(case_path(r_.from));
    return std::nullopt;
  }

 private:
  static Message not_done(const Diagnostic& at) { return msg("nothing was written: mend {} first", at.file); }

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

/// A number of which another file speaks is none to be given: what that holds would be this case's.
void Ledger::refuse_taken(const std::string& id) const {
  listing_.reset();  // what was there before the lock may no longer be all
  const auto& taken = taken_ids();
  if (std::binary_search(case_ids().begin(), case_ids().end(), id))
    throw Failure{Exit::usage, msg("there is a case {} already", id)};
  if (std::binary_search(taken.begin(), taken.end(), id))
    throw Failure{Exit::usage, msg("the number {} is not free: there is a file that speaks of such a case", id),
                  strays_of(case_path(id))};
}

Renumbered Ledger::renumber(const std::string& id, const std::string& wanted, std::string_view prefix,
                            const Writer& writer) const {
  const Lock lock(root_.get(), writer.by, writer.tell);
  finish_under_lock();
  refuse_unfinished();
  for (const auto& draft : waiting_drafts(root_.get()))
    if (draft.id == id || draft.id == wanted) throw Failure{Exit::usage, draft_waits(draft)};
  const Apart apart(*this, Access::replaces, writer.tell);
  auto basis = read_basis(root_.get(), id);
  const auto was = basis.value.header.id;
  // A file whose name and text do not agree gets the number of its name, where no other is wanted.
  const auto& asked = wanted.empty() && was != id ? id : wanted;
  if (!asked.empty()) refuse_number(asked, basis.value, id);
  if (!asked.empty() && asked != id) refuse_taken(asked);
  const int year = basis.value.header.opened->year;
  int number = asked.empty() ? next_number(year, prefix) : 0;
  const auto done = [&](const std::string& now, Durable durable) {
    listing_.reset();
    return Renumbered{now, was, durable};
  };
  if (asked == id) return done(id, renumber_header(root_.get(), id));
  for (int tries = 0; tries < most_numbers; ++tries, ++number) {
    const auto next = asked.empty() ? make_case_id(prefix, year, number) : asked;
    with_id(basis, next);
    if (const auto durable = Renumbering(root_.get(), {id, next, was}).run()) return done(next, *durable);
    if (!asked.empty()) throw Failure{Exit::usage, msg("there is a case {} already", asked)};
  }
  no_free_number(year);
}

}  // namespace psp::store
