#include "cli/input.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <istream>

#include <unistd.h>

#include "cli/dates.h"
#include "cli/editor.h"
#include "cli/office_keys.h"
#include "format/toml.h"
#include "rules/check.h"
#include "rules/standing.h"

namespace psp::cli {
namespace {

[[noreturn]] void refuse(Message m) { throw Failure{Exit::usage, std::move(m)}; }

template <class T>
T expect(std::string_view option, std::variant<T, Message> parsed) {
  if (auto* wrong = std::get_if<Message>(&parsed))
    throw Failure{Exit::usage, msg("{}:", option), {}, {std::move(*wrong)}};
  return std::get<T>(parsed);
}

/// CR LF becomes LF, line breaks at the end go, and so does the mark that some programs put before a text (U+FEFF).
std::string tidy(std::string text) {
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  if (text.starts_with(byte_order_mark)) text.erase(0, byte_order_mark.size());
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') out += text[i];
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::string read_text(Context& context, std::string_view name, const std::string& given) {
  std::string text = given;
  if (given == "-") text = read_piped(context, option_name(name));
  if (given == "@") text = edit_text(context, name);
  text = tidy(std::move(text));
  if (auto wrong = rules::refuse_text(option_name(name), text)) refuse(std::move(*wrong));
  return text;
}

std::int64_t read_number(const FieldRow& row, const std::string& given) {
  std::int64_t n = 0;
  const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), n);
  if (error != std::errc{} || end != given.data() + given.size()) refuse(field::wrong_type(row));
  if (auto wrong = field::out_of_range(row, n)) refuse(std::move(*wrong));
  return n;
}

bool read_yes_or_no(const FieldRow& row, const std::string& given) {
  if (given == "true" || given == "yes" || given == "y") return true;
  if (given == "false" || given == "no" || given == "n") return false;
  refuse(msg("{} is answered with yes or no", row.name));
}

}  // namespace

std::string read_piped(const Context& context, std::string_view option) {
  std::string text;
  std::array<char, 65536> piece;
  while (context.in.read(piece.data(), piece.size()) || context.in.gcount() > 0) {
    text.append(piece.data(), static_cast<std::size_t>(context.in.gcount()));
    if (text.size() > format::largest_file)
      refuse(msg("{}: what is piped in is larger than {} MiB: this cannot be right", option,
                 std::int64_t{format::largest_file >> 20}));
  }
  return text;
}

Value read_value(Context& context, const FieldRow& row, const std::vector<std::string>& given) {
  const auto& one = given.back();
  switch (row.type) {
    case Type::text: {
      auto text = read_text(context, row.name, one);
      const auto option = "--" + option_name(row.name);
      if (row.refers == "provider") return provider_key(context, option, text);
      if (row.refers != "worker") return text;
      text = worker_key(context, option, text);
      ask_about_left(context, text);
      return text;
    }
    case Type::word:
      if (std::find(row.words.begin(), row.words.end(), one) == row.words.end()) refuse(field::wrong_word(row, one));
      return one;
    case Type::reference: return one;
    case Type::integer: return read_number(row, one);
    case Type::boolean: return read_yes_or_no(row, one);
    case Type::date: return read_day(context, "--" + option_name(row.name), one);
    case Type::local_time: return read_time(context, "--" + option_name(row.name), one);
    case Type::moment: refuse(msg("{} is set by psp", row.name));
    case Type::texts: {
      Texts texts;
      for (const auto& text : given) {
        auto read = read_text(context, row.name, text);
        texts.push_back(row.sentences ? read : trimmed(read));
      }
      return texts;
    }
    case Type::words: {
      Texts words;
      for (const auto& text : given) words.push_back(trimmed(text));
      for (const auto& w : words)
        if (std::find(row.words.begin(), row.words.end(), w) == row.words.end()) refuse(field::wrong_word(row, w));
      return words;
    }
    case Type::references: return Texts(given);
    case Type::dates: {
      Dates dates;
      for (const auto& text : given) dates.push_back(read_day(context, "--" + option_name(row.name), text));
      return dates;
    }
  }
  return {};
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& w : words) text += (text.empty() ? "" : " ") + w;
  return text;
}

Date read_day(Context& context, std::string_view option, std::string_view given) {
  return expect(option, parse_day(given, context.today()));
}

LocalTime read_time(Context& context, std::string_view option, std::string_view given) {
  return expect(option, parse_time(given, context.now.local));
}

LocalTime read_time_instead(Context& context, std::string_view option, std::string_view given,
                            const LocalTime& appointment) {
  return expect(option, parse_time_instead(given, appointment, context.now.local));
}

rules::KnownAt read_known_at(std::string_view given) {
  if (const auto m = parse_moment(given)) return {m->local, m->offset};
  if (const auto t = parse_local_time(given)) return {*t, std::nullopt};
  if (const auto d = parse_date(given)) return {{*d, 23, 59, 59}, std::nullopt};
  refuse(msg("--known-at wants a time such as 2026-03-09T10:00:00, or a day such as 2026-03-09"));
}

rules::AsOf read_as_of(Context& context) {
  rules::AsOf as_of{context.today()};
  const auto& given = context.arguments;
  if (given.has("known-at")) {
    as_of.known_at = read_known_at(given.text("known-at"));
    as_of.day = as_of.known_at->local.date;
  }
  if (given.has("as-of")) as_of.day = read_day(context, "--as-of", given.text("as-of"));
  return as_of;
}

std::vector<OptionSpec> as_of_options() {
  return {{"as-of", "seen from this day (today)", Type::date},
          {"known-at", "with what was written down by then, so that an earlier answer can be had again", Type::moment}};
}

void ask_for_missing(const Context& context, Arguments& given) {
  for (const auto& argument : given.command->syntax().arguments)
    if (argument.required && !given.has(argument.name))
      given.values[argument.name] = {context.ask(msg("{} ({})", argument.name, context.tr(argument.help)))};
}

ArgumentSpec case_argument() { return {"CASE", "the case: its id, or its number alone"}; }

std::string case_named(Context& context, std::string_view given) {
  const auto& ledger = context.ledger();
  std::string wanted(given);
  for (char& c : wanted)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  const auto& ids = ledger.case_ids();
  if (std::binary_search(ids.begin(), ids.end(), wanted)) return wanted;

  int number = 0;
  const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), number);
  const bool is_number = error == std::errc{} && end == given.data() + given.size();
  /// A file that only lacks its name is not told as if there were none.
  const auto refuse_with_strays = [&](Message m) {
    std::vector<Diagnostic> strays;
    for (const auto& id : ledger.taken_ids())
      if (is_number ? case_number(id) == number : id == wanted)
        for (auto& d : ledger.strays_of(case_path(id))) strays.push_back(std::move(d));
    throw Failure{Exit::usage, std::move(m), std::move(strays)};
  };
  if (!is_number) {
    const std::vector<std::string_view> names(ids.begin(), ids.end());
    const auto near = nearest(wanted, names);
    if (near.empty()) refuse_with_strays(msg("there is no case {}; psp list shows all", given));
    refuse_with_strays(msg("there is no case {}; did you mean {}? psp list shows all", given, near));
  }
  std::vector<std::string> candidates, open;
  for (const auto& id : ids)
    if (case_number(id) == number) candidates.push_back(id);
  ledger.refuse_unread();
  if (candidates.size() == 1) return candidates.front();
  if (candidates.empty()) refuse_with_strays(msg("there is no case with the number {}; psp list shows all", given));
  for (const auto& id : candidates) {
    const auto parsed = ledger.read_case(id);
    const rules::History history(parsed.value, {context.today(), std::nullopt});
    if (!parsed.readable() || (history.there() && !rules::course_of(history).closure)) open.push_back(id);
  }
  if (open.size() == 1) return open.front();
  std::vector<std::string_view> names(candidates.begin(), candidates.end());
  refuse(msg("{} can mean {}: write the whole case id", given, listed(names)));
}

void tell_strays(const Context& context, const std::vector<Diagnostic>& strays) {
  if (context.arguments.on("quiet")) return;
  for (auto d : strays) {
    d.severity = Severity::warning;
    context.show(d);
  }
}

std::string find_case(Context& context, std::string_view given) {
  auto id = case_named(context, given);
  tell_strays(context, context.ledger().strays_of(case_path(id)));
  return id;
}

std::string edit_text(Context& context, std::string_view name) {
  namespace fs = std::filesystem;
  refuse_without_editor(context);
  std::error_code error;
  auto draft = (context.ledger().drafts() / (std::string(name) + "-XXXXXX")).string();
  const int fd = mkstemp(draft.data());  // 0600
  if (fd < 0) store::fail(".psp/drafts", "make a file for the editor");
  close(fd);

  const auto failed = open_editor(context, draft);
  auto text = store::read_named_file(draft, draft).value_or("");
  if (blank(tidy(text))) fs::remove(draft, error);
  else context.drafts.emplace_back(draft);
  if (failed) throw Failure{Exit::system, *failed};
  return text;
}

}  // namespace psp::cli
