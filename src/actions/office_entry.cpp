#include "actions/office_entry.h"

#include <algorithm>

#include <fmt/format.h>

#include "format/parse.h"
#include "format/write.h"
#include "model/letters.h"
#include "model/text.h"
#include "store/revise.h"

namespace psp::actions {
namespace {

constexpr std::string_view office_file = "psp.toml";

bool is_key(std::string_view text) {
  return !text.empty() && text.front() != '-' && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-';
  });
}

std::string text_of(const OfficeEntry& entry, std::string_view field) {
  const auto value = value_of(entry.fields, field);
  return value ? std::get<std::string>(*value) : std::string();
}

/// Throws a Failure if an entry of the table is in the way of the new one.
template <class Map>
void refuse_met(const Map& map, const OfficeEntry& entry) {
  const auto name = text_of(entry, "name"), email = text_of(entry, "email");
  for (const auto& [key, other] : map) {
    if (folded(key) == entry.key)
      throw Failure{Exit::usage, msg("psp.toml has [{}.{}] already: to change it, edit psp.toml", entry.table, key)};
    if (!name.empty() && folded_words(other.name) == folded_words(name))
      throw Failure{Exit::usage, msg("[{}.{}] of psp.toml has the name {} already: give another, so that they can be "
                                     "told apart",
                                     entry.table, key, other.name)};
    if constexpr (requires { other.email; })
      if (!email.empty() && folded(other.email) == folded(email))
        throw Failure{Exit::usage,
                      msg("[{}.{}] of psp.toml has the address {} already", entry.table, key, other.email)};
  }
}

void refuse_met(const Office& office, const OfficeEntry& entry) {
  if (entry.table == "workers") refuse_met(office.workers, entry);
  else refuse_met(office.providers, entry);
}

}  // namespace

std::string entry_text(const OfficeEntry& entry) {
  return fmt::format("\n[{}.{}]\n{}", entry.table, entry.key, format::write_fields(entry.fields));
}

std::string lines_of(const SetFields& fields) {
  auto lines = format::write_fields(fields);
  if (!lines.empty()) lines.pop_back();
  return lines;
}

store::Durable add_entry(const Occasion& on, const OfficeEntry& entry) {
  if (!is_key(entry.key))
    throw Failure{Exit::usage,
                  msg("\"{}\" is no key: write letters from a to z, digits and dashes, as in safe-house", entry.key)};
  on.ledger.office();
  return store::revise_file(on.ledger, std::string(office_file), on.writer(), [&](const auto& old) {
    auto text = old.value_or("");
    const auto before = format::parse_office(text, office_file);
    if (has_errors(before.diagnostics))
      throw Failure{Exit::data, msg("psp.toml must be mended first"), before.diagnostics};
    refuse_met(before.value, entry);
    const auto line_end = format::line_end_of(text);
    if (!text.empty() && !text.ends_with('\n')) text += line_end;
    text += format::with_line_ends(entry_text(entry), line_end);
    const auto after = format::parse_office(text, office_file);
    if (has_errors(after.diagnostics))
      throw Failure{Exit::data,
                    msg("psp.toml cannot have [{}.{}] at its end: write it where it belongs", entry.table, entry.key),
                    after.diagnostics};
    return text;
  });
}

}  // namespace psp::actions
