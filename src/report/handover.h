// A handover: which of a worker's open cases go to another worker, and what is open in each.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/privacy/redaction.h"
#include "rules/status.h"

namespace psp::report {

struct HandoverQuestion {
  std::string from, to;
  Date on;              ///< the first day with the new worker
  Date today;           ///< the sheet is seen from here
  std::string service;  ///< only cases of this one, where it is not empty
};

/// What a handover means for one case.
struct Verdict {
  bool goes = false;               ///< it is open, and in the old worker's hands on the day
  std::optional<Message> refusal;  ///< it would go, and cannot
  std::optional<Message> stays;    ///< why it does not go, though it is, or comes, into the old worker's hands
  bool managed = false;            ///< it is open, and the old worker is its case manager
};

/// Open is what is neither closed nor refused, on the day and today: a case suspended is open. A transfer to another
/// worker after the day would undo this one, and so is a reason to refuse it.
Verdict verdict_on(const Case&, const Office&, const HandoverQuestion&);

/// What the new worker finds in a case.
struct OpenCase {
  rules::CaseStatus status;
  std::optional<Record> transfer;  ///< the record that handed it over; none where nothing was written
  std::vector<Record> planned;     ///< the sessions to come, in order of time
  std::vector<Record> tasks;       ///< those that are open, in order of the day by which they are due
  std::vector<Record> unanswered;  ///< the episode's onward referrals without a response
  std::optional<Record> plan;      ///< the episode's last, as of the two below
  std::optional<Record> review;
  std::optional<Record> agreement;
};

/// What is open in the case, seen from today (for a case opened ahead, from its first day). The transfer must be the
/// case's last record where `written`.
OpenCase open_case(const Case&, const Office&, const HandoverQuestion&, bool written);

/// Returns that without the names of others: each record as the redacted copy of the case has it, and none that this
/// leaves out.
OpenCase redacted(OpenCase, const Case&, const HandoverQuestion&, const rules::Redaction&);

struct Handover {
  HandoverQuestion question;
  bool written = false;  ///< false for the sheet alone
  std::string ledger;    ///< the office's name
  std::vector<OpenCase> cases;
  std::vector<Diagnostic> errors;  ///< files that could not be read, of the sheet alone
};

}  // namespace psp::report
