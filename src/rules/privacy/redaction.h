// Copies of cases, and of what is computed from them, without what must not leave the office.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/person.h"
#include "rules/agenda.h"
#include "rules/chronology.h"
#include "rules/explain.h"
#include "rules/privacy/search.h"
#include "rules/status.h"

namespace psp::rules {

/// The kinds of things that are left out, each of which is counted.
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

/// Whom a copy is for. In one for the client, what tells of the client stays.
enum class CopyFor { third_party, client };

}  // namespace psp::rules

namespace psp {
PSP_WORDS(rules::CopyFor, "third-party", "client");
PSP_WORDS(rules::Withheld, "remarks", "notes", "present", "from", "corrections", "overrides", "internal", "names",
          "phones", "addresses", "born", "numbers");
}  // namespace psp

namespace psp::rules {

using LeftOut = std::array<std::size_t, Vocabulary<Withheld>::words.size()>;

/// Returns a sentence that tells how much of each kind was left out, and that the names of workers were.
Message left_out_words(const LeftOut&);

constexpr std::string_view in_place_of_a_name = "[…]";

/// Takes out of texts all that the privacy check finds of people (search.h), with each part of a name that stands
/// alone, and the names and keys of others, such as workers. Several threads may ask it at once.
class Names {
 public:
  explicit Names(const std::vector<std::string>& others, const People& people = {});

  /// Returns these names and the keys of further workers.
  Names and_of(const std::set<std::string>& keys) const;

  /// Returns these names without what tells of this client: name, telephone number, address, day of birth, and a
  /// personal number that begins with that day. Of two people with one surname only the other is taken out: for the
  /// client Vida Zelenka, `Miha Zelenka` goes, and `Vida Zelenka` and `Zelenka` alone stay.
  Names but_of(const Person& client) const;

  /// Returns the text with `[…]` in place of each passage, or of several names side by side. Adds their number to
  /// `left_out`, each in its kind.
  std::string taken_out_of(std::string_view text, LeftOut& left_out) const;

  /// Does the same for a path, in which a name is found without its capitals too.
  std::string taken_out_of_path(std::string_view path, LeftOut& left_out) const;

  /// Does the same for an identifier, such as the id of a case or a client's reference, but takes out only what the
  /// privacy check calls an error, and no worker's key.
  std::string taken_out_of_key(std::string_view key, LeftOut& left_out) const;

 private:
  using Search = std::shared_ptr<const PrivacySearch>;
  bool is_of_client(const Passage&, std::string_view text) const;
  std::string without(std::vector<Passage>, std::string_view searched, std::string_view text, LeftOut&) const;
  std::vector<Passage> passages(std::string_view text) const;

  std::vector<Search> searches_;  ///< what any of them finds is taken out
  Search check_;                  ///< the search of the privacy check
  Search of_client_;              ///< what it finds stays; null if there is no such client
  std::optional<Date> client_born_;
};

struct Redacted {
  Case file;
  LeftOut left_out;
  Names names;  ///< those that were taken out of its texts
};

/// Makes redacted copies of cases. It is made once for all cases of a ledger, and several threads may ask it at once.
class Redaction {
 public:
  /// `people` are those of whom the texts may tell. Both must outlive it.
  Redaction(const Office& office, const People& people, CopyFor = CopyFor::third_party);

  /// Returns the records of as_it_stands(), with the header and the intake, without
  ///   - remarks, notes, the reasons of corrections, a closure's override, who was present, whom papers and referrals
  ///     are from;
  ///   - the keys of workers and case managers: `[…]` is in their place;
  ///   - those keys, the workers' names, and what tells of people within texts and paths: `[…]` again; in a copy for
  ///     the client what tells of this client stays, see Names::but_of();
  ///   - paragraphs marked as internal: see without_internal().
  /// References name the records that they now mean.
  Redacted of(const History&) const;

  /// Returns what is taken out for everybody: the names and keys of workers, and what tells of people.
  const Names& names() const { return names_; }

 private:
  const Office* office_;
  const People* people_;
  CopyFor for_;
  Names names_;
};

/// Returns the keys of workers that the case has and the office does not list.
std::set<std::string> unlisted_workers(const Case&, const Office&);

// These return what was computed from an unredacted case without the names, in its texts and in the paths of files.

/// Hides the keys of the worker and the manager as well.
CaseStatus redacted(CaseStatus, const Names&);
/// Hides the keys of the workers as well, and leaves out the client's reference.
CaseAgenda redacted(CaseAgenda, const Names&);
Explanation redacted(Explanation, const Names&);
std::vector<Diagnostic> redacted(std::vector<Diagnostic>, const Names&);
/// Redacts what fills the places of the message, and leaves out internal paragraphs in it.
Message redacted(Message, const Names&);

/// Returns the text without the paragraphs that begin with `[internal]`, in upper or lower case. A paragraph ends at an
/// empty line. Adds the number of those left out to `paragraphs`.
std::string without_internal(std::string_view text, std::size_t& paragraphs);

}  // namespace psp::rules
