#include "render/lost.h"

#include "i18n/tr.h"
#include "render/json.h"
#include "render/printable.h"
#include "render/summary.h"

namespace psp::render {
namespace {

Message heading(const report::LostPart& part) {
  const auto n = static_cast<std::int64_t>(part.records.size());
  if (part.file_gone && part.left_behind)
    return msg_count(n, "{1}: the whole file, with {0} record, was in {2} of {3}, which is no part of this branch",
                     "{1}: the whole file, with {0} records, was in {2} of {3}, which is no part of this branch",
                     part.file, part.commit, part.day);
  if (part.file_gone)
    return msg_count(n, "{1}: the whole file, with {0} record, was lost in {2} on {3}",
                     "{1}: the whole file, with {0} records, was lost in {2} on {3}", part.file, part.commit, part.day);
  if (part.left_behind)
    return msg_count(n, "{1}: {0} record was in {2} of {3}, which is no part of this branch",
                     "{1}: {0} records were in {2} of {3}, which is no part of this branch", part.file, part.commit,
                     part.day);
  return msg_count(n, "{1}: {0} record was lost in {2} on {3}", "{1}: {0} records were lost in {2} on {3}", part.file,
                   part.commit, part.day);
}

/// Returns what a record said, in the words of the line that told of its writing; kind and id if that cannot be read.
std::string summary_of(const report::LostRecord& lost, Language language) {
  return lost.record ? summary(*lost.record, language) : lost.kind + " " + lost.id;
}

}  // namespace

std::string lost_text(const report::LostParts& parts, Language language) {
  std::string out;
  for (const auto& part : parts.lost) {
    out += printable_line(i18n::tr(language, heading(part))) + '\n';
    if (!part.file_gone)
      for (const auto& record : part.records) out += "  " + printable_line(summary_of(record, language)) + '\n';
    out += "  $ " + printable_line(part.command) + '\n';
  }
  return out;
}

std::string lost_json(const report::LostParts& parts) {
  Json json;
  json.begin_object().member("format", format_number).key("lost").begin_array();
  for (const auto& part : parts.lost) {
    json.begin_object()
        .member("file", part.file)
        .member("commit", part.commit)
        .member("day", part.day)
        .member("left_behind", part.left_behind)
        .member("file_gone", part.file_gone)
        .key("records")
        .begin_array();
    for (const auto& record : part.records)
      json.begin_object()
          .member("record", record.kind)
          .member("id", record.id)
          .member("summary", summary_of(record, Language::en))
          .end_object();
    json.end_array().member("command", part.command).end_object();
  }
  json.end_array().member("not_merged", parts.not_merged).member("shallow", parts.shallow);
  return json.end_object().text();
}

}  // namespace psp::render
