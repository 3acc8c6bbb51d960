// psp renumber: another number for a case, and where else the old one is named.
#include <algorithm>
#include <functional>
#include <ostream>

#include "actions/read_cases.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "render/json.h"
#include "render/printable.h"

namespace psp::cli {
namespace {

/// A place at which the old number stands and stays.
struct Named {
  std::string file;
  int line;
  bool path;  ///< it is where a paper is kept
};

bool goes_on_an_id(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// True where the id stands in the line by itself, in upper or lower case: not as a part of a longer one.
bool names(std::string_view line, std::string_view id) {
  for (auto at = line.begin();; ++at) {
    at = std::search(at, line.end(), id.begin(), id.end(), [](char a, char b) { return upper(a) == b; });
    if (at == line.end()) return false;
    const auto behind = at + static_cast<std::ptrdiff_t>(id.size());
    const bool begins = at == line.begin() ||
                        !(goes_on_an_id(at[-1]) || (at[-1] == '-' && at - line.begin() > 1 && goes_on_an_id(at[-2])));
    if (begins && (behind == line.end() || !goes_on_an_id(*behind))) return true;
  }
}

/// The lines of a case file that name the id, the value of `case` apart.
std::vector<Named> named_in(const std::string& file, std::string_view text, const Case* c, std::string_view id) {
  std::vector<Named> found;
  const auto is_at = [](const std::vector<KeyPlace>& keys, std::string_view key, int line) {
    return std::any_of(keys.begin(), keys.end(), [&](const KeyPlace& k) { return k.key == key && k.line == line; });
  };
  int line = 1;
  for (std::size_t start = 0; start < text.size(); ++line) {
    const auto end = std::min(text.find('\n', start), text.size());
    const bool here = names(text.substr(start, end - start), id);
    start = end + 1;
    if (!here || (c && is_at(c->keys, "case", line))) continue;
    const bool path = c && std::any_of(c->records.begin(), c->records.end(), [&](const Record& r) {
                        return r.as<Document>() && is_at(r.keys, "file", line);
                      });
    found.push_back({file, line, path});
  }
  return found;
}

/// Where the case files name the id; files that cannot be read are told.
std::vector<Named> where_named(const Context& context, const store::Ledger& ledger, std::string_view id) {
  ledger.refuse_unread();
  const auto& ids = ledger.case_ids();
  std::vector<std::vector<Named>> found(ids.size());
  std::vector<std::vector<Diagnostic>> unread(ids.size());
  actions::read_files(ledger, ids, [&](actions::FileRead file) {
    const auto i = file.at;
    auto& parsed = file.parsed;
    if (file.text.empty()) unread[i] = std::move(parsed.diagnostics);
    else found[i] = named_in(case_path(ids[i]), file.text, parsed.readable() ? &parsed.value : nullptr, id);
  });
  std::vector<Named> all;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    for (const auto& d : unread[i]) context.show(d);
    all.insert(all.end(), found[i].begin(), found[i].end());
  }
  return all;
}

/// Text is told as it is known, the new number first; JSON in one piece.
void print(const Context& context, const store::Renumbered& done, const std::function<std::vector<Named>()>& look) {
  if (context.format() == "json") {
    const auto named = look();
    render::Json json;
    json.begin_object().member("format", format_number).member("case", done.id).member("was", done.was);
    json.member("file", case_path(done.id)).key("named").begin_array();
    for (const auto& n : named)
      json.begin_object()
          .member("file", n.file)
          .member("line", std::int64_t{n.line})
          .member("path", n.path)
          .end_object();
    context.out << json.end_array().end_object().text();
    return;
  }
  context.out << render::printable_line(
                     context.tr(msg("{} is now {}: {}, and case in its header", done.was, done.id, case_path(done.id))))
              << '\n'
              << std::flush;
  for (const auto& n : look())
    context.out << render::printable_line(n.file) << ':' << n.line << ": "
                << context.tr(n.path
                                  ? msg("the path of a paper names {}: not changed, nor is the paper moved", done.was)
                                  : msg("names {}: not changed", done.was))
                << '\n';
}

}  // namespace

Syntax renumber_syntax() {
  return {{case_argument(), {"NEW", "the new number, a whole case id (the next free one of its year)", false}}, {}};
}

Exit run_renumber(Context& context) {
  const auto& given = context.arguments;
  const auto& ledger = context.ledger();
  const auto id = find_case(context, given.text("CASE"));
  auto wanted = given.text("NEW");
  std::transform(wanted.begin(), wanted.end(), wanted.begin(), upper);
  if (given.has("NEW") && !is_case_id(wanted))
    throw Failure{Exit::usage, msg("\"{}\" is no case id: write [PREFIX-]YYYY-NNNN", given.text("NEW"))};
  const auto prefix = wanted.empty() ? context.new_case_prefix() : "";
  const auto done = ledger.renumber(id, wanted, prefix, writer(context));
  context.saved = true;
  const auto words = done.id + ": renumbered, was " + (is_case_id(done.was) ? done.was : id);
  if (id != done.id) context.written.push_back({case_path(id), words});
  context.written.push_back({case_path(done.id), words});
  print(context, done,
        [&] { return is_case_id(done.was) ? where_named(context, ledger, done.was) : std::vector<Named>{}; });
  context.tell_saved(done.durable);
  return Exit::done;
}

}  // namespace psp::cli
