// Who a client is, as people/REF.toml holds it; a case file has only the reference.
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
  // For a client who was forgotten, only these two, `format` and `client` are left:
  std::optional<Date> forgotten;
  std::string by;

  static void fields(auto& v, auto& r) {
    v(Field{"format", "the number of the format", Need::required}, r.format);
    v(Field{"client", "the reference: the file's own name", Need::required}, r.client);
    v(Field{"name", "the client's name"}, r.name);
    v(Field{.name = "born", .help = "with its year, as in 9.3.1980", .with_year = true}, r.born);
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

/// Returns true for what may name a client and a file of people/: 1 to 64 bytes of UTF-8, made of Latin, Greek and
/// Cyrillic letters, digits, `-`, `_`, `.` and `+`, and not beginning with one of these four.
bool is_reference(std::string_view);

/// Returns a key that is equal for references of one client, which differ at most in upper and lower case, as `K-0117`
/// and `k-0117`.
std::string reference_key(std::string_view);

/// Returns the path of a client's file from the ledger's directory: `people/K-0117.toml`.
std::string person_path(std::string_view reference);

/// Holds references as they are written; those of one client may differ in upper and lower case.
class Spellings {
 public:
  void add(const std::string& reference);

  /// Returns the reference as given if it was added so, or if none of that client was added; else the one that was
  /// added first.
  std::string written(std::string_view reference) const;

  std::vector<std::string> all() const;

 private:
  std::map<std::string, std::vector<std::string>> by_key_;
};

/// What the files of people/ hold.
struct People {
  std::map<std::string, Person, std::less<>> known;  ///< by reference, with those who were forgotten
  std::vector<std::string> locked;                   ///< references whose files are encrypted, without a key here
  Spellings spellings;                               ///< of all files of people/, readable or not
  std::vector<Diagnostic> wrong;                     ///< files that cannot be read, and other things that lie there

  /// Returns the client with this reference, in upper or lower case; null if there is none, or it was forgotten.
  const Person* find(std::string_view reference) const;
  /// Returns the reference and the name, which only the office may see; the reference alone if no name is known.
  std::string shown(const std::string& reference) const;
  /// Returns the references of the clients whom a part of a name means, sorted, whatever the case and diacritics: those
  /// of whose names it has whole words; if there are none, those of whose words it begins some; if there are none, those
  /// whose names hold it. Each word of `part` must be met so. Returns none for a blank one.
  std::vector<std::string> named(std::string_view part) const;
  /// Returns the names of all clients and of their contact persons.
  std::vector<std::string> names() const;
};

/// Returns the name of a person's field for people: a client's name is not an option's.
inline Message person_label(const FieldRow& row) { return msg_in("person", row.name); }

}  // namespace psp
