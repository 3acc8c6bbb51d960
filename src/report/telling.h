// A record in whole sentences.
#pragma once

#include <string>
#include <vector>

#include "report/words.h"
#include "rules/chronology.h"

namespace psp::report {

/// A text of the user's, and the words that lead to it.
struct Quote {
  Message lead;
  std::string text;
  bool apart = false;  ///< prose, that stands on its own however short it is
};

struct Telling {
  std::vector<Message> lead;  ///< what happened, in a sentence or two
  std::vector<Message> more;  ///< what else is known of it
  std::vector<Quote> quotes;
};

/// Tells the records of one case. What it is made from must outlive it.
class Teller {
 public:
  Teller(const rules::History& history, const std::vector<rules::Appointment>& sessions, const Office& office)
      : history_(history), sessions_(sessions), office_(office) {}

  /// All that the record says but its id, its day, who wrote it down and when, and what it replaces. A session that
  /// has an attendance says nothing: the attendance tells of both.
  Telling tell(const Record&) const;

  /// How the client came: the intake but for the distress, which is a quote.
  Telling tell(const Intake&) const;

  /// Who had the case when it was opened.
  Telling tell(const Header&) const;

 private:
  const rules::History& history_;
  const std::vector<rules::Appointment>& sessions_;
  const Office& office_;
};

}  // namespace psp::report
