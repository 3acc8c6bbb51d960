// Finds names of people in a text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/privacy/names.h"
#include "rules/privacy/passage.h"

namespace psp::rules {

/// A text in which names are searched.
struct NameText {
  std::string_view text;  ///< as it stands
  const Reading& reading;
  const std::vector<NameWord>& words;  ///< of the reading
  std::string_view client;             ///< the reference of the client whose case it is; "" for any other text
};

/// Finds the names that were added. Once all are added, several threads may call find() at once.
class NameSearch {
 public:
  /// Which parts of a name are found alone: those that PrivacySearch says (search.h), or each.
  enum class Alone { as_it_may, each_part };
  /// Adds a name to be found. The owner's reference is empty for one that is no client's: a worker's name, or a key.
  void add(const Owner&, std::string_view name, Alone = Alone::as_it_may);

  /// Adds a worker's or a provider's name. A place that is one of these is not found.
  void add_of_the_office(std::string_view name);

  /// Adds the places of the names to `found`, as places in the letters of the reading.
  void find(const NameText&, std::vector<Passage>& found) const;

 private:
  /// A name, with its words in plain letters. Its parts are the words with a capital, or all if none has one.
  struct KnownName {
    Owner owner;
    std::vector<std::string> parts;
    std::vector<std::string> particles;  ///< the other words: al, de, la
    Alone alone;
  };
  struct KnownPart {
    std::size_t name, part;  ///< its places in names_ and in KnownName::parts
    bool whole;              ///< the stem is found without an ending too
    bool beside;             ///< it is one letter or has digits: it is neither declined nor found alone
    bool everyday;           ///< it is an everyday word, too
    std::string folded;      ///< the part in plain letters
    std::string spelled;     ///< the part with its marks, in small letters
  };
  using Parts = std::vector<const KnownPart*>;
  /// Words in a row that are different parts of one name, and perhaps particles and initials of it between them.
  struct Run {
    std::size_t length = 0;  ///< in words
    std::vector<std::size_t> parts = {};
    bool capitals = true;  ///< of all parts
    bool exact = true;     ///< none is declined
  };
  enum class Office { no, perhaps, yes };
  enum class Sure { no, small_letters, everyday, yes };

  void add_spelling(const Owner&, std::string_view name, Alone);
  Parts parts_of(const NameWord&) const;
  bool is_beside(const NameWord&, const KnownName&, const std::vector<std::size_t>& seen) const;
  Run run_of(const NameText&, const std::vector<Parts>&, std::size_t at, std::size_t name) const;
  Sure how_sure(const NameText&, const Run&, const NameWord& first, const KnownPart&) const;
  Office of_the_office(const NameText&, std::size_t begin, std::size_t end) const;

  std::vector<KnownName> names_;
  std::unordered_multimap<std::string, KnownPart> parts_;  // by stem
  std::vector<std::vector<std::string>> office_;           // the plain parts of each name
};

}  // namespace psp::rules
