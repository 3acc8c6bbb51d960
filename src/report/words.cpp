#include "report/words.h"

#include "rules/privacy/redaction.h"

namespace psp::report {
namespace {

/// Names a record, with its day.
class Namer {
 public:
  Namer(const Record& r, const rules::History& history, const Office& office)
      : record_(r), history_(history), office_(office) {}

  Message operator()(const Document& d) const {
    const auto day = *d.date;
    const MessagePerWord<DocumentKind> words{msg("application of {:long}", day), msg("contract of {:long}", day),
                                             msg("consent of {:long}", day),     msg("conclusion of {:long}", day),
                                             msg("withdrawal of {:long}", day),  msg("decision of {:long}", day),
                                             msg("paper of {:long}", day)};
    return message_for(words, *d.kind);
  }
  Message operator()(const Referral& r) const {
    const auto day = *r.date;
    if (r.direction == Direction::in) return msg("referral into the service of {:long}", day);
    return msg("referral to {} of {:long}", provider_name(office_, r.to), day);
  }
  Message operator()(const Response& r) const { return msg("answer of {:long}", *r.date); }
  Message operator()(const Session& s) const { return msg("session of {:long}", s.at->date); }
  Message operator()(const Attendance& a) const {
    const auto* session = history_.resolve(a.session.id);
    if (!session || !session->as<Session>()) return msg("outcome of a session");
    return msg("outcome of the {}", record_words(*session, history_, office_));
  }
  Message operator()(const Option& o) const { return msg("option “{}”", o.name); }
  Message operator()(const Assessment& a) const {
    const auto day = *a.date;
    const MessagePerWord<AssessmentKind> words{msg("assessment of needs of {:long}", day),
                                               msg("exploration of {:long}", day),
                                               msg("evaluation of change of {:long}", day)};
    return message_for(words, *a.kind);
  }
  Message operator()(const Plan& p) const { return msg("plan of {:long}", *p.date); }
  Message operator()(const Contact& c) const { return msg("contact of {:long}", c.at->date); }
  Message operator()(const Task& t) const { return msg("task for {:long}", *t.due); }
  Message operator()(const Completion& c) const { return msg("end of a task on {:long}", *c.date); }
  Message operator()(const Review& r) const { return msg("review of {:long}", *r.date); }
  Message operator()(const Notice& n) const { return msg("notice of {:long}", *n.date); }
  Message operator()(const Agreement& a) const { return msg("agreement of {:long}", *a.date); }
  Message operator()(const Suspension& s) const { return msg("pause from {:long} on", *s.date); }
  Message operator()(const Resumption& r) const { return msg("end of a pause on {:long}", *r.date); }
  Message operator()(const Transfer& t) const { return msg("transfer of {:long}", *t.date); }
  Message operator()(const Closure& c) const { return msg("closing of {:long}", *c.date); }
  Message operator()(const Reopening& r) const { return msg("reopening of {:long}", *r.date); }
  Message operator()(const Remark& r) const { return msg("remark of {:long}", *r.date); }
  Message operator()(const Void& v) const {
    const auto* struck = history_.find(v.entry.id);
    if (!struck || struck == &record_ || struck->as<Void>()) return msg("striking of the record {}", v.entry.id);
    return msg("striking of the {}", record_words(*struck, history_, office_));
  }

 private:
  const Record& record_;
  const rules::History& history_;
  const Office& office_;
};

}  // namespace

Message moment_words(const Moment& m) {
  const auto offset = to_text(m).substr(19);  // +02:00
  return msg("{:long}, {:second} ({})", m.local.date, m.local, offset);
}

Message as_written(std::string_view text) { return msg("{}", text); }

Message enumerated(const std::vector<Message>& all) {
  Message list = all.front();
  for (std::size_t i = 1; i < all.size(); ++i) list = msg("{}; {}", list, all[i]);
  return list;
}

Message in_words(rules::CaseState e) {
  static const MessagePerWord<rules::CaseState> words{msg("at intake"), msg("open"), msg("paused"), msg("closed"),
                                                      msg("refused")};
  return message_for(words, e);
}

Message in_words(Mode e) {
  static const MessagePerWord<Mode> words{msg("at the office"), msg("at home"), msg("by telephone"), msg("online"),
                                          msg("outside the office")};
  return message_for(words, e);
}

Message in_words(Part e) {
  static const MessagePerWord<Part> words{msg("getting to know each other and the client's own account"),
                                          msg("help and support"), msg("the possible ways to act")};
  return message_for(words, e);
}

Message in_words(Content e) {
  static const MessagePerWord<Content> words{msg("what the distress is"), msg("possible solutions"),
                                             msg("services, benefits and the obligations that come with them"),
                                             msg("the network of providers")};
  return message_for(words, e);
}

Message in_words(Goal e) {
  static const MessagePerWord<Goal> words{
      msg("putting the distress into words"), msg("knowing own resources, and those around"),
      msg("knowing the rights and how to claim them"), msg("an idea of the next step"), msg("an active role")};
  return message_for(words, e);
}

Message in_words(CareField e) {
  static const MessagePerWord<CareField> words{msg("foster care"),
                                               msg("adoption"),
                                               msg("guardianship of minors"),
                                               msg("guardianship of adults and disabled persons"),
                                               msg("residential care"),
                                               msg("help after a prison sentence")};
  return message_for(words, e);
}

Message in_words(Ground e) {
  static const MessagePerWord<Ground> words{msg("the provider's internal rules were not kept"),
                                            msg("the conditions of the contract were not kept"),
                                            msg("sessions were missed in a row, up to the limit"),
                                            msg("a conclusion finds that the service is no longer needed"),
                                            msg("a conclusion finds that the service is no longer suitable"),
                                            msg("the client moves to another municipality"),
                                            msg("the client declines the service or asks to end it"),
                                            msg("the service was given in full and its end was agreed"),
                                            msg("the talks ended with an agreement on how to go on"),
                                            msg("the client died"),
                                            msg("another reason, which is given in words")};
  return message_for(words, e);
}

Message service_words(std::string_view service) {
  const auto* built_in = find_built_in(service);
  return built_in ? msg(built_in->help) : as_written(service);
}

std::string provider_name(const Office& office, std::string_view to) {
  const auto it = office.providers.find(to);
  return std::string(it == office.providers.end() || it->second.name.empty() ? to : it->second.name);
}

std::string worker_name(const Office& office, std::string_view key) {
  const auto it = office.workers.find(key);
  return std::string(it == office.workers.end() || it->second.name.empty() ? key : it->second.name);
}

Message record_words(const Record& r, const rules::History& history, const Office& office) {
  return std::visit(Namer(r, history, office), r.body);
}

}  // namespace psp::report
