// A handover: which of a worker's open cases go to another worker, and what is open in each.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/privacy/redaction.h"
#include "rules/status.h"
#include "rules/undo.h"

namespace psp::report {

struct HandoverQuestion {
  std::string from, to;
  Date on;              ///< the first day with the new worker
  Date today;           ///< the day as of which the sheet tells each case
  std::string service;  ///< the only one whose cases go; "" for any
};

/// What a handover means for one case.
struct Verdict {
  bool goes = false;               ///< it is open, and in the old worker's hands on the day
  std::optional<Message> refusal;  ///< why it cannot go, though `goes` is true
  std::optional<Message> stays;    ///< why it does not go, though it is, or comes, into the old worker's hands
  bool managed = false;            ///< it is open, and the old worker is its case manager
};

/// Returns why a case cannot be given away before a transfer that is dated later.
Message goes_later(const std::string& case_id, const rules::Course::Assignment& later);

/// Decides whether a case goes. A case is open if it is neither closed nor refused, on the day and today; it may be
/// suspended. A transfer after the day is a reason to refuse the handover, for it would undo it.
Verdict verdict_on(const Case&, const Office&, const HandoverQuestion&);

/// A transfer by which a case left the hands of a worker, and what it means for the case to go back to them.
struct GivenAway {
  rules::Write write;     ///< of the transfer as it was first written
  bool handover = false;  ///< the write did nothing else in the case
  std::string to;         ///< into whose hands the case came
  Verdict back;           ///< `goes` if it is still there, and can go back on the day; it refuses nothing
};

/// Returns all transfers of the case from the hands of `question.to`, who is to have it back, to another worker, but
/// for those that gave it another case manager as well: a handover does not. `question.from` has no effect.
std::vector<GivenAway> given_away(const Case&, const Office&, const HandoverQuestion&);

/// What is open in a case that is handed over.
struct OpenCase {
  rules::CaseStatus status;
  std::optional<Record> transfer;  ///< the record that handed it over; none if nothing was written
  std::vector<Record> planned;     ///< the sessions to come, in order of time
  std::vector<Record> tasks;       ///< those that are open, in order of the day by which they are due
  std::vector<Record> unanswered;  ///< the episode's onward referrals without a response
  std::optional<Record> plan;      ///< the last of the episode, as are the two below
  std::optional<Record> review;
  std::optional<Record> agreement;
};

/// Returns what is open in the case as of today; for a case opened ahead, as of its first day. If `written`, the case's
/// last record must be the transfer.
OpenCase open_case(const Case&, const Office&, const HandoverQuestion&, bool written);

/// Returns it with each record as the redacted copy of the case has it, and without those that the copy leaves out.
OpenCase redacted(OpenCase, const Case&, const HandoverQuestion&, const rules::Redaction&);

struct Handover {
  HandoverQuestion question;
  bool written = false;  ///< false for the sheet alone
  std::string ledger;    ///< the office's name
  std::vector<OpenCase> cases;
  std::vector<Diagnostic> errors;  ///< files that could not be read; filled for the sheet alone
};

}  // namespace psp::report
