// Who can be recognised in texts that others will see: known people by name, telephone number or address, and anybody
// by a personal number. Nothing that is found is repeated: what is told of it has stars in its place.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/person.h"
#include "rules/privacy/passage.h"

namespace psp::rules {

/// A file, or what is going to be one.
struct NamedText {
  std::string path;
  std::string_view text;
};

/// The one matcher: every look and every way out of the office goes by it.
///   - Names, in other cases of declension too: two parts of one name side by side, in any order and however they are
///     joined, or the surname (every part behind the first) alone with a capital; in small letters the surname alone
///     may be another word, and is a warning. The given name alone only where the text is of that client (it has a line
///     `client = "K-0117"`), and of a contact person's name any part alone only there.
///   - Telephone numbers: the same digits, however they are parted, with 0, 00386, +371 … before them or without.
///   - Addresses: street and house number.
///   - Days of birth: 1980-12-25, 25.12.1980, 25. decembra 1980.
///   - Personal numbers (personal_number.h), of whomever.
/// A text is read as model/reading.h says, so that case, marks, script, invisible characters, and the kind of blank and
/// dash make no difference; where it has a backslash, also with what it escapes in TOML. `of_the_office` are the names
/// of workers and providers: where a place is one of theirs it is no find, and where it might be, it is a warning. So
/// is a number that is only like a personal one.
class PrivacySearch {
 public:
  enum class Numbers { searched, left_out };
  PrivacySearch(const People&, const std::vector<std::string>& of_the_office, Numbers = Numbers::searched);
  /// To take names out: of all clients, and `others` ("Ana Liepsala") and keys as files hold them ("ana"); of these all
  /// each part alone, and nobody is the office's.
  static PrivacySearch for_redaction(const People&, const std::vector<std::string>& others);
  PrivacySearch(PrivacySearch&&) noexcept;
  ~PrivacySearch();

  /// Returns the passages of a text, in order of their places; they do not overlap.
  std::vector<Passage> passages(std::string_view text) const;
  /// Returns those of a text and of its name, each as a diagnostic in which nothing found is repeated: file, line,
  /// column and what it is (`a name of K-0117: …J**** L*******…`).
  std::vector<Diagnostic> in(const NamedText&) const;
  /// Returns the text with stars in the place of these passages.
  std::string starred(std::string_view text) const;

 private:
  struct Index;
  explicit PrivacySearch(std::unique_ptr<const Index>, Numbers);
  std::unique_ptr<const Index> index_;
  Numbers numbers_;
};

/// Returns what these texts tell, in the order of the texts and of the places in them.
std::vector<Diagnostic> named_people(std::span<const NamedText> texts, const People& people,
                                     const std::vector<std::string>& of_the_office = {});

/// The digits of a text starred, and the letters but the first of each word.
std::string masked(std::string_view text);

}  // namespace psp::rules
