// What changes a case file elsewhere than at its end: a revision by hand, and another number.
#include <algorithm>

#include "format/header.h"
#include "store/basis.h"
#include "store/ledger.h"
#include "store/lock.h"

namespace psp::store {

std::optional<Durable> Ledger::revise(const std::string& id, const Writer& writer, const Revise& make) const {
  const Lock lock(root_.get(), writer.by, writer.tell);
  finish_under_lock();
  const auto path = case_path(id);
  for (int tries = 0; tries < most_tries; ++tries) {
    const auto text = read_file(root_.get(), path);
    const auto next = make(text);
    if (!next) return std::nullopt;
    if (const auto durable = replace_file(root_.get(), path, text, *next)) return durable;
  }
  saved_again_and_again(path);
}

namespace {

/// A case on its way to another number. It has its new name first, and then the text that says so: a stop in between
/// leaves one file, of which psp check says how to go on. What fails brings the old name back.
class Renumbering {
 public:
  Renumbering(int root, std::string from, Basis basis)
      : root_(root), from_(std::move(from)), basis_(std::move(basis)) {}

  /// Nothing where the number is taken.
  std::optional<Durable> to(const std::string& id) {
    if (id != from_) open_private_directory(root_, directory_of(id));
    for (int tries = 0; tries < most_tries; ++tries) {
      const auto next_text = with_id(id);
      // On the disk before the file is renamed: then there is room for it.
      Replacement next(root_, case_path(id), basis_.text, next_text);
      if (tries == 0 && id != from_) {
        const auto moved = move_file(root_, case_path(from_), case_path(id));
        if (!moved) return std::nullopt;
        durable_ = *moved;
        now_ = id;
      }
      if (const auto placed = next.take_place()) return std::max(durable_, *placed);
      basis_ = read_basis(root_, id);  // an editor saved it meanwhile
    }
    saved_again_and_again(case_path(id));
  }

  /// After a failure.
  void back(Failure& failure) const {
    try {
      if (now_.empty() || move_file(root_, case_path(now_), case_path(from_))) return;
    } catch (const Failure& why) {
      failure.details.push_back(why.message);
    }
    failure.details.push_back(msg("{0} has its file name already: psp renumber {0} finishes it", now_));
  }

 private:
  static std::string directory_of(const std::string& id) {
    const auto path = case_path(id);
    return path.substr(0, path.rfind('/'));
  }

  std::string with_id(const std::string& id) const {
    auto changed = format::with_case_id(basis_.text, basis_.value, id);
    if (const auto* why = std::get_if<Message>(&changed)) throw Failure{Exit::data, *why};
    return std::move(std::get<std::string>(changed));
  }

  int root_;
  std::string from_, now_ = {};
  Basis basis_;
  Durable durable_ = Durable::yes;
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
  const WholeLedger apart(root_.get(), Access::replaces, writer.tell);
  auto basis = read_basis(root_.get(), id);
  const auto was = basis.value.header.id;
  // A file whose name and text do not agree has been stopped half-way: without another number it gets its name's.
  const auto& asked = wanted.empty() && was != id ? id : wanted;
  if (!asked.empty()) refuse_number(asked, basis.value, id);
  if (!asked.empty() && asked != id) refuse_taken(asked);
  const int year = basis.value.header.opened->year;
  int number = asked.empty() ? next_number(year, prefix) : 0;
  Renumbering renumbering(root_.get(), id, std::move(basis));
  try {
    for (int tries = 0; tries < most_tries; ++tries, ++number) {
      const auto next = asked.empty() ? make_case_id(prefix, year, number) : asked;
      const auto durable = renumbering.to(next);
      listing_.reset();
      if (durable) return {next, was, *durable};
      if (!asked.empty()) throw Failure{Exit::usage, msg("there is a case {} already", asked)};
    }
    no_free_number(year);
  } catch (Failure& failure) {
    renumbering.back(failure);
    throw;
  }
}

}  // namespace psp::store
