#include "rules/check.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include <fmt/format.h>

#include "model/person.h"
#include "model/text.h"
#include "model/utf8.h"
#include "rules/chronology.h"
#include "rules/standing.h"

namespace psp::rules {
namespace {

bool leaves_the_ledger(std::string_view path) {
  return path.starts_with('/') || path == ".." || path.starts_with("../") || path.ends_with("/..") ||
         path.find("/../") != std::string_view::npos;
}

/// What of the fields of a header, an intake or a record is to be looked at closely. It copies nothing, for nearly all
/// of it is well-formed.
struct Contents {
  struct Seen {
    const FieldRow& row;
    bool set;
    std::string_view word;               ///< of a word
    std::optional<std::int64_t> number;  ///< of an integer
  };
  struct Text {
    const FieldRow& row;
    const std::string& text;  ///< one that is set, or one of a list
  };
  std::vector<Seen> fields;  ///< set ones with a word, a number or a condition, and required ones that are not set
  std::vector<Text> texts;

  template <class T>
  void look_at(const T& t) {
    fields.clear();
    texts.clear();
    const auto look = [&](const FieldRow& row, const auto& member) { add(row, member); };
    if constexpr (std::same_as<T, Record>) each_field(t, look);
    else each_field_of<T>(t, look);
  }
  /// Returns the word that the field of this name holds; "" if it is not set.
  std::string_view word_in(std::string_view name) const {
    const auto it = std::find_if(fields.begin(), fields.end(), [&](const Seen& f) { return f.row.name == name; });
    return it == fields.end() ? std::string_view() : it->word;
  }

  template <class M>
  void add(const FieldRow& row, const M& member) {
    const bool set = field::is_set(member);
    std::optional<std::int64_t> number;
    if constexpr (std::same_as<M, std::optional<std::int64_t>>) number = member;
    const auto word = field::word_of(member);
    if (set ? number || !word.empty() || !row.only.field.empty() : row.need == Need::required)
      fields.push_back({row, set, word, number});
    if constexpr (std::same_as<M, std::string>)
      if (set) texts.push_back({row, member});
    if constexpr (std::same_as<M, Reference>)
      if (set) texts.push_back({row, member.id});
    if constexpr (std::same_as<M, Texts>)
      for (const auto& text : member) texts.push_back({row, text});
    if constexpr (std::same_as<M, References>)
      for (const auto& reference : member) texts.push_back({row, reference.id});
  }
};

class Checker {
 public:
  Checker(const History& whole, const Office& office) : case_(whole.of()), office_(office), history_(whole) {}

  std::vector<Diagnostic> run() {
    check_header();
    check_ids();
    for (const auto& r : case_.records) {
      if (!r.replaces.id.empty()) check_replacement(r);
      if (const auto* v = r.as<Void>()) check_void(r, *v);
      if (!history_.stands(r)) {
        worker(&r, "by", r.by);
        continue;
      }
      contents_.look_at(r);
      check_fields(r);
      check_references(r);
      check_dates(r);
    }
    check_course();
    check_completions();
    std::stable_sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
    return std::move(found_);
  }

 private:
  void add(Severity severity, const Record* r, std::string_view key, Message m) {
    Diagnostic d{severity, case_.file, r ? r->line : 1, 1, std::move(m)};
    for (const auto& place : r ? r->keys : case_.keys)
      if (place.key == key) {
        d.line = place.line;
        d.column = place.column;
      }
    found_.push_back(std::move(d));
  }
  void error(const Record* r, std::string_view key, Message m) { add(Severity::error, r, key, std::move(m)); }
  void warning(const Record* r, std::string_view key, Message m) { add(Severity::warning, r, key, std::move(m)); }

  void check_header() {
    const auto& h = case_.header;
    if (!is_case_id(h.id)) {
      error(nullptr, "case", msg("\"{}\" is no case id: write [PREFIX-]YYYY-NNNN, in upper case", h.id));
    } else {
      if (case_path(h.id) != case_.file) check_place(h.id);
      if (h.opened && case_year(h.id) != h.opened->year)
        warning(nullptr, "opened",
                msg("case {} was opened in {}; its id says {}", h.id, std::int64_t{h.opened->year},
                    std::int64_t{case_year(h.id)}));
    }
    if (!office_.find_service(h.service)) {
      std::vector<std::string_view> names;
      for (const auto& [name, service] : office_.services) names.push_back(name);
      const auto near = nearest(h.service, names);
      error(nullptr, "service",
            near.empty() ? msg("no service \"{}\"; psp.toml and psp know: {}", h.service, listed(names))
                         : msg("no service \"{}\"; did you mean \"{}\"?", h.service, near));
    }
    contents_.look_at(h);
    for (const auto& f : contents_.fields) check_range(nullptr, f);
    if (auto wrong = refuse_reference(h.client); wrong && !refuse_text("client", h.client))
      warning(nullptr, "client", std::move(*wrong));
    keys_of_psp_toml(nullptr);
    check_texts(nullptr);
    contents_.look_at(case_.intake);
    check_texts(nullptr);
  }

  void check_range(const Record* r, const Contents::Seen& f) {
    if (auto wrong = f.number ? field::out_of_range(f.row, *f.number) : std::nullopt)
      error(r, f.row.name, std::move(*wrong));
  }

  void check_place(const std::string& id) {
    const auto name = case_.file.substr(case_.file.rfind('/') + 1);
    const auto own = name.substr(0, name.rfind('.'));
    error(nullptr, "case",
          is_case_id(own)
              ? msg("case {} belongs into the file {}; or else psp renumber {} gives it the number of its file", id,
                    case_path(id), own)
              : msg("case {} belongs into the file {}", id, case_path(id)));
  }

  void check_ids() {
    if (history_.ids_differ()) return;
    for (const auto& r : case_.records)
      if (const auto* first = history_.find(r.id); first != &r)
        error(&r, "id",
              msg("the id {} stands in line {} already: give one of the two records another", r.id,
                  std::int64_t{first->line}));
  }

  /// Returns the records that correct themselves, through any number of steps. Each record is visited once.
  std::set<const Record*> circular() const {
    std::set<const Record*> found;
    std::map<const Record*, const Record*> seen;  // each with the record from which it was reached
    for (const auto& from : case_.records) {
      if (from.replaces.id.empty()) continue;
      const auto* at = &from;
      while (at && seen.emplace(at, &from).second) at = history_.find(at->replaces.id);
      if (!at || seen.at(at) != &from) continue;
      for (const auto* r = at; found.insert(r).second;) r = history_.find(r->replaces.id);
    }
    return found;
  }

  void check_replacement(const Record& r) {
    const auto* replaced = history_.find(r.replaces.id);
    if (!replaced) {
      error(&r, "replaces", msg("there is no record {} in this case", r.replaces.id));
    } else if (replaced->body.index() != r.body.index()) {
      error(&r, "replaces",
            msg("a record of kind {} cannot replace one of kind {}", label(r.kind()), label(replaced->kind())));
    }
    if (circular_.contains(&r))
      error(&r, "replaces",
            msg("{} and {} correct one another in a circle, and neither counts: take one replaces out", r.id,
                r.replaces.id));
    if (!replacers_.emplace(r.replaces.id).second)
      warning(&r, "replaces", msg("more than one record replaces {}: only the last in the file counts", r.replaces.id));
  }

  void check_void(const Record& r, const Void& v) {
    const auto* struck = history_.find(v.entry.id);
    if (struck && struck->as<Void>())
      warning(&r, "entry", msg("{} is a void itself: striking it brings nothing back", v.entry.id));
    if (const auto* now = in_spite_of(r, history_))
      warning(&r, "entry",
              msg("{} was corrected as well, and the correction {} counts: psp void {} {} strikes that, too",
                  v.entry.id, now->id, case_.header.id, now->id));
  }

  void check_fields(const Record& r) {
    check_texts(&r);
    for (const auto& f : contents_.fields) {
      const auto& row = f.row;
      const bool here = row.only.field.empty() || applies(row, contents_.word_in(row.only.field));
      if (here && row.need == Need::required && !f.set) {
        if (row.only.field.empty()) error(&r, "", msg("[[{}]] has no {} ({})", r.kind().name, row.name, msg(row.help)));
        else
          error(&r, "",
                msg("[[{}]] with this {} has no {} ({})", r.kind().name, row.only.field, row.name, msg(row.help)));
      }
      check_range(&r, f);
      if (!here && f.set) warning(&r, row.name, msg("{} says nothing with this {}", row.name, row.only.field));
    }
    if (const auto* t = r.as<Transfer>(); t && t->worker.empty() && t->manager.empty())
      error(&r, "", msg("[[transfer]] names neither a worker nor a manager"));
    if (!r.write.empty() && !is_record_id(r.write))
      error(&r, "write", msg("\"{}\" is no write: six of the characters 0-9 and a-z without i, l, o, u", r.write));
    keys_of_psp_toml(&r);
    if (const auto* c = r.as<Closure>(); c && c->date) {
      const auto& grounds = settings_on(office_.find_service(case_.header.service), *c->date).grounds;
      if (!grounds.empty() && std::find(grounds.begin(), grounds.end(), c->ground) == grounds.end())
        warning(&r, "ground",
                msg("{} is no ground for closing in the service {}", word(*c->ground), case_.header.service));
    }
    if (const auto* p = r.as<Plan>(); p && p->date && p->until && *p->until < *p->date)
      warning(&r, "until", msg("the plan ends on {}, before it was made, {}", *p->until, *p->date));
    if (const auto* d = r.as<Document>(); d && leaves_the_ledger(d->file))
      error(&r, "file", msg("{} is no path inside the ledger: write it from the ledger's directory on", d->file));
  }

  void check_reference(const Record& r, const FieldRow& row, const std::string& id) {
    if (id == row.also) return;
    const auto* target = history_.find(id);
    if (!target) error(&r, row.name, msg("there is no record {} in this case", id));
    else if (!row.refers.empty() && target->kind().name != row.refers)
      error(&r, row.name, msg("{} is no {}: it is of the kind {}", id, kind_label(row.refers), label(target->kind())));
    else if (!r.as<Void>() && history_.displaced(id))
      error(&r, row.name, msg("{} was corrected twice, and another correction counts: refer to that one", id));
  }

  void check_references(const Record& r) {
    for (const auto& [row, id] : contents_.texts)
      if ((row.type == Type::reference || row.type == Type::references) && row.name != "replaces")
        check_reference(r, row, id);
    if (const auto* p = r.as<Response>()) {
      const auto* target = history_.find(p->referral.id);
      const auto* referral = target ? target->as<Referral>() : nullptr;
      if (referral && referral->direction == Direction::in)
        error(&r, "referral", msg("{} is a referral into the service: only an onward one is answered", p->referral.id));
    }
  }

  void check_dates(const Record& r) {
    if (!case_.header.opened) return;
    const auto opened = *case_.header.opened;
    const auto day = own_date(r);
    if (const auto* a = r.as<Attendance>()) {
      const auto* session = history_.resolve(a->session.id);
      const auto session_day = session && session->as<Session>() ? own_date(*session) : std::nullopt;
      const bool ahead = a->outcome == Outcome::cancelled || a->outcome == Outcome::rescheduled;
      if (!ahead && session_day && r.recorded && r.recorded->local.date < *session_day)
        error(&r, "session",
              msg("written down on {}, before the session's day, {}: only a cancellation can be; strike the attendance "
                  "(psp void {} {}) where the session is still to come",
                  r.recorded->local.date, *session_day, case_.header.id, r.id));
      return;
    }
    if (!day) return;
    const bool in_course = r.as<Session>() || r.as<Closure>() || r.as<Reopening>() || r.as<Suspension>() ||
                           r.as<Resumption>() || r.as<Transfer>() || r.as<Review>();
    const std::string_view key = r.as<Session>() || r.as<Contact>() ? "at" : "date";
    if (in_course && *day < opened) error(&r, key, msg("{} lies before the opening of the case, {}", *day, opened));
    if (r.kind().of_the_past && r.recorded && *day > r.recorded->local.date)
      warning(&r, key, msg("{} lies after the day on which this was written down, {}", *day, r.recorded->local.date));
  }

  /// Warns of a second completion of a task: two people may have written one each.
  void check_completions() {
    std::set<const Record*> ended;
    for (const auto& r : case_.records)
      if (const auto* c = r.as<Completion>(); c && history_.stands(r))
        if (const auto* task = history_.resolve(c->task.id); task && !ended.insert(task).second)
          warning(&r, "task", msg("the task {} is ended already: void one of the two completions", c->task.id));
  }

  /// Warns of closures, reopenings, suspensions and resumptions that change nothing: two people may have written one
  /// each.
  void check_course() {
    std::vector<const Record*> turns;
    for (const auto& r : case_.records)
      if (history_.stands(r) && own_date(r) &&
          (r.as<Closure>() || r.as<Reopening>() || r.as<Suspension>() || r.as<Resumption>()))
        turns.push_back(&r);
    std::stable_sort(turns.begin(), turns.end(), [](auto* a, auto* b) { return *own_date(*a) < *own_date(*b); });
    bool closed = false, suspended = false;
    for (const auto* r : turns) {
      if (r->as<Closure>()) {
        if (closed) warning(r, "date", msg("the case is closed already: void one of the two closures"));
        closed = true;
      } else if (r->as<Reopening>()) {
        if (!closed) warning(r, "date", msg("the case was not closed, and is reopened"));
        closed = suspended = false;
      } else if (r->as<Suspension>()) {
        if (closed || suspended)
          warning(r, "date",
                  closed ? msg("the case is closed, and is suspended") : msg("the case is suspended already"));
        suspended = true;
      } else {
        if (!suspended) warning(r, "date", msg("the case was not suspended, and is resumed"));
        suspended = false;
      }
    }
  }

  /// Warns of texts that psp would not record. format::parse_case() warns of blank ones.
  void check_texts(const Record* r) {
    for (const auto& [row, text] : contents_.texts)
      if (auto wrong = refuse_text(row.name, text); wrong && !blank(text)) warning(r, row.name, std::move(*wrong));
  }

  /// Warns of keys that name a worker or provider whom psp.toml does not list.
  void keys_of_psp_toml(const Record* r) {
    for (const auto& [row, text] : contents_.texts) {
      if (row.type != Type::text) continue;
      if (row.refers == "worker") worker(r, row.name, text);
      if (row.refers == "provider") provider(r, row.name, text);
    }
  }

  /// Warns once of a worker who is not listed, if the office lists any.
  void worker(const Record* r, std::string_view key, const std::string& name) {
    if (name.empty() || office_.workers.empty() || name == listed_worker_) return;
    if (office_.workers.contains(name)) {
      listed_worker_ = name;
      return;
    }
    if (!strangers_.insert(name).second) return;
    warning(r, key, unknown("worker", name, office_.workers));
  }

  /// Warns of a provider who is not listed, if the text is written like a key and the office lists any.
  void provider(const Record* r, std::string_view key, const std::string& name) {
    const bool like_a_key = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") == std::string::npos;
    if (name.empty() || !like_a_key || office_.providers.empty() || office_.providers.contains(name)) return;
    warning(r, key, unknown("provider", name, office_.providers));
  }

  template <class Map>
  static Message unknown(std::string_view what, const std::string& name, const Map& map) {
    std::vector<std::string_view> keys;
    for (const auto& [key, value] : map) keys.push_back(key);
    const auto near = nearest(name, keys);
    if (near.empty()) return msg("psp.toml has no {} \"{}\"", msg_in("field", what), name);
    return msg("psp.toml has no {} \"{}\"; did you mean \"{}\"?", msg_in("field", what), name, near);
  }

  const Case& case_;
  const Office& office_;
  const History& history_;
  const std::set<const Record*> circular_ = circular();
  Contents contents_;               ///< of what is being checked
  std::string_view listed_worker_;  ///< the last one found listed: the next is mostly the same
  std::vector<Diagnostic> found_;
  std::set<std::string, std::less<>> replacers_, strangers_;
};

}  // namespace

std::vector<Diagnostic> check(const Case& c, const Office& office) { return check(whole_history(c), office); }

std::vector<Diagnostic> check(const History& whole, const Office& office) { return Checker(whole, office).run(); }

std::vector<Diagnostic> check_references(const std::vector<WrittenReference>& all) {
  std::map<std::string, const WrittenReference*> first;
  std::vector<Diagnostic> found;
  for (const auto& w : all) {
    const auto [it, is_new] = first.emplace(reference_key(w.reference), &w);
    if (!is_new && it->second->reference != w.reference)
      found.push_back({Severity::warning, w.file, w.line, w.column,
                       msg("client {} is written {} in {}: write it the same in both (psp edit, for a case)",
                           w.reference, it->second->reference, it->second->file)});
  }
  return found;
}

std::optional<Message> refuse_text(std::string_view name, std::string_view text) {
  if (blank(text)) return msg("{} is empty", name);
  const auto is_plain = [](char c) { return c >= ' ' && c <= '~'; };  // of ASCII, which needs no decoding
  for (;;) {
    while (!text.empty() && is_plain(text.front())) text.remove_prefix(1);
    if (text.empty()) return std::nullopt;
    const auto [code, length] = decode(text);
    if (length == 0) return msg("{} is not UTF-8: set the terminal, or the file that it comes from, to UTF-8", name);
    const bool control = (code < 0x20 && code != '\t' && code != '\n') || (code >= 0x7f && code < 0xa0);
    if (control)
      return msg("{} holds a control character (U+{}): take it out", name,
                 fmt::format("{:04X}", static_cast<std::uint32_t>(code)));
    text.remove_prefix(length);
  }
}

std::optional<Message> refuse_reference(std::string_view text) {
  if (is_reference(text)) return std::nullopt;
  if (text.find_first_of(" \t") != std::string_view::npos)
    return msg("a client is named by a reference without blanks, such as K-0117, never by name");
  return msg("a client's reference is made of letters, digits, - and _, such as K-0117: it names a file as well");
}

}  // namespace psp::rules
