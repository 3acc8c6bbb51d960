#include "render/client_file.h"

#include <algorithm>

#include <fmt/format.h>

#include "i18n/tr.h"
#include "model/unicode.h"
#include "render/markup.h"
#include "render/printable.h"

namespace psp::render {
namespace {

using report::ChronologyEntry;
using report::Quote;

/// A text of more columns than this does not stand within a sentence.
constexpr std::size_t longest_in_line = 100;

bool stands_apart(const Quote& q) {
  return q.apart || q.text.find('\n') != std::string::npos || columns(q.text) > longest_in_line;
}

bool ends_a_sentence(std::string_view text) {
  return text.ends_with('.') || text.ends_with('!') || text.ends_with('?');
}

/// Returns the entry's sentences, and the quotes that stand among them.
std::string paragraph(const ChronologyEntry& e, Language language) {
  std::string out;
  const auto add = [&](const Message& m) { out += (out.empty() ? "" : " ") + i18n::tr(language, m); };
  for (const auto& sentence : e.sentences) add(sentence);
  for (const auto& q : e.quotes)
    if (!stands_apart(q))
      add(ends_a_sentence(q.text) ? msg("{} “{}”", q.lead, q.text) : msg("{} “{}”.", q.lead, q.text));
  return out;
}

constexpr std::string_view client_file_style = R"(
dl { margin: .5rem 0; display: grid; grid-template-columns: minmax(11em, max-content) 1fr; }
dt { grid-column: 1; font-weight: 600; padding: .35rem 1.5rem .35rem 0; border-top: 1px solid var(--rule); }
dd { grid-column: 2; margin: 0; padding: .35rem 0; }
dt + dd { border-top: 1px solid var(--rule); }
dd > :first-child { margin-top: 0; }
dd > :last-child { margin-bottom: 0; }
blockquote { margin: .25rem 0 .6rem; padding: .3rem .8rem; border-left: 3px solid var(--rule); background: var(--tint);
  white-space: pre-wrap; }
.head { width: auto; margin: 1rem 0; }
.head th { padding-right: 1.5rem; color: var(--quiet); }
.left-out { border: 1px solid var(--warn); padding: .5rem .8rem; margin: 1rem 1px; }
tfoot th, tfoot td { font-weight: 600; border-bottom: 0; }
td { min-width: 4.5rem; }
p, td { white-space: pre-line; }
@media (max-width: 34rem) { table { font-size: .85em; } td { min-width: 0; } dl { display: block; } dt { padding-top: .6rem; } dt + dd { border-top: 0; } }
@media print { dd, blockquote { break-inside: avoid; } blockquote { background: none; }
  td { min-width: 0; } tfoot { display: table-row-group; }
  @page { @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; } } }
)";

class Page {
 public:
  Page(const report::ClientFile& file, Language language) : file_(file), language_(language) {}

  std::string text() const {
    std::string body = fmt::format("<h1>{}</h1>\n", words(file_.title));
    if (!file_.office.empty()) body += fmt::format("<p class=\"quiet\">{}</p>\n", html(file_.office));
    body += fmt::format("<table class=\"head\">\n<caption>{}</caption>\n<tbody>\n", words(msg("The case")));
    for (const auto& [what, answer] : file_.head)
      body += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", words(what), words(answer));
    body += "</tbody>\n</table>\n";
    if (file_.left_out) body += fmt::format("<p class=\"left-out\">{}</p>\n", words(*file_.left_out));
    for (const auto& s : file_.sections) body += section(s);
    return html_page(i18n::tr(language_, file_.title), language_, client_file_style, body);
  }

 private:
  std::string words(const Message& m) const { return html(i18n::tr(language_, m)); }

  std::string content(const ChronologyEntry& e) const {
    std::string out;
    if (const auto text = paragraph(e, language_); !text.empty()) out += fmt::format("<p>{}</p>\n", html(text));
    for (const auto& q : e.quotes)
      if (stands_apart(q)) out += fmt::format("<p>{}</p>\n<blockquote>{}</blockquote>\n", words(q.lead), html(q.text));
    return out;
  }

  std::string section(const report::FileSection& s) const {
    std::string out = fmt::format("<h2>{}</h2>\n", words(s.title));
    std::optional<Date> day;
    for (const auto& e : s.entries) {
      if (!e.day) {
        out += content(e);
        continue;
      }
      if (!day) out += "<dl>\n";
      if (day != e.day)
        out +=
            fmt::format("<dt><time datetime=\"{}\">{}</time></dt>\n", to_text(*e.day), words(msg("{:long}", *e.day)));
      day = e.day;
      out += "<dd>" + content(e) + "</dd>\n";
    }
    if (day) out += "</dl>\n";
    return s.table ? out + table(*s.table) : out;
  }

  std::string row(const report::FileTable& t, const std::vector<Message>& cells, std::string_view cell,
                  bool head) const {
    std::string out = "<tr>";
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string_view tag = i == 0 ? "th" : cell;
      const std::string_view scope = head ? " scope=\"col\"" : i == 0 ? " scope=\"row\"" : "";
      const std::string_view number = i >= t.numbers_from ? " class=\"number\"" : "";
      out += fmt::format("<{0}{1}{2}>{3}</{0}>", tag, scope, number, words(cells[i]));
    }
    return out + "</tr>\n";
  }

  std::string table(const report::FileTable& t) const {
    std::string out =
        fmt::format("<div class=\"scroll\">\n<table>\n<caption>{}</caption>\n<thead>\n", words(t.caption));
    out += row(t, t.columns, "th", true) + "</thead>\n<tbody>\n";
    for (const auto& cells : t.rows) out += row(t, cells, "td", false);
    out += "</tbody>\n";
    if (!t.sums.empty()) out += "<tfoot>\n" + row(t, t.sums, "td", false) + "</tfoot>\n";
    return out + "</table>\n</div>\n";
  }

  const report::ClientFile& file_;
  Language language_;
};

class MarkdownText {
 public:
  MarkdownText(const report::ClientFile& file, Language language) : file_(file), language_(language) {}

  std::string text() const {
    std::string out = fmt::format("# {}\n\n", words(file_.title));
    if (!file_.office.empty()) out += markdown(file_.office) + "\n\n";
    for (const auto& [what, answer] : file_.head) out += fmt::format("- **{}:** {}\n", words(what), words(answer));
    if (file_.left_out) out += fmt::format("\n**{}**\n", words(*file_.left_out));
    for (const auto& s : file_.sections) out += section(s);
    return out;
  }

 private:
  std::string words(const Message& m) const { return markdown(i18n::tr(language_, m)); }

  /// Returns a text as a quotation, each of its lines on a line. Blanks before a line are kept, so that none makes it
  /// code.
  static std::string blockquote(std::string_view text, std::string_view indent) {
    std::string out;
    for (bool more = true; more;) {
      const auto end = text.find('\n');
      more = end != std::string_view::npos;
      auto line = text.substr(0, end);
      text.remove_prefix(more ? end + 1 : text.size());
      std::string kept(indent);
      kept += '>';
      const auto first = std::min(line.find_first_not_of(" \t\r"), line.size());
      const auto rest = markdown(line.substr(first, line.find_last_not_of(" \t\r") + 1 - first));
      if (!rest.empty()) kept += ' ';
      for (std::size_t i = 0; i < first && !rest.empty(); ++i) kept += "&nbsp;";
      kept += rest;
      // The sign breaks the line within a paragraph; an empty line parts paragraphs by itself.
      const bool next_is_text = more && text.find_first_not_of(" \t\r") < std::min(text.find('\n'), text.size());
      if (!rest.empty() && next_is_text) kept += '\\';
      out += kept + '\n';
    }
    return out;
  }

  std::string quotes(const ChronologyEntry& e, std::string_view indent) const {
    std::string out;
    for (const auto& q : e.quotes)
      if (stands_apart(q)) out += fmt::format("\n{}{}\n\n{}", indent, words(q.lead), blockquote(q.text, indent));
    return out;
  }

  std::string section(const report::FileSection& s) const {
    std::string out = fmt::format("\n## {}\n", words(s.title));
    std::optional<Date> day;
    bool after_quote = false;
    for (const auto& e : s.entries) {
      auto text = markdown(paragraph(e, language_));
      auto more = quotes(e, e.day ? "  " : "");
      if (!e.day) {
        out += (text.empty() ? "" : "\n" + text + "\n") + more;
        continue;
      }
      if (day != e.day) out += fmt::format("\n**{}**\n\n", words(msg("{:long}", *e.day)));
      else if (after_quote) out += '\n';
      // An item begins with its sentences; without any, with what leads to the quote.
      if (text.empty() && !more.empty()) more.erase(0, std::string_view("\n  ").size());
      out += "- " + text + (text.empty() ? "" : "\n") + more;
      after_quote = !more.empty();
      day = e.day;
    }
    return s.table ? out + table(*s.table) : out;
  }

  std::string table(const report::FileTable& t) const {
    std::vector<std::vector<std::string>> rows;
    const auto add = [&](const std::vector<Message>& cells) {
      rows.emplace_back();
      for (const auto& cell : cells) rows.back().push_back(words(cell));
    };
    add(t.columns);
    for (const auto& cells : t.rows) add(cells);
    if (!t.sums.empty()) add(t.sums);
    return fmt::format("\n**{}**\n\n{}", words(t.caption), markdown_table(rows, t.numbers_from));
  }

  const report::ClientFile& file_;
  Language language_;
};

}  // namespace

std::string client_file_html(const report::ClientFile& file, Language language) { return Page(file, language).text(); }

std::string client_file_markdown(const report::ClientFile& file, Language language) {
  return MarkdownText(file, language).text();
}

}  // namespace psp::render
