#include "cli/recording.h"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

#include "cli/input.h"
#include "cli/query.h"
#include "format/write.h"
#include "render/json.h"
#include "render/printable.h"
#include "render/record.h"
#include "rules/admission.h"
#include "rules/check.h"
#include "rules/status.h"

namespace psp::cli {
namespace {

const FieldRow& note_row() {
  static const FieldRow row{Field{"note", "anything worth keeping"}, Type::text, {}};
  return row;
}

/// Asks until the answer is a value that the field takes.
Value ask_for(Context& context, const FieldRow& row) {
  for (;;) {
    const auto answer =
        context.ask(row.words.empty() ? msg("{} ({})", row.name, context.tr(row.help))
                                      : msg("{} ({}: {})", row.name, context.tr(row.help), listed(row.words)));
    try {
      return read_value(context, row, {answer});
    } catch (const Failure& wrong) {
      context.say(wrong.message);
      for (const auto& detail : wrong.details) context.say(detail);
    }
  }
}

void put(Record& r, std::string_view name, const Value& value) {
  Message why;
  if (put_record_field(r, name, value, why) == Put::wrong) throw Failure{Exit::usage, why};
}

bool is_set(const Record& r, std::string_view name) {
  const auto values = record_values(r);
  return std::any_of(values.begin(), values.end(), [&](const auto& v) { return v.first == name; });
}

}  // namespace

std::vector<OptionSpec> field_options(const std::vector<FieldRow>& rows,
                                      std::initializer_list<std::string_view> without) {
  std::vector<OptionSpec> options;
  for (const auto& row : rows)
    if (std::find(without.begin(), without.end(), row.name) == without.end()) options.push_back(option_of(row));
  return options;
}

OptionSpec note_option() { return option_of(note_row()); }

void read_options(Context& context, const Arguments& given, const std::vector<FieldRow>& rows,
                  const std::function<void(const FieldRow&, const Value&)>& put_value) {
  for (const auto& row : rows) {
    const auto option = option_name(row.name);
    if (given.has(option)) put_value(row, read_value(context, row, given.all(option)));
  }
}

Record record_from_options(Context& context, const Arguments& given, const RecordKind& kind,
                           std::vector<NamedValue> preset) {
  Record r;
  r.body = kind.make();
  for (const auto& [name, value] : preset) put(r, name, value);
  read_options(context, given, kind.rows(), [&](const FieldRow& row, const Value& value) {
    const auto values = record_values(r);
    const auto set = std::find_if(values.begin(), values.end(), [&](const auto& v) { return v.first == row.name; });
    if (set == values.end()) put(r, row.name, value);
    else if (row.type == Type::boolean && set->second != value)
      throw Failure{Exit::usage, msg("--no-{} contradicts what else was given", option_name(row.name))};
  });
  if (given.has("note")) r.note = std::get<std::string>(read_value(context, note_row(), given.all("note")));

  std::vector<Message> missing;
  for (const auto& row : kind.rows()) {
    const bool here = applies(row, r.body);
    if (!here && is_set(r, row.name))
      throw Failure{Exit::usage,
                    msg("--{} says nothing with this {}: it goes with {}", option_name(row.name), row.only.field,
                        row.only.words[1].empty() ? std::string(row.only.words[0]) : listed(row.only.words))};
    if (row.name == "date" && !is_set(r, row.name)) put(r, row.name, context.today());
    if (!here || row.need == Need::optional || is_set(r, row.name)) continue;
    if (context.terminal) put(r, row.name, ask_for(context, row));
    else if (row.words.empty()) missing.push_back(msg("--{}: {}", option_name(row.name), context.tr(row.help)));
    else missing.push_back(msg("--{}: {} ({})", option_name(row.name), context.tr(row.help), listed(row.words)));
  }
  if (!missing.empty())
    throw Failure{Exit::usage, msg("more is needed for this {}:", kind.name), {}, std::move(missing)};
  return r;
}

MomentOfWrite::MomentOfWrite(const Context& context, std::string by)
    : by_(std::move(by)), now_(context.now), clock_given_(context.clock_given) {}

void MomentOfWrite::keep_clear_of(const Case& c) {
  const auto keep = [&](std::string_view by, const std::optional<Moment>& recorded) {
    if (by == by_ && recorded && instant(*recorded) >= instant(now_)) taken_.insert(instant(*recorded));
  };
  keep(c.header.by, c.header.recorded);
  for (const auto& r : c.records) keep(r.by, r.recorded);
}

Moment MomentOfWrite::moment() const {
  auto moment = now_;
  while (!clock_given_ && taken_.contains(instant(moment))) moment = next_second(moment);
  return moment;
}

Batch::Batch(const rules::Standing& standing, std::string by, Moment recorded, std::string write)
    : standing_(standing),
      by_(std::move(by)),
      recorded_(recorded),
      write_(std::move(write)),
      ids_(format::record_ids(of())) {}

const Record& Batch::add(Record r) {
  const auto resolved = [&](const FieldRow& row, const std::string& given) {
    const auto* whole = standing_.history.find(given);
    if (given == row.also || (!whole && ids_.contains(given))) return given;
    const bool of_the_kind = whole && (row.refers.empty() || whole->kind().name == row.refers);
    const auto& meant = of_the_kind ? *whole : find_entry(of(), given, row.refers);
    if (r.as<Void>() || standing_.history.resolve(meant.id)) return meant.id;
    throw Failure{Exit::usage, msg("{} {} is struck: nothing can refer to it any more", meant.kind().name, meant.id)};
  };
  for (const auto& [name, value] : record_values(r))
    for (const auto& row : r.kind().rows()) {
      if (row.name != name) continue;
      if (row.type == Type::reference) put(r, name, resolved(row, std::get<std::string>(value)));
      if (row.type != Type::references) continue;
      Texts ids;
      for (const auto& id : std::get<Texts>(value)) ids.push_back(resolved(row, id));
      put(r, name, ids);
    }
  if (auto refused = rules::refuse_record(standing_, r))
    throw Failure{Exit::usage, std::move(refused->message), {}, std::move(refused->lacks)};
  r.by = by_;
  r.recorded = recorded_;
  r.write = write_;
  r.id = format::new_record_id(of().header.id, r, ids_);
  ids_.insert(r.id);
  records.push_back(std::move(r));
  return records.back();
}

namespace {

/// The last line of the file that the case was read from, as far as what is in it tells.
int last_line(const Case& c) {
  int line = 1;
  for (const auto& key : c.keys) line = std::max(line, key.line);
  for (const auto& r : c.records) {
    line = std::max(line, r.line);
    for (const auto& key : r.keys) line = std::max(line, key.line);
  }
  return line;
}

/// The case with the records at its end; they get lines in their order, for what judges them.
Case with_added(const Case& c, const std::vector<Record>& added) {
  Case after = c;
  int line = last_line(c);
  for (const auto& r : added) {
    after.records.push_back(r);
    after.records.back().line = ++line;
  }
  return after;
}

/// What is wrong in `after` and was not in `before`, in the records added or in those that they make wrong.
std::vector<Message> newly_wrong(const Case& before, const Case& after, const Office& office, Severity severity) {
  const auto old = rules::check(before, office);
  std::vector<Message> wrong;
  for (auto& d : rules::check(after, office)) {
    const bool was_there = std::any_of(old.begin(), old.end(), [&](const Diagnostic& o) {
      return o.severity == d.severity && o.line == d.line && o.message == d.message;
    });
    if (d.severity == severity && !was_there) wrong.push_back(std::move(d.message));
  }
  return wrong;
}

/// A value in an echo. Long texts are not repeated.
std::string echoed(const FieldRow& row, const std::optional<Value>& value) {
  constexpr std::size_t longest = 60;
  if (!value) return "not set";
  const auto text = render::plain(row, *value);
  if (!std::holds_alternative<std::string>(*value)) return text;
  return text.size() > longest || text.find('\n') != std::string::npos ? "…" : "\"" + text + "\"";
}

std::optional<Value> value_of(const Record& r, std::string_view name) {
  for (auto& [n, value] : record_values(r))
    if (n == name) return value;
  return std::nullopt;
}

}  // namespace

std::string summary(const Record& r) {
  std::string text = fmt::format("{} {}", r.kind().name, r.id);
  for (const auto& row : r.kind().rows()) {
    if (row.type == Type::boolean) {
      for (const auto& [name, value] : record_values(r))
        if (name == row.name && std::get<bool>(value)) text += " " + option_name(name);
      continue;
    }
    if (row.type != Type::word && row.type != Type::date && row.type != Type::local_time && row.type != Type::reference)
      continue;
    for (const auto& [name, value] : record_values(r)) {
      if (name != row.name) continue;
      if (row.type == Type::reference) text += row.need == Need::required ? " of" : " to";
      if (const auto* w = std::get_if<std::string>(&value)) text += " " + *w;
      if (const auto* d = std::get_if<Date>(&value))
        text += (name == "date" ? "" : " " + std::string(name)) + " " + to_text(*d);
      if (const auto* t = std::get_if<LocalTime>(&value)) text += " " + to_text(*t);
    }
  }
  if (const auto* t = r.as<Transfer>()) {
    if (!t->worker.empty()) text += " worker " + t->worker;
    if (!t->manager.empty()) text += " manager " + t->manager;
  }
  return text;
}

std::string changed_words(const Record& before, const Record& after) {
  std::string all;
  std::vector<FieldRow> rows = after.kind().rows();
  rows.push_back(note_row());
  for (const auto& row : rows) {
    const auto was = value_of(before, row.name), is = value_of(after, row.name);
    if (was == is) continue;
    const bool word = row.type == Type::word || row.type == Type::reference;
    const auto show = [&](const std::optional<Value>& v) { return word && v ? render::plain(*v) : echoed(row, v); };
    all += (all.empty() ? "" : ", ") + fmt::format("{} {} → {}", row.name, show(was), show(is));
    const auto *had = was ? std::get_if<Texts>(&*was) : nullptr, *has = is ? std::get_if<Texts>(&*is) : nullptr;
    if (!had) continue;
    Texts gone;
    for (const auto& text : *had)
      if (!has || std::find(has->begin(), has->end(), text) == has->end()) gone.push_back(text);
    if (!gone.empty()) all += fmt::format(" (taken away: {})", render::plain(row, gone));
  }
  return all;
}

Message strike_words(const Record& r) {
  const auto what = render::record_line(r);
  const auto name = fmt::format("{} {}", r.kind().name, r.id);
  const auto day = r.as<Session>()   ? short_text(*r.as<Session>()->at)
                   : r.as<Contact>() ? short_text(*r.as<Contact>()->at)
                   : own_date(r)     ? to_text(*own_date(r))
                                     : std::string();
  const auto with_day = day.empty() ? name : fmt::format("{} of {}", name, day);
  return msg("{}", what.empty() ? with_day : fmt::format("{}: {}", with_day, what));
}

namespace {

/// The flags that hold after and did not before, or were milder, or rested on fewer records.
std::vector<Message> newly_raised(const Context& context, const Case& before, const Case& after, const Office& office) {
  const rules::AsOf as_of{context.today(), std::nullopt};
  const auto old_status = rules::case_status(before, office, as_of);
  const auto new_status = rules::case_status(after, office, as_of);
  std::vector<Message> raised;
  if (!new_status) return raised;
  for (const auto& f : new_status->flags) {
    const bool was_there =
        old_status && std::any_of(old_status->flags.begin(), old_status->flags.end(), [&](const auto& o) {
          return o.flag == f.flag && o.level <= f.level && o.evidence.size() >= f.evidence.size();
        });
    if (!was_there) raised.push_back(msg("{}: {}: {}", new_status->id, f.flag->code, context.tr(f.message)));
  }
  return raised;
}

void write_written(render::Json& json, const Written& written) {
  json.member("case", written.after.header.id).key("records").begin_array();
  for (const auto& r : written.added) {
    json.begin_object();
    render::write_record(json, r);
    json.end_object();
  }
  json.end_array();
}

/// Keeps what was written to a case for the commit.
void keep_for_commit(Context& context, const Written& written) {
  std::string words;
  for (const auto& r : written.added) words += (words.empty() ? " " : ", ") + std::string(r.kind().name) + " " + r.id;
  const auto& id = written.after.header.id;
  if (!words.empty()) context.written.push_back({case_path(id), id + ":" + words});
}

/// What follows from a write to one case: warnings, and flags that it raised.
void tell_consequences(Context& context, const Written& written) {
  const auto& [before, after, added] = written;
  const auto& office = context.ledger().office();
  for (const auto& m : newly_wrong(before, after, office, Severity::warning)) context.mention(m);
  for (const auto& r : added)
    if (const auto* d = r.as<Document>()) mention_missing_file(context, *d);
  for (const auto& m : newly_raised(context, before, after, office)) context.mention(m);
}

/// True where the clock lies before the last record of the case.
bool early(const Written& written) {
  const auto& [before, after, added] = written;
  return !before.records.empty() && !added.empty() &&
         instant(*added.front().recorded) < instant(*before.records.back().recorded);
}

}  // namespace

Written drafted(Context& context, const Case& c, const std::string& by, const Moment& recorded, const Fill& fill,
                const std::string& write) {
  const auto& office = context.ledger().office();
  const rules::Standing standing(c, office.find_service(c.header.service), {context.today(), std::nullopt});
  Batch batch(standing, by, recorded, write);
  fill(batch);
  Written written{c, with_added(c, batch.records), batch.records};
  auto errors = newly_wrong(written.before, written.after, office, Severity::error);
  if (!errors.empty()) throw Failure{Exit::usage, msg("nothing was written:"), {}, std::move(errors)};
  return written;
}

void refuse_before_asking(Context& context, const Case& c, const Fill& fill) {
  drafted(context, c, context.by(), context.now, fill);
}

Exit record(Context& context, const std::string& case_id, const Fill& fill) {
  const auto who = writer(context);
  Written written;
  const auto durable = context.ledger().append(case_id, who, [&](const Case& c) {
    MomentOfWrite moment(context, who.by);
    moment.keep_clear_of(c);
    written = drafted(context, c, who.by, moment.moment(), fill);
    return written.added;
  });
  context.saved = true;
  keep_for_commit(context, written);
  print_written(context, {written});
  tell_written(context, {{written}, durable});
  return Exit::done;
}

WrittenAll record_all(Context& context, const std::function<WriteToSeveral()>& plan, const Fill& fill) {
  const auto who = writer(context);
  WriteToSeveral decided;
  WrittenAll written;
  std::string write;
  const auto choose = [&] {
    decided = plan();
    write = decided.cases.size() > 1 ? format::new_write_id(who.by, decided.recorded, decided.cases) : "";
    return decided.cases;
  };
  written.durable = context.ledger().append_all(who, choose, [&](const Case& c) {
    // A case that goes alone is asked for again where its file changed meanwhile.
    if (decided.cases.size() == 1) written.cases.clear();
    written.cases.push_back(drafted(context, c, who.by, decided.recorded, fill, write));
    return written.cases.back().added;
  });
  context.saved = !written.cases.empty();
  for (const auto& w : written.cases) keep_for_commit(context, w);
  return written;
}

void print_written(const Context& context, const std::vector<Written>& all) {
  if (context.format() == "json") {
    render::Json json;
    json.begin_object().member("format", format_number);
    if (all.size() == 1) {
      write_written(json, all.front());
    } else {
      json.key("cases").begin_array();
      for (const auto& written : all) {
        json.begin_object();
        write_written(json, written);
        json.end_object();
      }
      json.end_array();
    }
    context.out << json.end_object().text();
    return;
  }
  for (const auto& [before, after, added] : all) {
    std::string line = after.header.id + ":";
    for (const auto& r : added) {
      line += (&r == &added.front() ? " " : ", ") + summary(r);
      const auto* corrected = find_record(before, r.replaces.id);
      if (const auto changes = corrected ? changed_words(*corrected, r) : ""; !changes.empty()) line += ": " + changes;
    }
    context.out << render::printable_line(line) << '\n';
  }
}

void tell_written(Context& context, const WrittenAll& written) {
  if (std::any_of(written.cases.begin(), written.cases.end(), early))
    context.say(msg("the clock says {}, which is before the last record of this case: is it right?",
                    short_text(context.now.local)));
  context.tell_clock();
  context.tell_saved(written.durable);
  for (const auto& w : written.cases) tell_consequences(context, w);
}

}  // namespace psp::cli
