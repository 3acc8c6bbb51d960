// Finds who can be recognised in texts that others will see: known people by name, telephone number, address or day of
// birth, and anybody by a personal number. Messages do not repeat what was found: they have stars in its place.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/person.h"
#include "rules/privacy/passage.h"

namespace psp::rules {

/// The text of a file, and its path.
struct NamedText {
  std::string path;
  std::string_view text;
};

/// The one search that the privacy check and all redaction use. It finds:
///   - Names, in other cases of declension too: two parts of one name side by side, in any order and however they are
///     joined, or the surname (every part behind the first) alone with a capital; in small letters the surname alone
///     may be another word, and is a warning. The given name alone only where the text is of that client (it has a line
///     `client = "K-0117"`), and of a contact person's name any part alone only there.
///   - Telephone numbers: the same digits, however they are parted, with 0, 00386, +371 … before them or without.
///   - Addresses: street and house number.
///   - Days of birth: 1980-12-25, 25.12.1980, 25. decembra 1980.
///   - Personal numbers (personal_number.h), of whomever.
/// A text is read as model/search_text.h says, so that case, marks, script, invisible characters, and the kind of blank
/// and dash make no difference; if it has a backslash, also with what that escapes in TOML. `of_the_office` are the
/// names of workers and providers: a place that is one of theirs is not found, and one that might be is a warning. So
/// is a number that is only like a personal one. Several threads may use one search at once.
class PrivacySearch {
 public:
  enum class Numbers { searched, left_out };
  PrivacySearch(const People&, const std::vector<std::string>& of_the_office, Numbers = Numbers::searched);
  /// Returns a search for what is to be taken out: of all people, and of `others`, which are names ("Ana Liepsala") and
  /// keys ("ana"). It finds each part of a name alone, and leaves nothing out as the office's.
  static PrivacySearch for_redaction(const People&, const std::vector<std::string>& others);
  PrivacySearch(PrivacySearch&&) noexcept;
  ~PrivacySearch();

  /// Returns the passages of a text, in order of their places; they do not overlap.
  std::vector<Passage> passages(std::string_view text) const;
  /// Returns the passages of a text and of its path as diagnostics: file, line, column and what it is (`a name of
  /// K-0117: …J**** L*******…`).
  std::vector<Diagnostic> in(const NamedText&) const;
  /// Returns the text with its passages masked().
  std::string starred(std::string_view text) const;

 private:
  struct Index;
  explicit PrivacySearch(std::unique_ptr<const Index>, Numbers);
  std::unique_ptr<const Index> index_;
  Numbers numbers_;
};

/// Returns the text with stars for its digits and for all letters but the first of each word, in one line.
std::string masked(std::string_view text);

}  // namespace psp::rules
