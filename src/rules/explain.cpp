#include "rules/explain.h"

#include <algorithm>

namespace psp::rules {
namespace {

/// Returns "not recorded", not a no, for a question that nobody answered (L6.2).
Message answer_words(const std::optional<bool>& answer) {
  return !answer ? msg("not recorded") : *answer ? msg("yes") : msg("no");
}

Message session_detail(const SessionStanding& a) {
  const auto at = *a.session.body->at;
  if (!a.attendance) return msg("session of {}: {}", at, label(a.state));
  const auto& attendance = *a.attendance;
  if (a.state == SessionState::missed || a.state == SessionState::excused) {
    const auto told = attendance.notice_waived.value_or(false) ? msg("waived") : answer_words(attendance.notice);
    const auto justified = answer_words(attendance.justified);
    const auto& reason = attendance.reason;
    if (reason.empty())
      return msg("session of {}: {} (justified: {}, told beforehand: {}; attendance {})", at, label(a.state), justified,
                 told, a.record->id);
    return msg("session of {}: {} (justified: {}, told beforehand: {}, \"{}\"; attendance {})", at, label(a.state),
               justified, told, reason, a.record->id);
  }
  return msg("session of {}: {} (attendance {})", at, label(a.state), a.record->id);
}

Message detail_of(const Record& r, const Standing& s) {
  for (const auto& a : s.sessions)
    if (a.session.record == &r) return session_detail(a);
  if (const auto* task = r.as<Task>()) return msg("task for {}: {}", *task->due, task->text);
  auto what = label(r.kind());
  for (const auto& [row, value] : set_fields(r.body))
    if (row.type == Type::word) what = msg("{} {}", what, label(row, std::get<std::string>(value)));
  if (const auto day = own_date(r)) return msg("{} of {}", what, *day);
  return what;
}

/// Returns the present numbers of what the flag counts.
std::vector<Message> figures_of(const Flag& flag, const Standing& s) {
  const auto n = [](std::size_t count) { return static_cast<std::int64_t>(count); };
  std::vector<Message> figures;
  if (flag.settings.contains("missed_limit")) {
    figures.push_back(msg_count(n(s.missed.size()), "{} session missed in a row", "{} sessions missed in a row"));
    if (s.missed_skipping != s.missed.size())
      figures.push_back(msg("{} if excused absences were skipped", n(s.missed_skipping)));
  }
  if (flag.settings.contains("review_after")) {
    figures.push_back(
        msg_count(n(s.held.size()), "{} session held in this episode", "{} sessions held in this episode"));
    figures.push_back(msg("{} since the last review that counted", n(s.held_since_review.size())));
  }
  return figures;
}

/// Returns the days on which a flag applies a setting: those of the sessions for excused_when and excused_effect, that
/// of the closing for the evidence of a closure, else the as-of day.
std::vector<Date> days_of_setting(const Flag& flag, std::string_view setting, const Standing& s) {
  const bool of_sessions = setting == "excused_when" || setting == "excused_effect";
  if (of_sessions && !s.sessions.empty()) {
    std::vector<Date> days;
    for (const auto& a : s.sessions) days.push_back(a.day());
    return days;
  }
  if (flag.code == "closure-unsupported" && s.closed()) return {*s.course.closure->body->date};
  return {s.day()};
}

std::vector<AppliedSetting> applied_settings(const Flag& flag, const Standing& s) {
  std::vector<AppliedSetting> all;
  for (const auto& row : field_rows<Settings>()) {
    if (!flag.settings.contains(row.name)) continue;
    const auto first = all.size();
    for (const auto day : days_of_setting(flag, row.name, s)) {
      auto value = value_of(set_fields(settings_on(s.service, day)), row.name).value_or(Texts{});
      if (all.size() == first || all.back().value != value) all.push_back({row.name, std::move(value), day});
    }
    if (all.size() == first + 1) all.back().from.reset();
  }
  return all;
}

}  // namespace

std::vector<Explanation> explain(const Case& c, const Office& office, AsOf as_of, std::string_view code) {
  const Standing s(c, office.find_service(c.header.service), as_of);
  auto status = case_status(c, office, as_of);
  std::vector<Explanation> all;
  if (!status) return all;
  for (const auto& flag : flags()) {
    const auto raised =
        std::find_if(status->flags.begin(), status->flags.end(), [&](const auto& f) { return f.flag == &flag; });
    const bool holds = raised != status->flags.end();
    if (code.empty() ? !holds : flag.code != code) continue;
    Explanation e{&flag,
                  c.file,
                  {},
                  {},
                  sources_of(flag.details.empty() ? flag.sources : flag.details),
                  applied_settings(flag, s),
                  figures_of(flag, s)};
    if (holds) {
      e.raised = *raised;
      for (const auto& evidence : raised->evidence)
        if (const auto* r = s.history.find(evidence.id)) e.records.push_back({evidence, detail_of(*r, s)});
    }
    all.push_back(std::move(e));
  }
  return all;
}

}  // namespace psp::rules
