// A case without what is not to leave the office: other persons' names, workers' remarks, texts marked as internal.
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

/// Whom a copy is for. The client may read what tells of the client.
enum class CopyFor { third_party, client };

}  // namespace psp::rules

namespace psp {
PSP_WORDS(rules::CopyFor, "third-party", "client");
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
/// as well; and the names and keys of others, as of workers. Several threads may ask it at once.
class Names {
 public:
  explicit Names(const std::vector<std::string>& others, const People& people = {});

  /// Returns these names and the keys of further workers.
  Names and_of(const std::set<std::string>& keys) const;

  /// Returns these names without what tells of this client: name, telephone number, address, day of birth, and a
  /// personal number that begins with that day. What tells of somebody else is still taken out, though the two share a
  /// part of it, as a surname: `Miha Zelenka` goes, `Vida Zelenka` stays, and so does `Zelenka` alone.
  Names but_of(const Person& client) const;

  /// Returns the text with `[…]` in place of each passage; names side by side become one. `left_out` grows by how many
  /// those are, each in its kind.
  std::string taken_out_of(std::string_view text, LeftOut& left_out) const;

  /// The same of a path, in which names have no capitals: a word is a name there however it is written.
  std::string taken_out_of_path(std::string_view path, LeftOut& left_out) const;

  /// The same of what is to tell things apart, as the id of a case or a client's reference: only what the privacy
  /// check calls an error is taken out, and no worker's key.
  std::string taken_out_of_key(std::string_view key, LeftOut& left_out) const;

 private:
  using Search = std::shared_ptr<const PrivacySearch>;
  bool is_of_client(const Passage&, std::string_view text) const;
  std::string without(std::vector<Passage>, std::string_view searched, std::string_view text, LeftOut&) const;
  std::vector<Passage> passages(std::string_view text) const;

  std::vector<Search> searches_;  ///< what any of them finds is taken out
  Search check_;                  ///< as the privacy check does it
  Search of_client_;              ///< what it finds stays; null where nobody's does
  std::optional<Date> client_born_;
};

struct Redacted {
  Case file;
  LeftOut left_out;
  Names names;  ///< that were taken out of its texts
};

/// Makes redacted copies of cases. It is made once for all cases of a ledger, and several threads may ask it at once.
class Redaction {
 public:
  /// `people` are those whom the texts may tell of. Both must outlive it.
  Redaction(const Office& office, const People& people, CopyFor = CopyFor::third_party);

  /// Returns the file as it stands, without
  ///   - remarks, notes, the reasons of corrections, a closure's override, who was present, whom papers and referrals
  ///     are from;
  ///   - the keys of workers and case managers: `[…]` is in their place;
  ///   - those keys, the workers' names, and what tells of people within texts and paths: `[…]` again; in a copy for
  ///     the client what tells of this client stays, see Names::but_of();
  ///   - paragraphs marked as internal: see without_internal().
  /// References go to what they now mean.
  Redacted of(const History&) const;

  /// The names and keys of the office's workers, and what tells of people: of all of them, the clients too.
  const Names& names() const { return names_; }

 private:
  const Office* office_;
  const People* people_;
  CopyFor for_;
  Names names_;
};

/// The keys of workers that the case has and the office does not list.
std::set<std::string> unlisted_workers(const Case&, const Office&);

/// The same for what is computed from the file as it was.
CaseStatus redacted(CaseStatus, const Names&);

/// An item of the agenda without these names, the worker's key, and the client's reference.
AgendaItem redacted(AgendaItem, const Names&);

/// What an explanation tells of the case, without these names.
Explanation redacted(Explanation, const Names&);

/// Where a record stands, without these names in the path.
Evidence redacted(Evidence, const Names&);

/// What is wrong in files, without these names in their paths and in what is told of them.
std::vector<Diagnostic> redacted(std::vector<Diagnostic>, const Names&);

/// A message without these names, and without internal paragraphs, in what fills its places.
Message redacted(Message, const Names&);

/// The text without the paragraphs that begin with `[internal]`, in capitals or not. A paragraph ends at an empty
/// line. `paragraphs` grows by how many those were.
std::string without_internal(std::string_view text, std::size_t& paragraphs);

}  // namespace psp::rules
