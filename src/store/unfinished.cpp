#include "store/unfinished.h"

#include <algorithm>
#include <cerrno>
#include <variant>

#include <fcntl.h>
#include <unistd.h>

#include "format/parse.h"
#include "format/write.h"

namespace psp::store {
namespace {

const std::string journal(unfinished_file);
constexpr int most_tries = 100;  // a file that is saved again and again while we write

bool is_there(int root, const std::string& path) {
  if (faccessat(root, path.c_str(), F_OK, AT_SYMLINK_NOFOLLOW) == 0) return true;
  if (errno != ENOENT && errno != ENOTDIR) fail(path, "look for it");
  return false;
}

format::ParsedUnfinished read_journal(const std::string& text) {
  auto parsed = format::parse_unfinished(text, journal);
  if (parsed.readable()) return parsed;
  throw Failure{Exit::data,
                msg("a write to several cases is not finished, and what is left of it cannot be read: mend {}; where "
                    "psp log shows its records in all their cases, delete it",
                    journal),
                std::move(parsed.diagnostics)};
}

/// A file's text, or why a person must look at what is there.
std::variant<std::string, Message> text_or_why(int root, const std::string& path) {
  if (!is_there(root, path))
    return msg(
        "is gone, and a record that was written down waits for it: bring the file back, or take its [[append]] "
        "out of {}",
        journal);
  try {
    return read_file(root, path);
  } catch (const Failure& failure) {
    if (failure.exit != Exit::data) throw;
    return failure.message;
  }
}

/// What a person must do at a case file before it takes its records; nothing where they are in it.
std::optional<Diagnostic> add_missing(int root, const format::Addition& addition, Durable& durable) {
  const auto path = case_path(addition.case_id);
  const auto waits = [&](Message why, int line = 1, int column = 1) {
    return Diagnostic{Severity::error, path, line, column, std::move(why)};
  };
  for (int tries = 0; tries < most_tries; ++tries) {
    const auto text = text_or_why(root, path);
    if (const auto* why = std::get_if<Message>(&text)) return waits(*why);
    const auto& old = std::get<std::string>(text);
    const auto parsed = format::parse_case(old, path);
    if (!parsed.readable()) {
      const auto& error = *std::find_if(parsed.diagnostics.begin(), parsed.diagnostics.end(),
                                        [](const Diagnostic& d) { return d.severity == Severity::error; });
      return waits(msg("must be mended: a record that was written down waits for this file, and the next psp command "
                       "adds it"),
                   error.line, error.column);
    }
    std::vector<Record> missing;
    for (const auto& r : addition.records)
      if (!find_record(parsed.value, r.id)) missing.push_back(r);
    auto appended = format::append_records(old, parsed.value, missing);
    if (auto* why = std::get_if<Message>(&appended)) return waits(std::move(*why));
    // What is in the file already may have come there just before the machine stopped.
    const auto placed =
        missing.empty() ? confirm_file(root, path) : replace_file(root, path, old, std::get<std::string>(appended));
    if (!placed) continue;
    durable = std::max(durable, *placed);
    return std::nullopt;
  }
  throw Failure{Exit::system, msg("{} is being saved by another program again and again: try again", path)};
}

}  // namespace

bool is_unfinished(int root) { return is_there(root, journal); }

void begin_unfinished(int root, std::span<const format::Addition> additions) {
  const auto text = format::write_unfinished(additions);
  const auto again = format::parse_unfinished(text, journal).value;
  const auto same = [](const format::Addition& a, const format::Addition& b) {
    return a.case_id == b.case_id && std::equal(a.records.begin(), a.records.end(), b.records.begin(), b.records.end(),
                                                [](const Record& r, const Record& s) { return r.same_as(s); });
  };
  if (!std::equal(additions.begin(), additions.end(), again.begin(), again.end(), same))
    throw Failure{Exit::system, msg("nothing was written: {} would not say what is to be added", journal)};
  const auto made = create_file(root, journal, text);
  if (!made) throw Failure{Exit::system, msg("nothing was written: {} is there already; try again", journal)};
  if (*made != Durable::unknown) return;
  // Were it lost in a power cut, the case files could hold one half: it must not go on from here.
  const int why = errno;
  if (!remove_file(root, journal)) return;  // but it stays where it is: it is decided
  errno = why;
  fail(journal, "write to the disk");
}

Finish finish_unfinished(int root) {
  const auto text = read_file(root, journal);
  const auto additions = read_journal(text).value;
  Finish finish{additions.size()};
  std::vector<format::Addition> left;
  for (const auto& addition : additions) {
    auto waits = add_missing(root, addition, finish.durable);
    if (!waits) continue;
    finish.waiting.push_back(std::move(*waits));
    left.push_back(addition);
  }
  if (finish.durable == Durable::unknown) return finish;
  if (left.empty()) finish.durable = std::max(finish.durable, end_unfinished(root));
  else if (left.size() < additions.size())
    finish.durable = replace_file(root, journal, text, format::write_unfinished(left)).value_or(Durable::unknown);
  return finish;
}

Durable end_unfinished(int root) {
  try {
    return remove_file(root, journal).value_or(Durable::unknown);
  } catch (const Failure&) {
    return Durable::unknown;  // all is in its place: that the next command has to look again is no failure of this one
  }
}

}  // namespace psp::store
