#include "rules/privacy/redaction.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/letters.h"
#include "model/search_text.h"
#include "model/text.h"
#include "model/utf8.h"
#include "rules/privacy/names.h"

namespace psp::rules {
namespace {

constexpr std::string_view internal_mark = "[internal]";

/// What becomes of a field. A text without such a rule loses names and internal paragraphs.
enum class FieldHandling { leave_out, hide_key, keep, key, path };

struct Rule {
  std::string_view kind;  ///< "" for any
  std::string_view field;
  FieldHandling treatment;
  Withheld counts = Withheld::names;
};

constexpr Rule treatments[] = {
    {"", "id", FieldHandling::keep},  // it is six characters, or the file could not be read
    {"", "note", FieldHandling::leave_out, Withheld::notes},
    {"", "correction", FieldHandling::leave_out, Withheld::corrections},
    {"", "by", FieldHandling::hide_key},
    {"attendance", "present", FieldHandling::leave_out, Withheld::present},
    {"document", "from", FieldHandling::leave_out, Withheld::from},
    {"document", "file", FieldHandling::path},
    {"referral", "from", FieldHandling::leave_out, Withheld::from},
    {"closure", "override", FieldHandling::leave_out, Withheld::overrides},
    {"transfer", "worker", FieldHandling::hide_key},
    {"transfer", "manager", FieldHandling::hide_key},
    {"task", "for", FieldHandling::hide_key},
    {"header", "case", FieldHandling::key},
    {"header", "service", FieldHandling::key},
    {"header", "client", FieldHandling::key},
    {"header", "worker", FieldHandling::hide_key},
    {"header", "manager", FieldHandling::hide_key},
};

const Rule* treatment_of(std::string_view kind, std::string_view field) {
  for (const auto& rule : treatments)
    if (rule.field == field && (rule.kind.empty() || rule.kind == kind)) return &rule;
  return nullptr;
}

class Redactor {
 public:
  Redactor(const History& history, const Office& office, const Names& names, LeftOut& left_out)
      : history_(history), office_(office), names_(names), left_out_(left_out) {}

  /// Returns the value as it may leave the office; an empty one if it may not.
  Value value(std::string_view kind, const FieldRow& row, const Value& v) {
    const auto* rule = treatment_of(kind, row.name);
    if (rule && rule->treatment == FieldHandling::keep) return v;
    if (rule && rule->treatment == FieldHandling::hide_key) return std::string(in_place_of_a_name);
    if (rule && rule->treatment == FieldHandling::key)
      return names_.taken_out_of_key(std::get<std::string>(v), left_out_);
    if (rule && rule->treatment == FieldHandling::path) return path(std::get<std::string>(v));
    if (rule) ++left_out_[static_cast<std::size_t>(rule->counts)];
    switch (row.type) {
      case Type::text: return rule ? std::string() : text(row.name, std::get<std::string>(v));
      case Type::texts: return rule ? Texts() : texts(std::get<Texts>(v));
      case Type::reference: return now(std::get<std::string>(v));
      case Type::references: {
        auto ids = std::get<Texts>(v);
        for (auto& id : ids) id = now(id);
        return ids;
      }
      case Type::word:
      case Type::words:
      case Type::integer:
      case Type::boolean:
      case Type::date:
      case Type::local_time:
      case Type::moment:
      case Type::dates: break;  // none can hold a name: the words are the format's own
    }
    return v;
  }

 private:
  std::string text(std::string_view field, const std::string& t) {
    const bool names_provider = field == "to" || field == "provider";
    if (names_provider && office_.providers.contains(t)) return t;
    return names_.taken_out_of(for_others(t), left_out_);
  }
  std::string path(const std::string& p) { return names_.taken_out_of_path(for_others(p), left_out_); }
  std::string for_others(const std::string& t) {
    return without_internal(t, left_out_[static_cast<std::size_t>(Withheld::internal)]);
  }
  Texts texts(Texts all) {
    for (auto& t : all) t = text({}, t);
    return all;
  }
  /// Returns the id of what the reference means now. A reference that means nothing may be any text: it is redacted.
  std::string now(const std::string& id) {
    const auto* r = history_.resolve(id);
    return r ? r->id : names_.taken_out_of(id, left_out_);
  }

  const History& history_;
  const Office& office_;
  const Names& names_;
  LeftOut& left_out_;
};

/// Returns the keys and names of all workers.
std::vector<std::string> workers_of(const Office& office) {
  std::vector<std::string> all;
  for (const auto& [key, worker] : office.workers) all.insert(all.end(), {key, worker.name});
  return all;
}

/// Puts the redacted values in place of those that are set.
template <class T>
void redact_fields(T& t, std::string_view kind, Redactor& redactor) {
  Message why;
  for (const auto& [row, v] : set_fields(t)) put_field(t, row.name, redactor.value(kind, row, v), why);
}

void redact_fields(Record& r, Redactor& redactor) {
  Message why;
  for (const auto& [row, v] : set_fields(r)) put_record_field(r, row.name, redactor.value(r.kind().name, row, v), why);
  r.replaces.id.clear();
}

void redact_args(Message& m, const Names& names) {
  std::size_t paragraphs = 0;
  LeftOut left_out{};
  for (auto& arg : m.args) {
    if (auto* text = arg.text()) *text = names.taken_out_of(without_internal(*text, paragraphs), left_out);
    if (auto* words = arg.words()) redact_args(*words, names);
  }
}

}  // namespace

std::string without_internal(std::string_view text, std::size_t& paragraphs) {
  const auto before = paragraphs;
  std::string out;
  bool inside = false, begins = true;
  for (auto rest = text; !rest.empty();) {
    const auto line = take_line(rest);
    const auto content = trimmed(line);
    if (begins && !content.empty()) {
      inside = folded(content).starts_with(internal_mark);
      paragraphs += inside;
    }
    if (!inside) out += std::string(line) + "\n";  // empty lines behind an internal paragraph are left out too
    begins = content.empty();
  }
  if (paragraphs == before) return std::string(text);
  return std::string(trimmed_behind(out));
}

namespace {

/// In the order of Tells.
constexpr Withheld withheld_by_kind[] = {Withheld::names, Withheld::phones, Withheld::addresses, Withheld::born,
                                         Withheld::numbers};

/// Returns the passages of several searches in order, with those that overlap made into one.
std::vector<Passage> joined(std::vector<Passage> all) {
  std::stable_sort(all.begin(), all.end(), [](const Passage& a, const Passage& b) { return a.begin < b.begin; });
  std::vector<Passage> found;
  for (auto& p : all) {
    if (!found.empty() && p.begin < found.back().end) found.back().end = std::max(found.back().end, p.end);
    else found.push_back(std::move(p));
  }
  return found;
}

/// Returns the capital of a letter of one or two bytes; the letter itself if it has none of as many bytes.
char32_t capital_of(char32_t code) {
  const auto utf8 = [](char32_t c) {
    if (c < 0x80) return std::string(1, static_cast<char>(c));
    return std::string{static_cast<char>(0xc0 | (c >> 6)), static_cast<char>(0x80 | (c & 0x3f))};
  };
  constexpr char32_t distances[] = {0x01, 0x20, 0x50};  // from a small letter to its capital
  for (const auto d : distances)
    if (code > d && code < 0x800 && is_capital(code - d) && in_lower_case(utf8(code - d)) == utf8(code))
      return code - d;
  return code;
}

/// Returns the text with a capital at the beginning of each word; no byte changes its place.
std::string with_capitals(std::string_view text) {
  std::string out(text);
  bool inside = false;
  for (std::size_t i = 0; i < text.size();) {
    const auto [code, length] = decode(text.substr(i));
    const bool letter = length > 0 && in_word(code);
    const auto capital = letter && !inside ? capital_of(code) : code;
    if (length == 1) out[i] = static_cast<char>(capital);
    if (length == 2 && capital >= 0x80) {
      out[i] = static_cast<char>(0xc0 | (capital >> 6));
      out[i + 1] = static_cast<char>(0x80 | (capital & 0x3f));
    }
    inside = letter;
    i += std::max<std::size_t>(length, 1);
  }
  return out;
}

/// Returns true if a Slovenian or Latvian personal number begins with this day of birth.
bool begins_with(std::string_view number, Date born) {
  std::string digits;
  const Reading reading(number);
  for (const char c : reading.letters())
    if (is_digit(c)) digits += c;
  const auto slovenian = fmt::format("{:02}{:02}{:03}", born.day, born.month, born.year % 1000);
  const auto latvian = fmt::format("{:02}{:02}{:02}{}", born.day, born.month, born.year % 100, born.year / 100 - 18);
  constexpr std::size_t digits_of_emso = 13;
  return digits.starts_with(digits.size() == digits_of_emso ? slovenian : latvian);
}

}  // namespace

Names::Names(const std::vector<std::string>& others, const People& people)
    : searches_{std::make_shared<const PrivacySearch>(PrivacySearch::for_redaction(people, others))},
      check_(std::make_shared<const PrivacySearch>(people, std::vector<std::string>{})) {}

Names Names::and_of(const std::set<std::string>& keys) const {
  if (keys.empty()) return *this;
  auto more = *this;
  more.searches_.push_back(
      std::make_shared<const PrivacySearch>(PrivacySearch::for_redaction({}, {keys.begin(), keys.end()})));
  return more;
}

Names Names::but_of(const Person& client) const {
  Person own = client;
  own.contact.clear();
  own.contact_phone.clear();
  People people;
  people.known[own.client] = std::move(own);
  auto fewer = *this;
  fewer.of_client_ = std::make_shared<const PrivacySearch>(PrivacySearch::for_redaction(people, {}));
  fewer.client_born_ = client.born;
  return fewer;
}

std::vector<Passage> Names::passages(std::string_view text) const {
  if (searches_.size() == 1) return searches_.front()->passages(text);
  std::vector<Passage> found;
  for (const auto& search : searches_)
    for (auto& p : search->passages(text)) found.push_back(std::move(p));
  return joined(std::move(found));
}

bool Names::is_of_client(const Passage& p, std::string_view text) const {
  if (p.tells != Tells::number) return true;  // the search knows nobody else's name, number or address
  return client_born_ && begins_with(text.substr(p.begin, p.end - p.begin), *client_born_);
}

/// Returns the text without the passages, which were found in `searched`, a text with the same places.
std::string Names::without(std::vector<Passage> passages, std::string_view searched, std::string_view text,
                           LeftOut& left_out) const {
  if (of_client_ && !passages.empty()) {
    auto own = of_client_->passages(searched);
    std::erase_if(own, [&](const Passage& p) { return !is_of_client(p, searched); });
    std::erase_if(passages, [&](const Passage& p) {
      return std::any_of(own.begin(), own.end(),
                         [&](const Passage& o) { return o.begin <= p.begin && p.end <= o.end; });
    });
  }
  std::string out;
  std::size_t done = 0;  // up to where the text is in `out`
  bool after_name = false;
  for (const auto& p : passages) {
    const auto between = text.substr(done, p.begin - done);
    const bool name = p.tells == Tells::name;
    if (!(after_name && name && are_side_by_side(Reading(between).letters()))) {
      out += between;
      out += in_place_of_a_name;
      ++left_out[static_cast<std::size_t>(withheld_by_kind[static_cast<std::size_t>(p.tells)])];
    }
    done = p.end;
    after_name = name;
  }
  return out + std::string(text.substr(done));
}

std::string Names::taken_out_of(std::string_view text, LeftOut& left_out) const {
  return without(passages(text), text, text, left_out);
}

std::string Names::taken_out_of_path(std::string_view path, LeftOut& left_out) const {
  const auto capitals = with_capitals(path);
  // A worker's key may stand there in small letters.
  auto found = passages(path);
  for (auto& p : passages(capitals)) found.push_back(std::move(p));
  return without(joined(std::move(found)), capitals, path, left_out);
}

std::string Names::taken_out_of_key(std::string_view key, LeftOut& left_out) const {
  auto found = check_->passages(key);
  std::erase_if(found, [](const Passage& p) { return p.severity != Severity::error; });
  return without(std::move(found), key, key, left_out);
}

Redaction::Redaction(const Office& office, const People& people, CopyFor copy_for)
    : office_(&office), people_(&people), for_(copy_for), names_(workers_of(office), people) {}

Redacted Redaction::of(const History& history) const {
  const auto& c = history.of();
  auto names = names_.and_of(unlisted_workers(c, *office_));
  if (for_ == CopyFor::client)
    if (const auto* client = people_->find(c.header.client)) names = names.but_of(*client);
  Redacted result{{c.file, c.header, c.intake, {}, {}}, {}, std::move(names)};
  Redactor redactor(history, *office_, result.names, result.left_out);
  LeftOut of_path{};  // not counted: the path says the same as the id
  result.file.file = result.names.taken_out_of_key(c.file, of_path);
  redact_fields(result.file.header, "header", redactor);
  redact_fields(result.file.intake, "intake", redactor);
  const auto count = [&](Withheld what) { ++result.left_out[static_cast<std::size_t>(what)]; };
  const auto kept = as_it_stands(history, office_->find_service(c.header.service));
  for (const auto& r : c.records) {
    if (strikes(r, history)) {
      count(Withheld::corrections);
      if (!r.note.empty()) count(Withheld::notes);
    }
    if (std::none_of(kept.begin(), kept.end(), [&](const Happening& h) { return h.record == &r; })) continue;
    if (r.as<Remark>()) {
      count(Withheld::remarks);
      continue;
    }
    result.file.records.push_back(r);
    redact_fields(result.file.records.back(), redactor);
  }
  return result;
}

std::set<std::string> unlisted_workers(const Case& c, const Office& office) {
  std::set<std::string> keys;
  std::string_view listed;  // the last one found listed: the next is mostly the same
  const auto add = [&](const std::string& key) {
    if (key.empty() || key == listed) return;
    if (office.workers.contains(key)) listed = key;
    else keys.insert(key);
  };
  for (const auto* key : {&c.header.worker, &c.header.manager, &c.header.by}) add(*key);
  for (const auto& r : c.records) {
    add(r.by);
    if (const auto* t = r.as<Transfer>())
      for (const auto* key : {&t->worker, &t->manager}) add(*key);
    if (const auto* t = r.as<Task>()) add(t->for_);
  }
  return keys;
}

Message redacted(Message m, const Names& names) {
  redact_args(m, names);
  return m;
}

CaseStatus redacted(CaseStatus status, const Names& names) {
  for (auto* key : {&status.worker, &status.manager})
    if (!key->empty()) *key = in_place_of_a_name;
  LeftOut left_out{};
  for (auto* key : {&status.id, &status.file, &status.service, &status.client})
    *key = names.taken_out_of_key(*key, left_out);
  status.area = names.taken_out_of(status.area, left_out);
  for (auto& flag : status.flags)
    for (auto* m : {&flag.message, &flag.remedy}) redact_args(*m, names);
  return status;
}

CaseAgenda redacted(CaseAgenda agenda, const Names& names) {
  LeftOut left_out{};
  const auto hide = [](std::string& key) {
    if (!key.empty()) key = in_place_of_a_name;
  };
  agenda.client.clear();
  hide(agenda.worker);
  hide(agenda.manager);
  for (auto* key : {&agenda.id, &agenda.file, &agenda.service}) *key = names.taken_out_of_key(*key, left_out);
  for (auto& item : agenda.items) {
    hide(item.worker);
    item.uid = names.taken_out_of_key(item.uid, left_out);
    redact_args(item.message, names);
  }
  return agenda;
}

Explanation redacted(Explanation e, const Names& names) {
  LeftOut left_out{};
  e.file = names.taken_out_of_key(e.file, left_out);
  if (e.raised)
    for (auto* m : {&e.raised->message, &e.raised->remedy}) redact_args(*m, names);
  for (auto& figure : e.figures) redact_args(figure, names);
  for (auto& r : e.records) redact_args(r.detail, names);
  return e;
}

std::vector<Diagnostic> redacted(std::vector<Diagnostic> diagnostics, const Names& names) {
  LeftOut left_out{};
  for (auto& d : diagnostics) {
    d.file =
        case_at(d.file).empty() ? names.taken_out_of_path(d.file, left_out) : names.taken_out_of_key(d.file, left_out);
    redact_args(d.message, names);
  }
  return diagnostics;
}

Message left_out_words(const LeftOut& left_out) {
  auto all = msg("the names of those who work at the office");
  const auto add = [&](Withheld what, const CountedText& text) {
    const auto n = static_cast<std::int64_t>(left_out[static_cast<std::size_t>(what)]);
    if (n > 0) all = msg("{}, {}", all, msg_count(n, text));
  };
  add(Withheld::names, counted("names in {} place of the texts", "names in {} places of the texts"));
  add(Withheld::phones, counted("{} telephone number", "{} telephone numbers"));
  add(Withheld::addresses, counted("{} address", "{} addresses"));
  add(Withheld::born, counted("{} day of birth", "{} days of birth"));
  add(Withheld::numbers, counted("{} personal number", "{} personal numbers"));
  add(Withheld::remarks, counted("{} remark", "{} remarks"));
  add(Withheld::notes, counted("{} note", "{} notes"));
  add(Withheld::internal, counted("{} paragraph marked as internal", "{} paragraphs marked as internal"));
  add(Withheld::present, counted("who was present at {} session", "who was present at {} sessions"));
  add(Withheld::from, counted("from whom {} paper or referral came", "from whom {} papers or referrals came"));
  add(Withheld::corrections, counted("the reason of {} correction", "the reasons of {} corrections"));
  add(Withheld::overrides,
      counted("the reason of {} closing without evidence", "the reasons of {} closings without evidence"));
  return msg("Left out: {}.", all);
}

}  // namespace psp::rules
