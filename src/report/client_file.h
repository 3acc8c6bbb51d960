// The client file: a case as it is handed over to the client, a court or another office. It holds messages, which
// render/client_file.h translates and lays out.
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

/// Tells one record, or several things without a day.
struct ChronologyEntry {
  std::optional<Date> day;
  std::vector<Message> sentences;
  std::vector<Quote> quotes;
};

struct FileTable {
  Message caption;
  std::vector<Message> columns;
  std::size_t numbers_from;  ///< the first column of numbers
  std::vector<std::vector<Message>> rows;
  std::vector<Message> sums;  ///< the last row; empty if there is none
};

struct FileSection {
  Message title;
  std::vector<ChronologyEntry> entries;  ///< in the order of their days
  std::optional<FileTable> table;
};

struct ClientFile {
  Message title;
  std::string office;
  std::vector<std::pair<Message, Message>> head;  ///< what is asked, and the answer
  std::optional<Message> left_out;                ///< what a redacted file leaves out
  std::vector<FileSection> sections;              ///< each has an entry or a table
};

/// What a client file is made from. The references must outlive the call.
struct ClientFileInput {
  const Case& file;                 ///< as it is to be shown: whole, or redacted
  const rules::CaseStatus& status;  ///< on the day
  const Office& office;
  rules::AsOf as_of;
  rules::Corrections corrections;  ///< of the whole file
  const rules::LeftOut* left_out;  ///< null if the file is whole
  Date made_on;
  std::string_view version;  ///< of psp
};

/// Returns the file as it stands on the day (rules::as_it_stands()), with every field of every record that counts.
ClientFile client_file(const ClientFileInput&);

}  // namespace psp::report
