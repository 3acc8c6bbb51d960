// A record in whole sentences.
#pragma once

#include <string>
#include <vector>

#include "report/words.h"
#include "rules/chronology.h"

namespace psp::report {

/// A text of the user's, and the words that introduce it.
struct Quote {
  Message lead;
  std::string text;
  bool apart = false;  ///< it is prose, and stands on its own even if it is short
};

struct Telling {
  std::vector<Message> lead;  ///< what happened, in a sentence or two
  std::vector<Message> more;  ///< what else is known of it
  std::vector<Quote> quotes;
};

/// Tells the records of one case. What it is made from must outlive it; several threads may call tell() at once.
class Teller {
 public:
  Teller(const rules::History& history, const std::vector<rules::SessionStanding>& sessions, const Office& office)
      : history_(history), sessions_(sessions), office_(office) {}

  /// Returns all that the record says but its id, its day, who wrote it down and when, and what it replaces. Returns
  /// nothing for a session that has an attendance: the attendance tells both.
  Telling tell(const Record&) const;

  /// Returns how the client came, with the distress as a quote.
  Telling tell(const Intake&) const;

  /// Returns who had the case when it was opened.
  Telling tell(const Header&) const;

 private:
  const rules::History& history_;
  const std::vector<rules::SessionStanding>& sessions_;
  const Office& office_;
};

}  // namespace psp::report
