// A new case.
#pragma once

#include <string>
#include <vector>

#include "actions/occasion.h"
#include "actions/read_cases.h"

namespace psp::actions {

/// What is known of a case that is to be opened. Its day is today where none is said, its worker who is at work, where
/// psp.toml lists them; its number, and who wrote it down when, are psp's.
struct OpenRequest {
  Header header;
  Intake intake;
  std::string prefix;  ///< of its number
};

struct Opened {
  Case of;
  store::Durable durable = store::Durable::yes;
  std::vector<Message> doubts;               ///< what is doubtful in it
  std::vector<rules::CaseStatus> others;     ///< the open cases of the client
  std::vector<rules::CaseStatus> household;  ///< those of others of the household
  std::vector<rules::StatusFlag> flags;      ///< that it has from the first day
  CasesRead read;                            ///< of all these
};

/// Opens the case. Throws a Failure (Exit::usage), with nothing written, where psp check would call an error what it
/// says, or where the client is known by another spelling of the reference.
Opened open_new(const Occasion&, OpenRequest);

}  // namespace psp::actions
