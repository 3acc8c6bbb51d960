#include "render/agenda.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "i18n/tr.h"
#include "render/check.h"
#include "render/ics.h"
#include "render/record.h"
#include "render/status.h"
#include "render/table.h"

namespace psp::render {
namespace {

std::string summary_of(const rules::CaseAgenda& c, const rules::AgendaItem& item, Language language) {
  auto text = i18n::tr(language, item.kind->title);
  if (item.mode) text += fmt::format(" ({})", i18n::tr(language, label(*item.mode)));
  text += ": " + c.id;
  return c.client.empty() ? text : text + " " + c.client;
}

std::string description_of(const rules::CaseAgenda& c, const rules::AgendaItem& item, bool overdue, Language language) {
  // A session's message is made of numbers and words of the format; others may hold what somebody wrote.
  auto text = i18n::tr(language, overdue ? msg("was due on {}", item.day) : item.kind->flag ? Message{} : item.message);
  if (!text.empty()) text += '\n';
  return text + (item.kind->flag ? fmt::format("psp why {} {}", c.id, item.kind->flag->code)
                                 : fmt::format("psp show {}", c.id));
}

/// Makes the parts of the items case by case, as many as there are items, and has them in the order of an agenda.
template <class Part>
class InOrder : public ManyCases<rules::CaseAgenda> {
 public:
  InOrder(std::size_t cases, AgendaDays days, Language language) : days_(days), language_(language), parts_(cases) {}

  void add(std::size_t place, const rules::CaseAgenda& c) final {
    const auto places = rules::places_of(c);
    std::vector<Placed> parts;
    parts.reserve(c.items.size());
    for (std::size_t i = 0; i < places.size(); ++i) parts.push_back({places[i], part_of(c, c.items[i])});
    parts_.keep(place, std::move(parts));
  }

 protected:
  struct Placed {
    rules::AgendaPlace place;
    Part part;
  };

  virtual Part part_of(const rules::CaseAgenda&, const rules::AgendaItem&) const = 0;

  bool overdue(Date day) const { return day < days_.as_of; }
  std::vector<Placed*> all() {
    auto all = parts_.all();
    std::stable_sort(all.begin(), all.end(), [](const auto* a, const auto* b) { return a->place < b->place; });
    return all;
  }

  const AgendaDays days_;
  const Language language_;

 private:
  Parts<Placed> parts_;
};

class AgendaText : public InOrder<Row> {
 public:
  using InOrder::InOrder;

  void write(const AboutAll&, const Out& out) override {
    const auto lines = all();
    std::vector<Row> rows;
    rows.reserve(lines.size());
    for (auto* line : lines) rows.push_back(std::move(line->part));
    // The columns are those of all days together.
    write_table(std::move(rows), out, [&](std::string& line, std::size_t i) {
      const auto day = lines[i]->place.day;
      line.insert(0, "  ");
      if (i == 0 || (!overdue(day) && day != lines[i - 1]->place.day))
        line.insert(0, (overdue(day) ? i18n::tr(language_, msg_in("heading", "overdue"))
                                     : i18n::tr(language_, msg("{:weekday}", day))) +
                           '\n');
    });
  }

 private:
  Row part_of(const rules::CaseAgenda& c, const rules::AgendaItem& item) const override {
    const auto when = overdue(item.day) ? i18n::shown(language_, item.day)
                      : item.at         ? i18n::tr(language_, msg("{:clock}", *item.at))
                                        : "-";
    return {when,
            c.id,
            or_dash(c.client),
            or_dash(item.worker),
            i18n::tr(language_, item.kind->title),
            i18n::tr(language_, item.message)};
  }
};

class AgendaJson : public InOrder<std::string> {
 public:
  using InOrder::InOrder;

  void write(const AboutAll& about, const Out& out) override {
    Json json;
    json.begin_object().member("format", format_number).member("as_of", days_.as_of);
    json.member("within", std::int64_t{days_.until - days_.as_of}).key("items").begin_array();
    for (auto* item : all()) out(json.written(std::exchange(item->part, {})).taken());
    json.end_array();
    write_diagnostics(json, "errors", about.errors);
    out(json.end_object().text());
  }

 private:
  std::string part_of(const rules::CaseAgenda& c, const rules::AgendaItem& item) const override {
    Json json;
    const auto text_or_null = [&](std::string_view name, std::string_view text) {
      json.key(name);
      if (text.empty()) json.null();
      else json.value(text);
    };
    json.begin_object().member("day", item.day).key("at");
    if (item.at) json.value(to_text(*item.at));
    else json.null();
    json.member("minutes", item.minutes);
    text_or_null("mode", item.mode ? word(*item.mode) : "");
    json.member("overdue", overdue(item.day)).member("case", c.id);
    text_or_null("client", c.client);
    text_or_null("worker", item.worker);
    json.member("code", item.kind->code);
    write_sources(json, item.kind->flag ? item.kind->flag->sources : RuleIds{});
    write_evidence(json, c.file, item.evidence);
    json.member("title", item.kind->title).member("message", item.message);
    return json.member("uid", item.uid).end_object().taken();
  }
};

class AgendaIcs : public InOrder<std::string> {
 public:
  AgendaIcs(std::size_t cases, AgendaDays days, Language language, const Moment& made)
      : InOrder(cases, days, language), made_(made) {}

  void write(const AboutAll&, const Out& out) override {
    out(calendar_begin());
    for (const auto* event : all()) out(event->part);
    out(calendar_end());
  }

 private:
  std::string part_of(const rules::CaseAgenda& c, const rules::AgendaItem& item) const override {
    const bool late = overdue(item.day);
    return event_text({item.uid, summary_of(c, item, language_), description_of(c, item, late, language_),
                       late ? days_.as_of : item.day, item.at, item.minutes.value_or(item.usual_minutes)},
                      made_);
  }

  const Moment made_;
};

}  // namespace

AgendaAnswer agenda_text(std::size_t cases, AgendaDays days, Language language) {
  return std::make_unique<AgendaText>(cases, days, language);
}

AgendaAnswer agenda_table(std::size_t cases, AgendaDays days, const ListFor& list) {
  Listing blank{msg("what is due until {}, as of {}", days.until, days.as_of), {}, {}, {}};
  blank.columns = {{"day", msg_in("list", "day")},       {"at", msg_in("list", "time")},
                   {"case", msg_in("list", "case")},     {"client", msg_in("list", "client")},
                   {"worker", msg_in("list", "worker")}, {"title", msg_in("list", "what")},
                   {"message", msg_in("list", "says")}};
  using Table = ListedCases<rules::CaseAgenda, rules::AgendaPlace>;
  return std::make_unique<Table>(cases, std::move(blank), list, [](const rules::CaseAgenda& c, const Cells& cell) {
    const auto places = rules::places_of(c);
    std::vector<Table::Keyed> rows;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const auto& item = c.items[i];
      rows.push_back({places[i],
                      {cell.of(item.day), item.at ? cell.of(msg("{:clock}", *item.at)) : "", c.id, c.client,
                       item.worker, i18n::tr(cell.language(), item.kind->title), cell.of(item.message)}});
    }
    return rows;
  });
}

AgendaAnswer agenda_json(std::size_t cases, AgendaDays days) {
  return std::make_unique<AgendaJson>(cases, days, Language::en);
}

AgendaAnswer agenda_ics(std::size_t cases, AgendaDays days, Language language, const Moment& made) {
  return std::make_unique<AgendaIcs>(cases, days, language, made);
}

}  // namespace psp::render
