// What a search for people finds in a text.
#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <vector>

#include "model/diagnostic.h"

namespace psp::rules {

/// What a passage tells.
enum class Tells { name, phone, address, born, number };

/// A passage of a text that tells who somebody is.
struct Passage {
  std::size_t begin, end;  ///< its place in the text as it stands; in a Reading's letters as long as that is searched
  Tells tells;
  Severity severity;  ///< a warning for what only may
  Message what;       ///< `a name of K-0117`
};

/// Whose a name, a telephone number or an address is: a client's own, or a contact person's.
struct Owner {
  std::string reference;
  bool contact = false;
  auto operator<=>(const Owner&) const = default;
};

/// Returns the references of these, each once and sorted: `K-0117, K-0118`.
std::string references_of(std::vector<Owner> owners);

/// Returns whether all of these are contact persons.
bool are_contacts(const std::vector<Owner>& owners);

}  // namespace psp::rules
