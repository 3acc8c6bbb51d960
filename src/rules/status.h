// The status of cases, as `psp status` tells it, in values that do not point into the cases.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostic.h"
#include "rules/flags.h"

namespace psp::rules {

/// A record that something rests on; the file is that of its case.
struct Evidence {
  std::string id;
  std::string_view kind;
  std::optional<Date> date;
  int line = 0;
};
Evidence evidence_of(const Record&);

struct StatusFlag {
  const Flag* flag;
  Level level;
  Date since;
  std::vector<Evidence> evidence;
  Message message, remedy;  ///< as in Raised
};

struct CaseStatus {
  std::string id, file, service;
  CaseState state;
  std::string client, worker, manager, area;
  std::optional<CareField> field;
  Date opened;
  std::optional<Date> closed;
  Date episode_from;
  std::array<std::size_t, state_count> sessions;  ///< of the episode, by state
  std::int64_t minutes;                           ///< over the held sessions whose length is known
  std::size_t minutes_unknown;                    ///< held sessions of which nobody gave a length
  std::size_t held_since_review, missed_in_row, missed_in_row_skipping;
  std::optional<Date> last_held;
  std::optional<LocalTime> next_session;
  std::optional<Date> last_review;
  std::vector<StatusFlag> flags;
  std::optional<Date> kept_until;  ///< of a closed case, where its service sets `retention_years`
};

/// Returns true if the case is neither closed nor refused.
inline bool is_open(const CaseStatus& c) { return c.state != CaseState::closed && c.state != CaseState::refused; }

/// Return the status of a case as it stands on the day; nothing if it is not there on that day.
std::optional<CaseStatus> case_status(const Standing&, const Office&);
std::optional<CaseStatus> case_status(const History&, const Office&);
std::optional<CaseStatus> case_status(const Case&, const Office&, AsOf);

/// What `psp status` is to show; an empty or unset member lets everything through.
struct StatusFilter {
  std::string worker, service, code;
  std::optional<Level> level;  ///< flags of this level or a more urgent one

  bool wants_flags() const { return level || !code.empty(); }
};

/// Keeps the flags of the case that the filter lets through. Returns true if it lets the case through; if it asks for
/// flags, only one that has one of them.
bool narrow(CaseStatus&, const StatusFilter&);

/// What a list of cases is to show; an unset member lets everything through.
struct ListFilter {
  std::optional<CaseState> state = {};
  std::optional<std::string> worker = {}, manager = {}, service = {}, area = {};
  std::set<std::string> clients = {};  ///< of any of these clients, by reference_key(); empty: of all
  std::optional<CareField> field = {};
  bool open = false;    ///< only cases that are open
  bool closed = false;  ///< only those that were closed
};

/// Returns true if the filter lets the case through.
bool lets_through(const ListFilter&, const CaseStatus&);

/// Returns why a case that is not there is not: it was struck as a mistake, opened later, or not yet written down.
Message not_there(const Case&, AsOf);

}  // namespace psp::rules
