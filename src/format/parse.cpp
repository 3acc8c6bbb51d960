#include "format/parse.h"

#include <algorithm>

#include "format/canonical.h"
#include "format/reader.h"
#include "model/text.h"

namespace psp::format {
namespace {

std::string header_of(std::string_view kind) { return "[[" + std::string(kind) + "]]"; }

Record read_record(const Table& table, const RecordKind& kind, Reader& reader) {
  Record r;
  r.body = kind.make();
  r.line = table.line;
  const auto place = header_of(kind.name);
  const auto& rows = record_rows(kind);
  for (const auto& item : table.items) {
    if (std::holds_alternative<Table>(item.node) && is_own(item.key)) continue;
    if (!reader.take(item, rows, [&](auto name, auto& v, auto& why) { return put_record_field(r, name, v, why); }))
      reader.unknown(item, msg("{}", place), rows);
    note_place(item, rows, r.keys);
  }
  reader.missing(table, msg("{}", place), rows);
  if (!blank(r.id) && !is_record_id(r.id)) {
    const auto* item = table.find("id");
    reader.error(item->line, item->column,
                 msg("\"{}\" is no id: six of the characters 0-9 and a-z without i, l, o, u", r.id));
  }
  return r;
}

/// Returns all names that may stand at the top level of a case file.
std::vector<std::string_view> top_names() {
  std::vector<std::string_view> names;
  for (const auto& row : field_rows<Header>()) names.push_back(row.name);
  names.push_back("intake");
  for (const auto& kind : record_kinds()) names.push_back(kind.name);
  return names;
}

/// Reads the records that `item` holds, all of one kind.
void read_records(const Item& item, const RecordKind& kind, Reader& reader, std::vector<Record>& records) {
  if (const auto* tables = std::get_if<std::vector<Table>>(&item.node)) {
    for (const auto& t : *tables) records.push_back(read_record(t, kind, reader));
  } else {
    reader.error(item.line, item.column, msg("a record is written with two brackets: {}", header_of(item.key)));
  }
}

/// Puts records of different kinds, each read apart, into the order of the text, in which they were written down.
void in_order_of_text(std::vector<Record>& records) {
  std::stable_sort(records.begin(), records.end(), [](const Record& a, const Record& b) { return a.line < b.line; });
}

}  // namespace

ParsedCase parse_case(std::string_view text, std::string_view file, ReadBy by) {
  ParsedCase parsed;
  if (by == ReadBy::form_or_library)
    if (auto read = read_canonical_case(text, file)) {
      parsed.value = std::move(*read);
      return parsed;
    }
  Reader reader(file, parsed.diagnostics);
  const auto top = read_toml(text, file, parsed.diagnostics);
  if (has_errors(parsed.diagnostics)) return parsed;

  auto& c = parsed.value;
  c.file = file;
  for (const auto& item : top.items) {
    if (is_own(item.key)) continue;
    note_place(item, field_rows<Header>(), c.keys);
    if (const auto* kind = find_record_kind(item.key)) {
      read_records(item, *kind, reader, c.records);
    } else if (item.key == "intake") {
      if (const auto* table = std::get_if<Table>(&item.node)) {
        c.intake = reader.table<Intake>(*table, msg("[intake]"));
        for (const auto& i : table->items) note_place(i, field_rows<Intake>(), c.keys);
      } else {
        reader.error(item.line, item.column, msg("the intake is written as one table: [intake]"));
      }
    } else if (!reader.take(item, field_rows<Header>(),
                            [&](auto name, auto& v, auto& why) { return put_field(c.header, name, v, why); })) {
      const auto names = top_names();
      const auto near = nearest(item.key, names);
      const bool record = std::holds_alternative<std::vector<Table>>(item.node);
      if (record && find_record_kind(near))
        reader.error(item.line, item.column,
                     msg("{} is not a record kind; did you mean {}?", header_of(item.key), header_of(near)));
      else if (record) reader.not_known(item.line, item.column, msg("{} is not a record kind", header_of(item.key)));
      else reader.unknown(item, msg("a case file"), names);
    }
  }
  reader.missing(Table{1, 1, top.items}, msg("the case file"), field_rows<Header>(), true);
  reader.format_number_of(top, c.header.format);
  in_order_of_text(c.records);
  std::stable_sort(parsed.diagnostics.begin(), parsed.diagnostics.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.line < b.line; });
  return parsed;
}

ParsedRecords parse_records(std::string_view text, std::string_view file) {
  ParsedRecords parsed;
  Reader reader(file, parsed.diagnostics);
  const auto top = read_toml(text, file, parsed.diagnostics);
  for (const auto& item : top.items) {
    if (const auto* kind = find_record_kind(item.key)) read_records(item, *kind, reader, parsed.value);
    else reader.not_known(item.line, item.column, msg("{} is not a record kind", header_of(item.key)));
  }
  in_order_of_text(parsed.value);
  return parsed;
}

namespace {

/// Reads `[what.KEY]` tables of T into a map by key.
template <class Map>
void read_keyed(const Item& item, Reader& reader, Map& map) {
  const auto* tables = std::get_if<Table>(&item.node);
  if (!tables) return reader.error(item.line, item.column, msg("write [{}.KEY]", item.key));
  for (const auto& entry : tables->items) {
    if (is_own(entry.key)) continue;
    const auto place = "[" + item.key + "." + entry.key + "]";
    if (const auto* table = std::get_if<Table>(&entry.node))
      map[entry.key] = reader.table<typename Map::mapped_type>(*table, msg("{}", place));
    else reader.error(entry.line, entry.column, msg("write [{}.KEY]", item.key));
  }
}

/// Puts the settings that `table` names into `settings`; `others` are the keys that the caller reads itself.
void read_settings(const Table& table, std::string_view place, std::span<const std::string_view> others, Reader& reader,
                   Settings& settings) {
  for (const auto& item : table.items) {
    if (std::find(others.begin(), others.end(), item.key) != others.end()) continue;
    const auto put = [&](std::string_view name, const Value& v, Message& why) {
      for (const auto& row : field_rows<Settings>())
        if (row.name == name)
          if (auto wrong = field::out_of_range(row, v)) {
            why = std::move(*wrong);
            return Put::wrong;
          }
      return put_field(settings, name, v, why);
    };
    if (!reader.take(item, field_rows<Settings>(), put)) {
      auto rows = field_rows<Settings>();
      for (const auto other : others) rows.push_back({Field{other, ""}});
      reader.unknown(item, msg("{}", place), rows);
    }
  }
}

Service read_service(const Item& item, Reader& reader) {
  Service service;
  const auto place = "[services." + item.key + "]";
  const auto* table = std::get_if<Table>(&item.node);
  if (!table) {
    reader.error(item.line, item.column, msg("write {}", place));
    return service;
  }
  const auto* built_in = find_built_in(item.key);
  if (const auto* based_on = table->find("based_on")) {
    ServiceHead head;
    reader.take(*based_on, field_rows<ServiceHead>(),
                [&](auto name, auto& v, auto& why) { return put_field(head, name, v, why); });
    if (built_in)
      reader.error(based_on->line, based_on->column,
                   msg("{} is built in and starts from itself: take based_on out", item.key));
    built_in = find_built_in(head.based_on);
    if (!built_in && !head.based_on.empty())
      reader.error(
          based_on->line, based_on->column,
          msg("based_on cannot be \"{}\"; the built-in services are first-aid and counselling", head.based_on));
  }
  if (built_in) service.first = built_in->settings;
  constexpr std::string_view heads[] = {"based_on", "change"};
  read_settings(*table, place, heads, reader, service.first);

  const auto* change = table->find("change");
  if (!change) return service;
  const auto* changes = std::get_if<std::vector<Table>>(&change->node);
  const auto change_place = "[[services." + item.key + ".change]]";
  if (!changes) {
    reader.error(change->line, change->column, msg("write {}", change_place));
    return service;
  }
  struct Dated {
    Date from;
    const Table* table;
  };
  std::vector<Dated> dated;
  for (const auto& t : *changes) {
    ChangeHead head;
    if (const auto* from = t.find("from"))
      reader.take(*from, field_rows<ChangeHead>(),
                  [&](auto name, auto& v, auto& why) { return put_field(head, name, v, why); });
    reader.missing(t, msg("{}", change_place), field_rows<ChangeHead>());
    if (head.from) dated.push_back({*head.from, &t});
  }
  std::stable_sort(dated.begin(), dated.end(), [](const Dated& a, const Dated& b) { return a.from < b.from; });
  Settings settings = service.first;
  constexpr std::string_view change_heads[] = {"from"};
  for (const auto& [from, t] : dated) {
    read_settings(*t, change_place, change_heads, reader, settings);
    service.later.emplace_back(from, settings);
  }
  return service;
}

struct OfficeHead {
  std::optional<std::int64_t> format;
  static void fields(auto& v, auto& r) { v(Field{"format", "the number of the format", Need::required}, r.format); }
};

}  // namespace

ParsedOffice parse_office(std::string_view text, std::string_view file) {
  ParsedOffice parsed;
  parsed.value = plain_office();
  Reader reader(file, parsed.diagnostics, Reader::Blanks::as_not_set);
  const auto top = read_toml(text, file, parsed.diagnostics);
  if (has_errors(parsed.diagnostics)) return parsed;

  constexpr std::string_view names[] = {"format", "office", "git", "workers", "providers", "services"};
  auto& office = parsed.value;
  OfficeHead head;
  for (const auto& item : top.items) {
    const auto* table = std::get_if<Table>(&item.node);
    if (is_own(item.key)) continue;
    if (item.key == "workers") {
      read_keyed(item, reader, office.workers);
    } else if (item.key == "providers") {
      read_keyed(item, reader, office.providers);
    } else if (item.key == "office" && table) {
      office.settings = reader.table<OfficeSettings>(*table, msg("[office]"));
      if (!office.settings.case_prefix.empty() && !is_case_id(office.settings.case_prefix + "-2026-0001")) {
        const auto* prefix = table->find("case_prefix");
        reader.error(prefix->line, prefix->column, msg("case_prefix must be upper-case letters, digits and dashes"));
      }
    } else if (item.key == "git" && table) {
      office.git = reader.table<GitSettings>(*table, msg("[git]"));
    } else if (item.key == "services" && table) {
      for (const auto& entry : table->items)
        if (!is_own(entry.key)) office.services[entry.key] = read_service(entry, reader);
    } else if (item.key == "office" || item.key == "git" || item.key == "services") {
      reader.error(item.line, item.column, msg("write {} as a table", item.key));
    } else if (!reader.take(item, field_rows<OfficeHead>(),
                            [&](auto name, auto& v, auto& why) { return put_field(head, name, v, why); })) {
      reader.unknown(item, msg("{}", file), names);
    }
  }
  reader.missing(Table{1, 1, top.items}, msg("{}", file), field_rows<OfficeHead>());
  reader.format_number_of(top, head.format);
  return parsed;
}

}  // namespace psp::format
