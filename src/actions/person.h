// Who a client is: the files of people/.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actions/occasion.h"
#include "model/person.h"

namespace psp::actions {

/// Returns who the client of this reference is; nothing if people/ has no such file. Throws a Failure (Exit::data) if
/// it cannot be read, or is encrypted without its key.
std::optional<Person> read_person(const store::Ledger&, const std::string& reference);

/// Returns a client's reference as it is written in people/ or else in the cases, for one that may be given in other
/// case: as given where it is written so too, or nowhere. Reads the client's cases, but for the one of that id, where
/// people/ has no such file.
std::string written_reference(const store::Ledger&, const std::string& given, std::string_view without_case = {});
/// Returns the same where it is known how the cases have it.
std::string written_reference(const store::Ledger&, const std::string& given, const std::vector<std::string>& in_cases);

/// Makes the client's file of these values, or puts them into the one that is there. Throws a Failure, the file then
/// being as it was: where it cannot be read, or its client was forgotten, and as store::refuse_without_key() does.
store::Durable write_person(store::Ledger&, const store::Writer&, const std::string& reference,
                            const std::vector<NamedValue>& values);

}  // namespace psp::actions
