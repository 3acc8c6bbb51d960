// The agenda: what is to be done in a case, and on which day: planned sessions, and what a flag tells now, or will tell
// if nothing is done. Each kind is a flag, or one of the two besides. psp-rules(7), AGENDA, says how each day is found.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/status.h"

namespace psp::rules {

struct AgendaKind : AgendaLine {
  std::string_view code;  ///< `session`, `plan`, or the code of the flag that it belongs to
  const Flag* flag;       ///< null for a planned session and the end of a plan
};

/// Returns all kinds, in the order in which they stand on one day.
std::span<const AgendaKind> agenda_kinds();

struct AgendaItem {
  const AgendaKind* kind = nullptr;
  Date day;  ///< on which it is, or the last one by which it is to be done
  // For a planned session:
  std::optional<LocalTime> at = {};
  std::optional<std::int64_t> minutes = {};  ///< as it was planned; nothing where nobody gave a length
  std::int64_t usual_minutes = 0;            ///< those of the service (S7.1); 0 where it gives none
  std::optional<Mode> mode = {};

  std::string worker;              ///< the case's, or whom a task is for
  std::vector<Evidence> evidence;  ///< the records that it rests on
  Message message;                 ///< the particulars; may be empty
  std::string uid;                 ///< stays the same on every day and after a correction; no other item has it
};

struct CaseAgenda {
  std::string id, file, service, client, worker, manager;
  std::vector<AgendaItem> items;  ///< of all days, in the order of the kinds
};

/// Returns the agenda of a case on the day of its history; nothing if the case is not there then. A suspended or closed
/// case has its planned sessions, and what belongs to the flags that it may raise.
std::optional<CaseAgenda> case_agenda(const History&, const Office&);

/// Whose agenda it is to be, by keys, and up to which day, itself included; an unset one lets everything through.
struct AgendaFilter {
  std::optional<std::string> worker = {}, service = {};
  std::optional<Date> until = {};
};

/// Keeps the worker's items, up to the day. Returns true if the case is of the service, and has an item of the worker
/// on any day or is the worker's: a task may be for another worker than the case's.
bool narrow(CaseAgenda&, const AgendaFilter&);

/// Where an item stands among those of all cases: by day; on one day the sessions first, by time, each with what else
/// is due in its case on that day. Items of the same place stand by case, then in the order of the kinds.
struct AgendaPlace {
  Date day;
  bool untimed = true;  ///< no session of the case is on that day
  LocalTime time = {};  ///< of the session that it is, or else of the first one on that day

  auto operator<=>(const AgendaPlace&) const = default;
};

/// Returns the place of each item of the case, in their order.
std::vector<AgendaPlace> places_of(const CaseAgenda&);

}  // namespace psp::rules
