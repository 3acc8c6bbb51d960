// Names of people, found within a text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/privacy/names.h"
#include "rules/privacy/passage.h"

namespace psp::rules {

/// A text as names are searched in it.
struct NameText {
  std::string_view text;  ///< as it stands
  const Reading& reading;
  const std::vector<NameWord>& words;  ///< of the reading
  std::string_view client;             ///< whose case it is; "" where it is none's
};

class NameSearch {
 public:
  /// Whether a part of a name tells when it stands alone.
  enum class Alone { as_it_may, each_part };
  /// A name of nobody's (an empty owner) is one that is taken out alone: a worker's, or a key.
  void add(const Owner&, std::string_view name, Alone = Alone::as_it_may);

  /// A worker's or a provider's name: where a place is one of these, it is no find.
  void add_of_the_office(std::string_view name);

  /// Adds to `found` the places of these names in the letters of the reading.
  void find(const NameText&, std::vector<Passage>& found) const;

 private:
  /// A name as the search knows it; its parts are those that have a capital.
  struct KnownName {
    Owner owner;
    std::vector<std::string> parts;      ///< in plain letters
    std::vector<std::string> particles;  ///< the words without a capital: al, de, la
    Alone alone;
  };
  struct KnownPart {
    std::size_t name, part;  ///< of all names; of its parts
    bool whole;              ///< the stem stands for itself
    bool beside;             ///< it is too short to be told from other words where it stands alone
    bool everyday;           ///< it is a word of everyday, too
    std::string folded;      ///< the part as it is, in plain letters
    std::string spelled;     ///< and with its marks, in small letters
  };
  using Parts = std::vector<const KnownPart*>;
  /// Words side by side that are different parts of one name; its particles and initials may lie between them.
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
