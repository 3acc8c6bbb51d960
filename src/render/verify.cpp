#include "render/verify.h"

#include <algorithm>

#include "i18n/tr.h"
#include "render/json.h"
#include "render/printable.h"

namespace psp::render {

std::string verified_text(const report::Verified& v, Language language) {
  const auto tr = [&](const Message& m) { return i18n::tr(language, m); };
  const auto or_none = [&](const std::string& value) { return value.empty() ? tr(msg("nothing")) : value; };
  std::string out;
  for (const auto& d : v.differences)
    out += tr(msg("{}: {} in the file, {} now", d.where, or_none(d.then), or_none(d.now))) + "\n";
  const bool numbers =
      std::any_of(v.differences.begin(), v.differences.end(), [](const auto& d) { return !d.of_the_proof; });
  if (v.page_differs)
    out += tr(msg("the page is not as psp makes it, though the numbers that it holds for psp are right\n"));
  else if (v.same()) out += tr(msg("the report is as psp makes it now\n"));
  else if (!numbers) out += tr(msg("the numbers are the same; what they rest on has changed since\n"));
  return printable(out);
}

std::string verified_json(const report::Verified& v) {
  Json json;
  json.begin_object().member("format", format_number).member("same", v.same());
  json.key("differences").begin_array();
  for (const auto& d : v.differences)
    json.begin_object().member("where", d.where).member("file", d.then).member("now", d.now).end_object();
  return json.end_array().end_object().text();
}

}  // namespace psp::render
