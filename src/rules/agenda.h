// The agenda: what is to be done in a case, each with its day: sessions that are planned, and whatever a flag tells of
// now, or will tell of unless something is done. One row of the table and one function a kind. psp-rules(7) says how
// each day is found.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/status.h"

namespace psp::rules {

struct Due;

struct AgendaKind {
  std::string_view code;   ///< `session`, or the code of the flag that it belongs to
  std::string_view title;  ///< what is to be done, in a few words that say nothing about the client
  std::vector<Due> (*find)(const Standing&, const Office&, const Flag*);
};

/// All kinds, in the order in which they stand on one day.
std::span<const AgendaKind> agenda_kinds();

struct AgendaItem {
  const AgendaKind* kind = nullptr;
  const Flag* flag = nullptr;  ///< that it belongs to; null for a planned session
  Date day;                    ///< on which it is, or the last one by which it is to be done
  // Of a planned session:
  std::optional<LocalTime> at = {};
  std::optional<std::int64_t> minutes = {};  ///< as it was planned; nothing where nobody gave a length
  std::int64_t usual_minutes = 0;            ///< those of the service (S7.1); 0 where it gives none
  std::optional<Mode> mode = {};

  std::string case_id, client, worker;
  std::vector<Evidence> evidence;  ///< the records that it rests on
  Message message;                 ///< the particulars; may be empty
  std::string uid;                 ///< the same on every day, also after a correction; no other item has it
};

struct CaseAgenda {
  std::string id, service, worker, manager;
  std::vector<AgendaItem> items;  ///< of all days, in the order of the kinds
};

/// Nothing for a case that is not there on that day. Of a suspended or closed case: its planned sessions, and what
/// belongs to the flags that it may raise.
std::optional<CaseAgenda> case_agenda(const Case&, const Office&, AsOf);

/// Whose agenda it is to be; unset lets everything through.
struct AgendaFilter {
  std::optional<std::string> worker = {}, service = {};
};

/// Keeps the items that the filter lets through, and the cases that have any, or are the worker's: a task may be for
/// another worker than the case's.
void apply(const AgendaFilter&, std::vector<CaseAgenda>&);

struct Agenda {
  Date as_of, until;
  std::vector<AgendaItem> items;
  std::vector<Diagnostic> errors = {};  ///< files that do not parse

  bool overdue(const AgendaItem& item) const { return item.day < as_of; }
};

/// The items of these cases up to the day `until`, overdue ones included, in order of day. On one day the sessions
/// stand first, by time, each with what else is due in its case on that day; then the rest, by case.
Agenda arrange(std::vector<CaseAgenda>, Date as_of, Date until);

}  // namespace psp::rules
