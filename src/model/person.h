// Who a client is: what people/REF.toml holds, apart from the case files, which know the reference alone.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostic.h"
#include "model/fields.h"

namespace psp {

struct Person {
  std::optional<std::int64_t> format;
  std::string client;
  std::string name;
  std::optional<Date> born;
  std::string phone, address, municipality, language, contact, contact_phone;
  // Of one who was forgotten, with `format` and `client` all that is left:
  std::optional<Date> forgotten;
  std::string by;

  static void fields(auto& v, auto& r) {
    v(Field{"format", "the number of the format", Need::required}, r.format);
    v(Field{"client", "the reference: the file's own name", Need::required}, r.client);
    v(Field{"name", "the client's name"}, r.name);
    v(Field{"born", "the day of birth"}, r.born);
    v(Field{"phone", "the telephone number"}, r.phone);
    v(Field{"address", "where the client lives"}, r.address);
    v(Field{"municipality", "the municipality"}, r.municipality);
    v(Field{"language", "the language that the client speaks, as a word: sl, lv, en …"}, r.language);
    v(Field{"contact", "whom to call in the client's stead"}, r.contact);
    v(Field{"contact_phone", "the telephone number of that person"}, r.contact_phone);
    v(Field{"forgotten", "the day on which psp forget took all else away"}, r.forgotten);
    v(Field{"by", "who did that, a key of [workers]"}, r.by);
  }
};

/// True for what may name a client and a file of people/: up to 64 bytes of letters, digits and `-`, `_`, `.`, `+`, the
/// first a letter or a digit.
bool is_reference(std::string_view);

/// What is the same for two references that mean one client: they differ in the case of their letters at most, as
/// `K-0117` and `k-0117`.
std::string reference_key(std::string_view);

/// `people/K-0117.toml`
std::string person_path(std::string_view reference);

/// References as they are written; those of one client (reference_key()) may differ in the case of their letters.
class Spellings {
 public:
  void add(const std::string& reference);

  /// The reference as it is written, for one that may be given in other case: as given where it is written so too, else
  /// as it was added first. As given where it is not known.
  std::string written(std::string_view reference) const;

  std::vector<std::string> all() const;

 private:
  std::map<std::string, std::vector<std::string>> by_key_;
};

/// All whom people/ knows.
struct People {
  std::map<std::string, Person, std::less<>> known;  ///< by reference; those who were forgotten as well
  std::vector<std::string> locked;                   ///< references whose files are encrypted, and no key is here
  Spellings spellings;                               ///< of all files of people/, readable or not
  std::vector<Diagnostic> wrong;                     ///< files that cannot be read, and other things that lie there

  /// Null where nobody, or only that somebody was forgotten, is known by this reference.
  const Person* find(std::string_view reference) const;
  /// The reference with the name behind it, for the eyes of the office; the reference alone where there is no name.
  std::string shown(const std::string& reference) const;
  /// The names of all clients and their contact persons.
  std::vector<std::string> names() const;
};

}  // namespace psp
