// The client file: a case as one hands it over, to the client, a court, another office. Plain values, in no language
// yet; render/client_file.h makes a page of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/telling.h"
#include "rules/privacy/redaction.h"
#include "rules/status.h"

namespace psp::report {

/// What is told of one record, or of several things that have no day.
struct Entry {
  std::optional<Date> day;
  std::vector<Message> sentences;
  std::vector<Quote> quotes;
};

struct Table {
  Message caption;
  std::vector<Message> columns;
  std::size_t numbers_from;  ///< the first column of numbers
  std::vector<std::vector<Message>> rows;
  std::vector<Message> sums;  ///< a last row; empty where there is none
};

struct Section {
  Message title;
  std::vector<Entry> entries;  ///< in the order of their days
  std::optional<Table> table;
};

struct ClientFile {
  Message title;
  std::string office;
  std::vector<std::pair<Message, Message>> head;  ///< what is asked, and the answer
  std::optional<Message> left_out;                ///< what a redacted file leaves out
  std::vector<Section> sections;                  ///< none is empty
};

/// What a client file is made from. All of it must outlive the call.
struct Subject {
  const Case& file;                 ///< as it is to be shown: whole, or redacted
  const rules::CaseStatus& status;  ///< on the day
  const Office& office;
  rules::AsOf as_of;
  rules::Corrections corrections;  ///< of the whole file
  const rules::LeftOut* left_out;  ///< null where the file is whole
  Date made_on;
  std::string_view version;  ///< of psp
};

/// The file as it stands on the day (rules/chronology.h): each field of each record that counts is in it somewhere.
ClientFile client_file(const Subject&);

}  // namespace psp::report
