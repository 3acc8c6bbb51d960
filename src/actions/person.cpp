#include "actions/person.h"

#include <utility>
#include <variant>

#include "actions/read_cases.h"
#include "format/person.h"
#include "store/git/encryption.h"
#include "store/people.h"
#include "store/revise.h"

namespace psp::actions {
namespace {

void refuse_unreadable(const format::ParsedPerson& parsed, const std::string& path) {
  if (parsed.locked) throw Failure{Exit::data, format::locked_names()};
  if (!parsed.readable())
    throw Failure{Exit::data, msg("{} cannot be read until it is mended", path), parsed.diagnostics};
}

/// Returns a new file of these values, or the old text with them.
std::string text_with(const std::string& reference, const std::optional<std::string>& old,
                      const std::vector<NamedValue>& values) {
  const auto path = person_path(reference);
  if (old) {
    const auto parsed = format::parse_person(*old, path);
    refuse_unreadable(parsed, path);
    if (parsed.value.forgotten)
      throw Failure{Exit::usage, msg("{} was forgotten on {}: give the client a new reference, or delete {} first",
                                     reference, *parsed.value.forgotten, path)};
    auto changed = format::change_person(*old, path, values);
    if (const auto* why = std::get_if<Message>(&changed)) throw Failure{Exit::data, *why};
    return std::get<std::string>(changed);
  }
  Person person;
  person.format = format_number;
  person.client = reference;
  Message why;
  for (const auto& [name, value] : values) put_field(person, name, value, why);
  return format::write_person(person);
}

}  // namespace

std::optional<Person> read_person(const store::Ledger& ledger, const std::string& reference) {
  const auto path = person_path(reference);
  const auto text = ledger.text_of(path);
  if (!text) return std::nullopt;
  auto parsed = format::parse_person(*text, path);
  refuse_unreadable(parsed, path);
  return std::move(parsed.value);
}

std::string written_reference(const store::Ledger& ledger, const std::string& given, std::string_view without_case) {
  if (!is_reference(given) || ledger.text_of(person_path(given))) return given;
  const auto& ids = ledger.case_ids();
  std::vector<std::string> in_cases(ids.size());
  const auto take = [&](FileRead file) {
    if (ids[file.at] != without_case) in_cases[file.at] = std::move(file.parsed.value.header.client);
  };
  read_files(ledger, ids, take, wants_client(given));
  return written_reference(ledger, given, in_cases);
}

std::string written_reference(const store::Ledger& ledger, const std::string& given,
                              const std::vector<std::string>& in_cases) {
  if (!is_reference(given) || ledger.text_of(person_path(given))) return given;
  auto spellings = store::read_people(ledger).people.spellings;
  for (const auto& client : in_cases) spellings.add(client);
  return spellings.written(given);
}

store::Durable write_person(store::Ledger& ledger, const store::Writer& writer, const std::string& reference,
                            const std::vector<NamedValue>& values) {
  store::refuse_without_key(ledger);
  return store::revise_file(ledger, person_path(reference), writer,
                            [&](const auto& old) { return text_with(reference, old, values); });
}

}  // namespace psp::actions
