#include "rules/privacy/redaction.h"

#include <algorithm>

#include "model/letters.h"
#include "model/reading.h"
#include "rules/privacy/names.h"

namespace psp::rules {
namespace {

constexpr std::string_view internal_mark = "[internal]";

/// What becomes of a field; all others of the type text lose names and internal paragraphs.
enum class Treatment { leave_out, hide_key, keep };

struct Rule {
  std::string_view kind;  ///< any where empty
  std::string_view field;
  Treatment treatment;
  Withheld counts = Withheld::names;
};

constexpr Rule treatments[] = {
    {"", "id", Treatment::keep},
    {"", "note", Treatment::leave_out, Withheld::notes},
    {"", "correction", Treatment::leave_out, Withheld::corrections},
    {"", "by", Treatment::hide_key},
    {"attendance", "present", Treatment::leave_out, Withheld::present},
    {"document", "from", Treatment::leave_out, Withheld::from},
    {"referral", "from", Treatment::leave_out, Withheld::from},
    {"closure", "override", Treatment::leave_out, Withheld::overrides},
    {"transfer", "worker", Treatment::hide_key},
    {"transfer", "manager", Treatment::hide_key},
    {"task", "for", Treatment::hide_key},
    {"header", "case", Treatment::keep},
    {"header", "service", Treatment::keep},
    {"header", "client", Treatment::keep},
    {"header", "worker", Treatment::hide_key},
    {"header", "manager", Treatment::hide_key},
};

const Rule* treatment_of(std::string_view kind, std::string_view field) {
  for (const auto& rule : treatments)
    if (rule.field == field && (rule.kind.empty() || rule.kind == kind)) return &rule;
  return nullptr;
}

std::string_view without_blanks_before(std::string_view line) {
  const auto first = line.find_first_not_of(" \t\r");
  return first == std::string_view::npos ? std::string_view{} : line.substr(first);
}

class Redactor {
 public:
  Redactor(const History& history, const Office& office, const Names& names, LeftOut& left_out)
      : history_(history), office_(office), names_(names), left_out_(left_out) {}

  /// The value as it may leave the office; empty where it may not.
  Value value(std::string_view kind, const FieldRow& row, const Value& v) {
    const auto* rule = treatment_of(kind, row.name);
    if (rule && rule->treatment == Treatment::keep) return v;
    if (rule && rule->treatment == Treatment::hide_key) return std::string(in_place_of_a_name);
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
      default: return v;
    }
  }

 private:
  std::string text(std::string_view field, const std::string& t) {
    const bool names_provider = field == "to" || field == "provider";
    if (names_provider && office_.providers.contains(t)) return t;
    auto& internal = left_out_[static_cast<std::size_t>(Withheld::internal)];
    return names_.taken_out_of(without_internal(t, internal), left_out_);
  }
  Texts texts(Texts all) {
    for (auto& t : all) t = text({}, t);
    return all;
  }
  /// The id of what the reference means now; as it is where it means nothing.
  std::string now(const std::string& id) const {
    const auto* r = history_.resolve(id);
    return r ? r->id : id;
  }

  const History& history_;
  const Office& office_;
  const Names& names_;
  LeftOut& left_out_;
};

/// The names and keys of all who work at the office or appear in the case as workers.
std::vector<std::string> workers_of(const Case& c, const Office& office) {
  std::vector<std::string> all{c.header.worker, c.header.manager, c.header.by};
  for (const auto& [key, worker] : office.workers) {
    all.push_back(key);
    all.push_back(worker.name);
  }
  for (const auto& r : c.records) {
    all.push_back(r.by);
    if (const auto* t = r.as<Transfer>()) all.insert(all.end(), {t->worker, t->manager});
    if (const auto* t = r.as<Task>()) all.push_back(t->for_);
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

/// Puts the redacted values in place of those that are set.
template <class T>
void redact_fields(T& t, std::string_view kind, Redactor& redactor) {
  Message why;
  for (const auto& row : field_rows<T>())
    for (const auto& [name, v] : field_values(t))
      if (name == row.name) put_field(t, name, redactor.value(kind, row, v), why);
}

void redact_fields(Record& r, Redactor& redactor) {
  Message why;
  const auto values = record_values(r);
  for (const auto& row : record_rows(r.kind()))
    for (const auto& [name, v] : values)
      if (name == row.name) put_record_field(r, name, redactor.value(r.kind().name, row, v), why);
  r.replaces.id.clear();
}

void redact_args(Message& m, const Names& names) {
  std::size_t paragraphs = 0;
  LeftOut left_out{};
  for (auto& arg : m.args) {
    arg.text = names.taken_out_of(without_internal(arg.text, paragraphs), left_out);
    for (auto& words : arg.words) redact_args(words, names);
  }
}

}  // namespace

std::string without_internal(std::string_view text, std::size_t& paragraphs) {
  const auto before = paragraphs;
  std::string out;
  bool inside = false, begins = true;
  for (auto rest = text; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const auto line = rest.substr(0, end);
    const auto content = without_blanks_before(line);
    if (begins && !content.empty()) {
      inside = folded(content).starts_with(internal_mark);
      paragraphs += inside;
    }
    if (!inside) out += std::string(line) + "\n";  // empty lines behind a paragraph go with it
    begins = content.empty();
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (paragraphs == before) return std::string(text);
  out.erase(out.find_last_not_of(" \t\r\n") + 1);
  return out;
}

namespace {

/// In the order of Tells.
constexpr Withheld withheld_by_kind[] = {Withheld::names, Withheld::phones, Withheld::addresses, Withheld::born,
                                         Withheld::numbers};

}  // namespace

Names::Names(const std::vector<std::string>& others, const People& people)
    : search_(std::make_shared<const PrivacySearch>(PrivacySearch::for_redaction(people, others))) {}

std::string Names::taken_out_of(std::string_view text, LeftOut& left_out) const {
  std::string out;
  std::size_t done = 0;  // up to where the text is in `out`
  bool after_name = false;
  for (const auto& p : search_->passages(text)) {
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

Redacted redacted(const History& history, const Office& office, const People& others) {
  const auto& c = history.of();
  Redacted result{{c.file, c.header, c.intake, {}, {}}, {}, Names(workers_of(c, office), others)};
  Redactor redactor(history, office, result.names, result.left_out);
  redact_fields(result.file.header, "header", redactor);
  redact_fields(result.file.intake, "intake", redactor);
  const auto count = [&](Withheld what) { ++result.left_out[static_cast<std::size_t>(what)]; };
  const auto kept = as_it_stands(history, office.find_service(c.header.service));
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

Message redacted(Message m, const Names& names) {
  redact_args(m, names);
  return m;
}

CaseStatus redacted(CaseStatus status, const Names& names) {
  for (auto* key : {&status.worker, &status.manager})
    if (!key->empty()) *key = in_place_of_a_name;
  LeftOut left_out{};
  status.area = names.taken_out_of(status.area, left_out);
  for (auto& flag : status.flags)
    for (auto* m : {&flag.message, &flag.remedy}) redact_args(*m, names);
  return status;
}

Message left_out_words(const LeftOut& left_out) {
  auto all = msg("the names of those who work at the office");
  const auto add = [&](Withheld what, std::string_view one, std::string_view many) {
    const auto n = static_cast<std::int64_t>(left_out[static_cast<std::size_t>(what)]);
    if (n > 0) all = msg("{}, {}", all, msg_count(n, one, many));
  };
  add(Withheld::names, "names in {} place of the texts", "names in {} places of the texts");
  add(Withheld::phones, "{} telephone number", "{} telephone numbers");
  add(Withheld::addresses, "{} address", "{} addresses");
  add(Withheld::born, "{} day of birth", "{} days of birth");
  add(Withheld::numbers, "{} personal number", "{} personal numbers");
  add(Withheld::remarks, "{} remark", "{} remarks");
  add(Withheld::notes, "{} note", "{} notes");
  add(Withheld::internal, "{} paragraph marked as internal", "{} paragraphs marked as internal");
  add(Withheld::present, "who was present at {} session", "who was present at {} sessions");
  add(Withheld::from, "from whom {} paper or referral came", "from whom {} papers or referrals came");
  add(Withheld::corrections, "the reason of {} correction", "the reasons of {} corrections");
  add(Withheld::overrides, "the reason of {} closing without evidence", "the reasons of {} closings without evidence");
  return msg("Left out: {}.", all);
}

}  // namespace psp::rules
