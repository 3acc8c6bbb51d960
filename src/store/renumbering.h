// A case on its way to another number: its file gets the new name first, and then the header the new id. What is to
// come of it lies in .psp/unfinished.toml meanwhile: see unfinished.h.
#pragma once

#include <functional>
#include <variant>

#include "format/unfinished.h"
#include "store/disk/file.h"

namespace psp::store {

/// The renumbering will never be done, for the files are no longer what it was decided on; `why` says so in a sentence.
struct GivenUp {
  Message why;
};

/// A renumbering was done, or it waits for what a person must do at a file, or it is given up.
using RenumberingResult = std::variant<Durable, Diagnostic, GivenUp>;

/// Does of a renumbering what is not done, wherever it stopped. `begin` is called once the new text is on the disk
/// beside the name which the file gets, before the file is moved; it is not called if the file has been moved already.
/// What an editor saves meanwhile is kept. Throws a Failure: what is not done is then still to be done. Only for who
/// holds the lock.
RenumberingResult finish_renumbering(int root, const format::Renumbering&, const std::function<void()>& begin);

}  // namespace psp::store
