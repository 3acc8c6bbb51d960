// A case without what is not to leave the office: other persons' names, workers' remarks, texts marked as internal.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/person.h"
#include "rules/chronology.h"
#include "rules/privacy/search.h"
#include "rules/status.h"

namespace psp::rules {

/// What is left out, each counted on its own.
enum class Withheld {
  remarks,
  notes,
  present,
  from,
  corrections,
  overrides,
  internal,
  names,
  phones,
  addresses,
  born,
  numbers
};

}  // namespace psp::rules

namespace psp {
PSP_WORDS(rules::Withheld, "remarks", "notes", "present", "from", "corrections", "overrides", "internal", "names",
          "phones", "addresses", "born", "numbers");
}  // namespace psp

namespace psp::rules {

using LeftOut = std::array<std::size_t, Vocabulary<Withheld>::words.size()>;

/// What was left out, in a sentence: each with its number; the names of workers always.
Message left_out_words(const LeftOut&);

/// What stands where a name was.
constexpr std::string_view in_place_of_a_name = "[…]";

/// What is taken out of texts: all that the privacy check finds of these people (search.h), each part of a name alone
/// as well; and the names and keys of others, as of workers.
class Names {
 public:
  explicit Names(const std::vector<std::string>& others, const People& people = {});

  /// Returns the text with `[…]` in place of each passage; names side by side become one. `left_out` grows by how many
  /// those are, each in its kind.
  std::string taken_out_of(std::string_view text, LeftOut& left_out) const;

 private:
  std::shared_ptr<const PrivacySearch> search_;
};

struct Redacted {
  Case file;
  LeftOut left_out;
  Names names;  ///< that were taken out of its texts
};

/// The file as it stands, without
///   - remarks, notes, the reasons of corrections, a closure's override, who was present, whom papers and referrals
///     are from;
///   - the keys of workers and case managers: `[…]` is in their place;
///   - those keys, the workers' names, and what tells of `others` within texts: `[…]` again;
///   - paragraphs marked as internal: see without_internal().
/// References go to what they now mean. `others` are the people whom the texts may tell of.
Redacted redacted(const History&, const Office&, const People& others = {});

/// The same for what is computed from the file as it was.
CaseStatus redacted(CaseStatus, const Names&);

/// A message without these names, and without internal paragraphs, in what fills its places.
Message redacted(Message, const Names&);

/// The text without the paragraphs that begin with `[internal]`, in capitals or not. A paragraph ends at an empty
/// line. `paragraphs` grows by how many those were.
std::string without_internal(std::string_view text, std::size_t& paragraphs);

}  // namespace psp::rules
