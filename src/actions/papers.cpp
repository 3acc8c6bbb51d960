#include "actions/papers.h"

#include <filesystem>
#include <mutex>

#include "actions/read_cases.h"

namespace psp::actions {

std::set<std::string> papers_of(const Case& c) {
  std::set<std::string> papers;
  for (const auto& r : c.records)
    if (const auto* d = r.as<Document>(); d && !d->file.empty())
      papers.insert(std::filesystem::path(d->file).lexically_normal().string());
  return papers;
}

std::set<std::string> papers_named(const store::Ledger& ledger) {
  std::set<std::string> all;
  std::mutex one_at_a_time;
  ledger.refuse_unread();
  read_files(ledger, ledger.case_ids(), [&](const FileRead& file) {
    if (!file.parsed.readable()) return;
    auto papers = papers_of(file.parsed.value);
    const std::lock_guard lock(one_at_a_time);
    all.merge(papers);
  });
  return all;
}

}  // namespace psp::actions
