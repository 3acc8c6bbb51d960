#include "store/people.h"

#include <filesystem>
#include <string>
#include <utility>

#include "format/person.h"

namespace psp::store {

namespace fs = std::filesystem;

PeopleRead read_people(const Ledger& ledger) {
  PeopleRead read;
  auto& people = read.people;
  const auto unread = [&](const std::string& path, Message m) {
    read.unread.push_back({Severity::error, path, 1, 1, std::move(m)});
    people.wrong.push_back(read.unread.back());
  };
  std::error_code error;
  const auto directory = fs::symlink_status(ledger.directory() / "people", error);
  read.there = directory.type() != fs::file_type::not_found;
  if (!read.there) return read;
  if (directory.type() != fs::file_type::directory) {
    unread("people", msg("is no directory: psp does not follow it, and knows no names"));
    return read;
  }
  const auto listing = list_people(ledger.directory());
  for (const auto& path : listing.people) {
    const auto reference = fs::path(path).stem().string();
    people.spellings.add(reference);
    try {
      auto parsed = format::parse_person(ledger.read_text(path), path);
      if (parsed.locked) people.locked.push_back(reference);
      if (parsed.readable()) people.known.emplace(reference, std::move(parsed.value));
      for (auto& d : parsed.diagnostics) people.wrong.push_back(std::move(d));
    } catch (const Failure& failure) {
      unread(path, failure.message);
    }
  }
  const auto &others = listing.persons, &closed = listing.persons_unread;
  people.wrong.insert(people.wrong.end(), others.begin(), others.end());
  read.unread.insert(read.unread.end(), closed.begin(), closed.end());
  return read;
}

}  // namespace psp::store
