// The passages of a text that a search for people finds.
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
  Severity severity;  ///< a warning if it may be something else
  Message what;       ///< `a name of K-0117`
};

/// The person to whom a name, a telephone number or an address belongs.
struct Owner {
  std::string reference;  ///< the client's
  bool contact = false;   ///< it is the client's contact person
  auto operator<=>(const Owner&) const = default;
};

/// Returns the references of these, each once and sorted: `K-0117, K-0118`.
std::string references_of(std::vector<Owner> owners);

/// Returns true if all of these are contact persons.
bool are_contacts(const std::vector<Owner>& owners);

}  // namespace psp::rules
