// Who can be recognised in texts that others will see: known people by name, telephone number or address, and anybody
// by a personal number. Nothing that is found is repeated: what is told of it has stars in its place.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/person.h"

namespace psp::rules {

/// A file, or what is going to be one.
struct NamedText {
  std::string path;
  std::string_view text;
};

/// What these texts tell of known people, in the order of the texts and of the places in them: an error each, with
/// file, line, column and what it is (`a name of K-0117: …J**** L*******…`).
///   - Names, in other cases of declension too: two parts of one name side by side, or the surname (every part behind
///   the
///     first) alone with a capital. The given name alone only where the text is of that client (it has a line
///     `client = "K-0117"`), and of a contact person's name any part alone only there.
///   - Telephone numbers: the same digits, however they are parted, with 0, 00386, +371 … before them or without.
///   - Addresses: street and house number.
///   - Personal numbers (rules/personal_number.h), of whomever.
/// `of_the_office` are the names of workers and providers: where a place is one of theirs it is no find, and where it
/// might be, it is a warning. So is a number that is only like a personal one. The names of the files count as well.
std::vector<Diagnostic> named_people(std::span<const NamedText> texts, const People& people,
                                     const std::vector<std::string>& of_the_office = {});

/// The same, for texts that come one after the other.
class PrivacySearch {
 public:
  enum class Numbers { searched, left_out };
  PrivacySearch(const People&, const std::vector<std::string>& of_the_office, Numbers = Numbers::searched);
  ~PrivacySearch();
  std::vector<Diagnostic> in(const NamedText&) const;

 private:
  struct Index;
  std::unique_ptr<const Index> index_;
  Numbers numbers_;
};

/// The digits of a text starred, and the letters but the first of each word.
std::string masked(std::string_view text);

/// A telephone number as its digits alone, without what is dialled for the country or the trunk line; "" where it is
/// too short to be told from other numbers.
std::string phone_digits(std::string_view phone);

}  // namespace psp::rules
