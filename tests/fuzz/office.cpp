// Files of people, and psp.toml.
#include <fmt/format.h>

#include "format/parse.h"
#include "format/person.h"
#include "made.h"
#include "reading.h"

namespace psp::tests {
namespace {

std::string line(std::string_view name, const Value& value) {
  return fmt::format("{} = {}\n", name, format::write_value(value));
}

std::string written(const SetFields& values) {
  std::string text;
  for (const auto& [row, value] : values) text += line(row.name, value);
  return text;
}

std::string told(const Office& office) {
  auto text = written(set_fields(office.settings)) + written(set_fields(office.git));
  for (const auto& [key, worker] : office.workers) text += key + "\n" + written(set_fields(worker));
  for (const auto& [key, provider] : office.providers) text += key + "\n" + written(set_fields(provider));
  for (const auto& [key, service] : office.services) {
    text += key + "\n" + written(set_fields(service.first));
    for (const auto& [from, settings] : service.later) text += to_text(from) + "\n" + written(set_fields(settings));
  }
  return text;
}

/// Returns a table of psp.toml, whose values are put into `t`.
template <class T>
std::string made_table(const std::string& header, T& t, Random& random) {
  std::string text = header + "\n";
  Message why;
  fill(field_rows<T>(), random, [&](const FieldRow& row, const Value& value) {
    const Value v = row.name == "case_prefix" ? "LJ-2" : value;
    put_field(t, row.name, v, why);
    text += line(row.name, v);
  });
  return text;
}

std::string made_service(const std::string& key, Service& service, Random& random) {
  const auto all = built_in_services();
  const auto& built_in = random.one_of(all);
  const bool based = !find_built_in(key) && random.chance(50);
  if (based) service.first = built_in.settings;
  auto text = made_table("[services." + key + "]", service.first, random);
  if (based) text += line("based_on", std::string(built_in.name));
  std::string changes;
  auto settings = service.first;
  for (Date from{2026, 1, 1}; random.chance(40); from = from + 1 + random.below(400)) {
    const auto change = made_table("[[services." + key + ".change]]", settings, random) + line("from", from);
    changes = random.chance(50) ? changes + change : change + changes;
    service.later.emplace_back(from, settings);
  }
  return text + changes;
}

std::string made_office(Office& office, Random& random) {
  std::vector<std::string> tables{made_table("[office]", office.settings, random),
                                  made_table("[git]", office.git, random)};
  for (const std::string key : {"ana", "\"b.č\""}) {
    const auto name = key == "ana" ? key : "b.č";
    tables.push_back(made_table("[workers." + key + "]", office.workers[name], random));
    tables.push_back(made_table("[providers." + key + "]", office.providers[name], random));
  }
  for (const std::string key : {"first-aid", "counselling", "x1"})
    if (random.chance(60)) tables.push_back(made_service(key, office.services[key], random));
  std::string text = "format = 1\n";
  for (; !tables.empty(); tables.erase(tables.begin())) {
    std::swap(tables.front(), tables[static_cast<std::size_t>(random.below(static_cast<int>(tables.size())))]);
    text += tables.front();
  }
  return text;
}

}  // namespace

bool judge_person(Random& random, const Files&, std::string& text) {
  constexpr std::string_view file = "people/K-0117.toml";
  const bool damaged = random.chance(60);
  auto person = made<Person>(random);
  person.client = "K-0117";
  const auto line_end = random.chance(50) ? "\n" : "\r\n";
  text = format::with_line_ends(format::write_person(person), line_end);
  if (damaged) text = garbled(std::move(text), random);
  const auto read = [&](std::string_view t) {
    const auto parsed = format::parse_person(t, file);
    return Reading{written(set_fields(parsed.value)), parsed.diagnostics};
  };
  must_be_read(text, file, read);
  auto parsed = format::parse_person(Exact(text), file);
  if (!damaged) must(parsed.readable() && set_fields(parsed.value) == set_fields(person), "it is read otherwise");
  if (!parsed.readable()) return false;
  const auto again = format::parse_person(format::write_person(parsed.value), file);
  must(set_fields(again.value) == set_fields(parsed.value), "written it is read otherwise");

  std::vector<NamedValue> changes;
  Message why;
  for (const auto& row : field_rows<Person>()) {
    if (row.need == Need::required || random.chance(70)) continue;
    changes.insert(changes.begin() + random.below(static_cast<int>(changes.size()) + 1),
                   {row.name, made_value(row, random)});
  }
  for (const auto& [name, value] : changes) put_field(parsed.value, name, value, why);
  const auto result = format::change_person(Exact(text), file, changes);
  const auto* changed = std::get_if<std::string>(&result);
  must(damaged || (changed && *changed == format::with_line_ends(format::write_person(parsed.value), line_end)),
       "changed it is another file than one that was written so:\n" + (changed ? *changed : ""));
  must(!changed || set_fields(format::parse_person(*changed, file).value) == set_fields(parsed.value),
       "changed it is read otherwise");
  return true;
}

bool judge_office(Random& random, const Files& files, std::string& text) {
  const bool made_up = random.chance(70), damaged = random.chance(60);
  auto office = plain_office();
  text = made_office(office, random);
  if (!made_up) text = random.one_of(files.offices);
  if (damaged) text = garbled(std::move(text), random);
  const auto read = [](std::string_view t) {
    const auto parsed = format::parse_office(t, "psp.toml");
    return Reading{told(parsed.value), parsed.diagnostics};
  };
  const auto reading = must_be_read(text, "psp.toml", read);
  const bool readable = !has_errors(reading.wrong);
  if (made_up && !damaged) must(readable && reading.value == told(office), "it is read otherwise");
  return readable;
}

}  // namespace psp::tests
