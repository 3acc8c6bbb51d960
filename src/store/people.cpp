// people/: who the clients are, a file each, and the other files of a ledger that no case is.
#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "format/person.h"
#include "store/again.h"
#include "store/disk/lock.h"
#include "store/ledger.h"

namespace psp::store {
namespace {

namespace fs = std::filesystem;

}  // namespace

std::optional<std::string> Ledger::text_of(const std::string& path) const {
  std::error_code error;
  // A link is there, wherever it leads: reading it refuses.
  const auto type = fs::symlink_status(directory_ / path, error).type();
  if (type == fs::file_type::not_found) return std::nullopt;
  if (type == fs::file_type::none) {  // whether it is there could not be told
    errno = error.value();
    fail(path, "open the file");
  }
  return read_file(root_.get(), path);
}

Durable Ledger::change(const std::string& path, const Writer& writer,
                       const std::function<std::string(const std::optional<std::string>& old)>& make) const {
  const Lock lock(root_.get(), writer.by, writer.tell);
  return again_if_changed(path, [&]() -> std::optional<Durable> {
    const auto old = text_of(path);
    const auto text = make(old);
    if (old == text) return Durable::yes;
    const auto done = old ? replace_file(root_.get(), path, *old, text) : create_file(root_.get(), path, text);
    if (done) listing_.reset();
    return done;
  });
}

PeopleRead Ledger::read_people() const {
  PeopleRead read;
  auto& people = read.people;
  const auto unread = [&](const std::string& path, Message m) {
    read.unread.push_back({Severity::error, path, 1, 1, std::move(m)});
    people.wrong.push_back(read.unread.back());
  };
  std::error_code error;
  const auto directory = fs::symlink_status(directory_ / "people", error);
  read.there = directory.type() != fs::file_type::not_found;
  if (!read.there) return read;
  if (directory.type() != fs::file_type::directory) {
    unread("people", msg("is no directory: psp does not follow it, and knows no names"));
    return read;
  }
  const auto listing = list_people(directory_, root_.get());
  for (const auto& path : listing.people) {
    const auto reference = fs::path(path).stem().string();
    people.spellings.add(reference);
    try {
      auto parsed = format::parse_person(read_file(root_.get(), path), path);
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
