#include "report/telling.h"

#include <array>
#include <iterator>

#include "rules/privacy/redaction.h"

namespace psp::report {
namespace {

/// Adds the sentence for a yes or for a no; none if nobody answered.
void answer(std::vector<Message>& to, const std::optional<bool>& given, const Message& yes, const Message& no) {
  if (given) to.push_back(*given ? yes : no);
}

void quote(Telling& t, const Message& lead, const std::string& text) {
  if (!text.empty()) t.quotes.push_back({lead, text});
}
void quote_apart(Telling& t, const Message& lead, const std::string& text) {
  if (!text.empty()) t.quotes.push_back({lead, text, true});
}

bool hidden(std::string_view key) { return key == rules::in_place_of_a_name; }

/// Returns the sentence on a session that was held: when, how long, where.
Message held_words(const Session& s, const Attendance& a) {
  const auto& at = *s.at;
  const auto where = s.mode ? in_words(*s.mode) : Message{};
  const auto minutes = [](std::int64_t n) { return msg_count(n, "{} minute", "{} minutes"); };
  if (a.minutes)
    return s.mode ? msg("At {:clock} a session of {} was held {}.", at, minutes(*a.minutes), where)
                  : msg("At {:clock} a session of {} was held.", at, minutes(*a.minutes));
  if (s.minutes)
    return s.mode ? msg("At {:clock} a session planned for {} was held {}.", at, minutes(*s.minutes), where)
                  : msg("At {:clock} a session planned for {} was held.", at, minutes(*s.minutes));
  return s.mode ? msg("At {:clock} a session was held {}.", at, where) : msg("At {:clock} a session was held.", at);
}

void tell_held(Telling& t, const Session& s, const Attendance& a) {
  t.lead.push_back(held_words(s, a));
  if (a.outcome == Outcome::late) t.lead.push_back(msg("The client came late, and was seen."));
  if (!a.present.empty()) {
    std::string all;
    for (const auto& p : a.present) all += (all.empty() ? "" : ", ") + p;
    t.lead.push_back(msg("Present: {}.", all));
  }
  if (!a.parts.empty()) t.more.push_back(msg("The talk went through: {}.", enumerated(a.parts)));
  if (!a.contents.empty()) t.more.push_back(msg("It was about: {}.", enumerated(a.contents)));
  if (!a.goals.empty()) t.more.push_back(msg("What the client reached: {}.", enumerated(a.goals)));
}

/// Adds the sentence for a yes, for a no, or for a question that nobody answered, which is never told as a no.
void tell_answer(std::vector<Message>& to, const std::optional<bool>& given, const Message& yes, const Message& no,
                 const Message& open) {
  to.push_back(!given ? open : *given ? yes : no);
}

/// Tells whether the reason was told beforehand, and whether it counts as justified (L6.2).
void tell_reason(std::vector<Message>& to, const Attendance& a) {
  if (a.notice_waived.value_or(false)) {
    tell_answer(to, a.justified, msg("The reason counts as justified."), msg("The reason does not count as justified."),
                msg("Whether the reason counts as justified is not recorded."));
    to.push_back(msg("To tell it beforehand was not possible."));
    return;
  }
  if (!a.notice && !a.justified) {
    to.push_back(msg("Whether the reason was told beforehand, and whether it counts as justified, is not recorded."));
  } else if (!a.notice) {
    tell_answer(to, a.justified, msg("The reason counts as justified; whether it was told beforehand is not recorded."),
                msg("The reason does not count as justified; whether it was told beforehand is not recorded."), {});
  } else if (*a.notice) {
    tell_answer(to, a.justified, msg("The client had told the reason beforehand, and it counts as justified."),
                msg("The client had told the reason beforehand; it does not count as justified."),
                msg("The client had told the reason beforehand; whether it counts as justified is not recorded."));
  } else {
    tell_answer(to, a.justified, msg("The client had not told the reason beforehand; it counts as justified."),
                msg("The client had not told the reason beforehand, and it does not count as justified."),
                msg("The client had not told the reason beforehand; whether it counts as justified is not recorded."));
  }
  if (a.notice_waived) to.push_back(msg("To tell it beforehand would have been possible."));
}

void tell_missed(Telling& t, const rules::SessionStanding& a, const Service* service) {
  t.lead.push_back(msg("The session at {:clock} was missed.", *a.session.body->at));
  tell_reason(t.lead, *a.attendance);
  t.lead.push_back(a.state == rules::SessionState::excused ? msg("The absence is excused.")
                   : rules::unanswered(a, service) ? msg("Until it is recorded, the absence counts as not excused.")
                                                   : msg("The absence is not excused."));
}

/// Returns who was met or spoken with: `with the client`.
Message with_words(With e) {
  static const MessagePerWord<With> words{msg("with the client"),       msg("with the family"),
                                          msg("with the case manager"), msg("with a provider"),
                                          msg("with an authority"),     msg("with others")};
  return message_for(words, e);
}

/// Returns `by telephone`.
Message how_words(How e) {
  static const MessagePerWord<How> words{msg("by telephone"), msg("by message"), msg("by letter"), msg("by a visit"),
                                         msg("at a meeting")};
  return message_for(words, e);
}

Message cancelled_words(const Session& s, const Attendance& a) {
  if (!a.cancelled_by) return msg("The session at {:clock} was called off.", *s.at);
  return *a.cancelled_by == CancelledBy::client ? msg("The client called off the session at {:clock}.", *s.at)
                                                : msg("The office called off the session at {:clock}.", *s.at);
}

Message rescheduled_words(const Session& s, const Attendance& a, const rules::History& history) {
  const auto* next = history.resolve(a.moved_to.id);
  const auto* session = next ? next->as<Session>() : nullptr;
  if (!session) return msg("The session at {:clock} was moved to another day.", *s.at);
  return msg("The session at {:clock} was moved to {:long}, {:clock}.", *s.at, session->at->date, *session->at);
}

/// Tells how the client came, at first or to a new episode.
Telling tell_intake(const Intake& i) {
  static const MessagePerWord<Route> routes{
      msg("The client came by their own decision."),
      msg("The client came on the initiative of somebody close, who saw a danger and is entitled to propose the "
          "service."),
      msg("The office had learned of facts that oblige it to act of its own duty."),
      msg("The office, while it exercised its public powers, judged that the service could help.")};
  static const MessagePerWord<Eligibility> eligibilities{
      msg("The client turned to the office for the first time, in need of knowledge or skills to solve the problem."),
      msg("The office was helping the client already; the problem is a new one."),
      msg("The client did not know where to take the problem.")};
  static const MessagePerWord<Target> targets{
      msg("The service is for a family with children, in conditions that have long been unfavourable to the children's "
          "development."),
      msg("The service is for a family or a person in crisis.")};
  Telling t;
  if (i.route) t.lead.push_back(message_for(routes, *i.route));
  answer(t.lead, i.accepted, msg("The client accepted the initiative."),
         msg("The client has not accepted the initiative."));
  answer(t.lead, i.informed, msg("The client was told of this."), msg("The client has not been told of this yet."));
  if (i.eligibility) t.lead.push_back(message_for(eligibilities, *i.eligibility));
  if (i.target) t.lead.push_back(message_for(targets, *i.target));
  if (i.field)
    t.lead.push_back(msg("The case belongs to a field that has workers of its own: {}.", in_words(*i.field)));
  if (!i.area.empty()) t.lead.push_back(msg("Place of residence: {}.", i.area));
  quote_apart(t, msg("What brought the client here, in the client's own words:"), i.distress);
  return t;
}

/// Tells one record, by its kind.
class KindTeller {
 public:
  KindTeller(const Record& r, const rules::History& history, const std::vector<rules::SessionStanding>& sessions,
             const Office& office)
      : record_(r), history_(history), sessions_(sessions), office_(office) {}

  Telling operator()(const Document& d) const {
    const MessagePerWord<DocumentKind> leads{msg("The client applied for the service."),
                                             msg("A contract was made."),
                                             msg("A consent was given."),
                                             msg("A conclusion was drawn up."),
                                             msg("The client asked to withdraw from the service."),
                                             msg("A decision was given."),
                                             msg("A paper was added to the file.")};
    const MessagePerWord<Conclusion> findings{msg("It finds that the service is no longer needed."),
                                              msg("It finds that the service is no longer suitable.")};
    Telling t{{message_for(leads, *d.kind)}, {}, {}};
    if (d.finding) t.lead.push_back(message_for(findings, *d.finding));
    answer(t.lead, d.oral, msg("It was said, not written."), msg("It is in writing."));
    if (!d.from.empty()) t.more.push_back(msg("The paper is from: {}.", d.from));
    if (!d.file.empty()) t.more.push_back(msg("It is kept in {}.", d.file));
    quote(t, msg("The reason given in writing:"), d.reason);
    return t;
  }

  Telling operator()(const Referral& r) const {
    Telling t;
    if (r.direction == Direction::in) {
      t.lead.push_back(r.from.empty() ? msg("The client was referred to the service.")
                                      : msg("The client was referred to the service. Referred by: {}.", r.from));
      quote_apart(t, msg("The situation was described so:"), r.situation);
      return t;
    }
    const auto to = provider_name(office_, r.to);
    t.lead.push_back(r.service.empty() ? msg("The client was referred to: {}.", to)
                                       : msg("The client was referred to: {} ({}).", to, r.service));
    quote(t, msg("The reason:"), r.reason);
    return t;
  }

  Telling operator()(const Response& r) const {
    const auto* referral = history_.resolve(r.referral.id);
    const auto what = referral ? record_words(*referral, history_, office_) : msg("referral");
    const MessagePerWord<ProviderAnswer> leads{
        msg("The {} was accepted.", what),     msg("The {} led to a place on the waiting list.", what),
        msg("The {} was not accepted.", what), msg("The {} is completed: the help was given.", what),
        msg("The {} got no answer.", what),    msg("The {} was withdrawn.", what)};
    Telling t{{message_for(leads, *r.outcome)}, {}, {}};
    quote(t, msg("The reason given:"), r.reason);
    return t;
  }

  Telling operator()(const Session& s) const {
    for (const auto& a : sessions_) {
      if (a.session.record != &record_ || a.attendance) continue;
      Telling t;
      if (a.state == rules::SessionState::planned) {
        t.lead.push_back(s.mode ? msg("A session is planned for {:clock}, {}.", *s.at, in_words(*s.mode))
                                : msg("A session is planned for {:clock}.", *s.at));
      } else {
        t.lead.push_back(s.mode ? msg("A session was planned for {:clock}, {}.", *s.at, in_words(*s.mode))
                                : msg("A session was planned for {:clock}.", *s.at));
        t.lead.push_back(msg("What became of it is not written down yet."));
      }
      return t;
    }
    return {};
  }

  Telling operator()(const Attendance& a) const {
    Telling t;
    for (const auto& appointment : sessions_) {
      if (appointment.record != &record_) continue;
      const auto& s = *appointment.session.body;
      switch (*a.outcome) {
        case Outcome::attended:
        case Outcome::late: tell_held(t, s, a); break;
        case Outcome::turned_away:
          t.lead.push_back(msg("The client came too late for the session at {:clock} to be held.", *s.at));
          break;
        case Outcome::missed: tell_missed(t, appointment, office_.find_service(history_.of().header.service)); break;
        case Outcome::cancelled: t.lead.push_back(cancelled_words(s, a)); break;
        case Outcome::rescheduled: t.lead.push_back(rescheduled_words(s, a, history_)); break;
      }
    }
    quote(t, msg("The reason given:"), a.reason);
    for (const auto& appointment : sessions_)
      if (appointment.record == &record_) quote(t, msg("Note on the appointment:"), appointment.session.record->note);
    return t;
  }

  Telling operator()(const Option& o) const {
    const MessagePerWord<OptionKind> leads{
        msg("The client was told of a service: {}.", o.name), msg("The client was told of a benefit: {}.", o.name),
        msg("The client was told of a right: {}.", o.name), msg("The client was told of an obligation: {}.", o.name)};
    Telling t{{message_for(leads, *o.kind)}, {}, {}};
    answer(t.lead, o.chosen, msg("The client chose it."), msg("The client did not choose it."));
    if (!o.provider.empty()) t.more.push_back(msg("Provided by: {}.", provider_name(office_, o.provider)));
    if (const auto* session = history_.resolve(o.session.id); session && session->as<Session>())
      t.more.push_back(msg("It was put forward in the {}.", record_words(*session, history_, office_)));
    quote(t, msg("The conditions:"), o.conditions);
    quote(t, msg("What follows from choosing it:"), o.consequence);
    return t;
  }

  Telling operator()(const Assessment& a) const {
    const MessagePerWord<AssessmentKind> leads{msg("The client's needs were assessed."),
                                               msg("The client's situation was explored."),
                                               msg("It was evaluated what has changed.")};
    Telling t{{message_for(leads, *a.kind)}, {}, {}};
    quote_apart(t, msg("What was found:"), a.text);
    return t;
  }

  Telling operator()(const Plan& p) const {
    Telling t{{msg("A plan was made.")}, {}, {}};
    if (p.until) t.lead.push_back(msg("It is made until {:long}.", *p.until));
    if (!p.goals.empty()) {
      std::vector<Message> goals;
      for (const auto& goal : p.goals) goals.push_back(as_written(goal));
      t.more.push_back(msg("What is to be reached: {}.", enumerated(goals)));
    }
    quote_apart(t, msg("What is to be worked at:"), p.text);
    return t;
  }

  Telling operator()(const Contact& c) const {
    Telling t{{msg("At {:clock} there was contact {}, {}.", *c.at, with_words(*c.with), how_words(*c.how))}, {}, {}};
    if (c.minutes) t.lead.push_back(msg_count(*c.minutes, "It took {} minute.", "It took {} minutes."));
    quote_apart(t, msg("What it was about:"), c.text);
    return t;
  }

  Telling operator()(const Task& task) const {
    Telling t{{msg("Something was promised, to be done by {:long}.", *task.due)}, {}, {}};
    if (!task.for_.empty() && !hidden(task.for_))
      t.more.push_back(msg("It is to be done by: {}.", worker_name(office_, task.for_)));
    quote(t, msg("What is to be done:"), task.text);
    return t;
  }

  Telling operator()(const Completion& c) const {
    const auto* r = history_.resolve(c.task.id);
    const auto what = r ? record_words(*r, history_, office_) : msg("task");
    Telling t{
        {*c.outcome == TaskOutcome::done ? msg("The {} was done.", what) : msg("The {} was dropped.", what)}, {}, {}};
    quote(t, msg("What came of it:"), c.text);
    return t;
  }

  Telling operator()(const Review& r) const {
    Telling t{{msg("The situation was evaluated again.")}, {}, {}};
    const bool goes_on = *r.decision == Decision::continue_;
    if (!r.agreed)
      t.lead.push_back(goes_on ? msg("The decision was to continue the service.")
                               : msg("The decision was to end the service."));
    else if (*r.agreed)
      t.lead.push_back(goes_on ? msg("It was agreed with the client to continue the service.")
                               : msg("It was agreed with the client to end the service."));
    else
      t.lead.push_back(goes_on ? msg("The decision was to continue the service; the client had not agreed to it.")
                               : msg("The decision was to end the service; the client had not agreed to it."));
    quote_apart(t, msg("The situation as it was found:"), r.text);
    return t;
  }

  Telling operator()(const Notice& n) const {
    const bool client = n.to == Recipient::client;
    const auto* about = history_.resolve(n.about.id);
    if (!about && n.about.id == "intake" && client && intake_on(*n.date).route == Route::official_duty)
      return {{msg("The client was told that the office acts of its own duty.")}, {}, {}};
    const auto what = about                    ? record_words(*about, history_, office_)
                      : n.about.id == "intake" ? msg("intake")
                                               : msg("record {}", n.about.id);
    return {{client ? msg("The client was told of the {}.", what) : msg("The case manager was told of the {}.", what)},
            {},
            {}};
  }

  Telling operator()(const Agreement& a) const {
    if (a.next_step == "none") return {{msg("It was agreed that nothing further is needed.")}, {}, {}};
    Telling t{{msg("It was agreed how to go on.")}, {}, {}};
    quote_apart(t, msg("The next step:"), a.next_step);
    return t;
  }

  Telling operator()(const Suspension& s) const {
    Telling t{{msg("The service was paused from this day on.")}, {}, {}};
    quote(t, msg("The reason:"), s.reason);
    return t;
  }

  Telling operator()(const Resumption& r) const {
    Telling t{{msg("The service went on again from this day.")}, {}, {}};
    quote(t, msg("The reason:"), r.reason);
    return t;
  }

  Telling operator()(const Transfer& x) const {
    Telling t;
    if (!x.worker.empty())
      t.lead.push_back(hidden(x.worker) ? msg("The case went to another worker.")
                                        : msg("The case went to another worker: {}.", worker_name(office_, x.worker)));
    if (!x.manager.empty())
      t.lead.push_back(hidden(x.manager)
                           ? msg("There was a new case manager from this day on.")
                           : msg("The new case manager from this day on: {}.", worker_name(office_, x.manager)));
    return t;
  }

  Telling operator()(const Closure& c) const {
    Telling t;
    t.lead.push_back(c.refused.value_or(false) ? msg("The service was refused.") : msg("The case was closed."));
    t.lead.push_back(msg("The ground: {}.", in_words(*c.ground)));
    std::vector<Message> evidence;
    for (const auto& e : c.evidence) {
      const auto* r = history_.resolve(e.id);
      evidence.push_back(r ? record_words(*r, history_, office_) : msg("record {}", e.id));
    }
    if (!evidence.empty()) t.more.push_back(msg("It rests on: {}.", enumerated(evidence)));
    quote(t, msg("The reason:"), c.reason);
    quote(t, msg("It was closed without the evidence that this ground needs, because:"), c.override_);
    return t;
  }

  Telling operator()(const Reopening& r) const {
    Telling t{{msg("The case was opened again.")}, {}, {}};
    quote(t, msg("The reason:"), r.reason);
    auto intake = tell_intake(r.intake);
    std::move(intake.lead.begin(), intake.lead.end(), std::back_inserter(t.more));
    std::move(intake.quotes.begin(), intake.quotes.end(), std::back_inserter(t.quotes));
    return t;
  }

  Telling operator()(const Remark& r) const {
    Telling t;
    quote_apart(t, msg("A remark was written down:"), r.text);
    return t;
  }

  Telling operator()(const Void& v) const {
    Telling t;
    quote(t, msg("The reason:"), v.reason);
    return t;
  }

 private:
  /// Returns the intake in force on a day.
  Intake intake_on(Date day) const {
    return rules::course_of(rules::History(history_.of(), {day, history_.as_of().known_at})).intake;
  }

  const Record& record_;
  const rules::History& history_;
  const std::vector<rules::SessionStanding>& sessions_;
  const Office& office_;
};

}  // namespace

Telling Teller::tell(const Record& r) const {
  auto t = std::visit(KindTeller(r, history_, sessions_, office_), r.body);
  if (!t.lead.empty() || !r.as<Session>()) quote(t, msg("Note:"), r.note);
  return t;
}

Telling Teller::tell(const Intake& i) const { return tell_intake(i); }

Telling Teller::tell(const Header& h) const {
  Telling t{{msg("The case was opened.")}, {}, {}};
  if (!h.worker.empty() && !hidden(h.worker))
    t.lead.push_back(msg("The worker was {}.", worker_name(office_, h.worker)));
  if (!h.manager.empty() && !hidden(h.manager))
    t.lead.push_back(msg("The case manager was {}.", worker_name(office_, h.manager)));
  return t;
}

}  // namespace psp::report
