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
#include "model/letters.h"
#include "model/text.h"
#include "rules/check.h"

namespace psp::cli {
namespace {

[[noreturn]] void refuse(Message m) { throw Failure{Exit::usage, std::move(m)}; }

template <class T>
T expect(std::string_view option, std::variant<T, Message> parsed) {
  if (auto* wrong = std::get_if<Message>(&parsed))
    throw Failure{Exit::usage, msg("{}:", option), {}, {std::move(*wrong)}};
  return std::get<T>(parsed);
}

/// Makes LF of CR LF, and takes away line breaks at the end and the mark that some programs put before a text (U+FEFF).
std::string tidy(std::string text) {
  if (text.starts_with(byte_order_mark)) text.erase(0, byte_order_mark.size());
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') out += text[i];
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

Toward direction_of(const FieldRow& row) { return row.ahead ? Toward::future : Toward::past; }

std::variant<Date, Message> day_given(const Context& context, const FieldRow& row, std::string_view given) {
  if (row.with_year) return parse_day_with_year(given, context.today());
  return parse_day(given, context.today(), direction_of(row));
}

Failure wrong_answer(Message m) { return {Exit::usage, std::move(m)}; }

/// Returns the value that was parsed, or what is wrong with it, behind the option's name.
template <class T>
ValueOrFailure answer_of(std::string_view option, std::variant<T, Message> parsed) {
  if (auto* wrong = std::get_if<Message>(&parsed))
    return Failure{Exit::usage, msg("{}:", option), {}, {std::move(*wrong)}};
  return Value(std::get<T>(parsed));
}

std::variant<std::string, Failure> text_given(Context& context, std::string_view name, const std::string& given) {
  std::variant<std::string, Failure> written = given;
  if (given == "-") written = read_piped(context, option_name(name));
  if (given == "@") written = edit_text(context, name);
  auto* text = std::get_if<std::string>(&written);
  if (!text) return written;
  *text = tidy(std::move(*text));
  if (auto wrong = rules::refuse_text(option_name(name), *text)) return wrong_answer(std::move(*wrong));
  return written;
}

ValueOrFailure number_given(const FieldRow& row, const std::string& given) {
  std::int64_t n = 0;
  const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), n);
  if (error != std::errc{} || end != given.data() + given.size()) return wrong_answer(field::wrong_type(row));
  if (auto wrong = field::out_of_range(row, n)) return wrong_answer(std::move(*wrong));
  return Value(n);
}

ValueOrFailure yes_or_no_given(const FieldRow& row, const std::string& given) {
  if (given == "true") return Value(true);
  if (given == "false") return Value(false);
  if (const auto said = yes_or_no(given)) return Value(*said);
  return wrong_answer(msg("{} is answered with yes or no", row.name));
}

/// Returns the key of a worker or provider whom the text names; asks about a worker who has left.
ValueOrFailure key_given(Context& context, const FieldRow& row, const std::string& text) {
  const auto option = "--" + option_name(row.name);
  auto key = row.refers == "provider" ? provider_named(context, option, text) : worker_named(context, option, text);
  if (auto* wrong = std::get_if<Message>(&key)) return wrong_answer(std::move(*wrong));
  const auto& found = std::get<std::string>(key);
  if (row.refers == "worker" && !agrees_though_left(context, found)) return wrong_answer(msg("nothing was written"));
  return Value(found);
}

/// Returns the word of the field's vocabulary that is meant: see choice_meant().
ValueOrFailure one_word_given(const Context& context, const FieldRow& row, const std::string& given) {
  const auto choices = choices_of(row);
  const auto meant = choice_meant(context, choices, given);
  if (!meant) return wrong_answer(no_choice(context, row.name, choices, trimmed(given)));
  return Value(std::string(row.words[*meant]));
}

/// Returns the words that are meant; `all` means each of the vocabulary.
ValueOrFailure words_given(const Context& context, const FieldRow& row, const std::vector<std::string>& given) {
  if (given.size() == 1 && says_all(given.front())) return Value(Texts(row.words.begin(), row.words.end()));
  Texts words;
  for (const auto& text : given) {
    auto word = one_word_given(context, row, text);
    if (std::holds_alternative<Failure>(word)) return word;
    words.push_back(std::get<std::string>(std::get<Value>(word)));
  }
  return Value(std::move(words));
}

}  // namespace

bool says_all(std::string_view given) {
  const auto said = folded(trimmed(given));
  return said == "all" || said == "vse" || said == "visu" || said == "viss";
}

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

ValueOrFailure value_given(Context& context, const FieldRow& row, const std::vector<std::string>& given) {
  const auto& one = given.back();
  switch (row.type) {
    case Type::text: {
      auto text = text_given(context, row.name, one);
      if (auto* wrong = std::get_if<Failure>(&text)) return std::move(*wrong);
      if (row.refers == "provider" || row.refers == "worker")
        return key_given(context, row, std::get<std::string>(text));
      return Value(std::move(std::get<std::string>(text)));
    }
    case Type::word: return one_word_given(context, row, one);
    case Type::reference: return Value(one);
    case Type::integer: return number_given(row, one);
    case Type::boolean: return yes_or_no_given(row, one);
    case Type::date: return answer_of("--" + option_name(row.name), day_given(context, row, one));
    case Type::local_time:
      return answer_of("--" + option_name(row.name), parse_time(one, context.now.local, direction_of(row)));
    case Type::moment: return wrong_answer(msg("{} is set by psp", row.name));
    case Type::texts: {
      Texts texts;
      for (const auto& each : given) {
        auto text = text_given(context, row.name, each);
        if (auto* wrong = std::get_if<Failure>(&text)) return std::move(*wrong);
        texts.push_back(row.sentences ? std::get<std::string>(text)
                                      : std::string(trimmed(std::get<std::string>(text))));
      }
      return Value(std::move(texts));
    }
    case Type::words: return words_given(context, row, given);
    case Type::references: return Value(Texts(given));
    case Type::dates: {
      Dates dates;
      for (const auto& text : given) {
        auto day = answer_of("--" + option_name(row.name), day_given(context, row, text));
        if (std::holds_alternative<Failure>(day)) return day;
        dates.push_back(std::get<Date>(std::get<Value>(day)));
      }
      return Value(std::move(dates));
    }
  }
  return Value{};
}

Value read_value(Context& context, const FieldRow& row, const std::vector<std::string>& given) {
  auto answer = value_given(context, row, given);
  if (auto* wrong = std::get_if<Failure>(&answer)) throw std::move(*wrong);
  return std::get<Value>(std::move(answer));
}

std::optional<std::size_t> choice_meant(const Context& context, const std::vector<Message>& choices,
                                        std::string_view given) {
  const auto said = folded(trimmed(given));
  if (said.empty()) return std::nullopt;
  for (std::size_t i = 0; i < choices.size(); ++i)
    if (said == choices[i].text) return i;
  std::vector<std::size_t> beginning;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const auto word = choices[i].text;
    const auto shown = folded(context.tr(choices[i]));
    if (said == shown) return i;
    if (word.starts_with(said) || shown.starts_with(said)) beginning.push_back(i);
  }
  return beginning.size() == 1 ? std::optional(beginning.front()) : std::nullopt;
}

Message no_choice(const Context& context, std::string_view name, const std::vector<Message>& choices,
                  std::string_view given) {
  std::vector<std::string> texts, tried;
  for (const auto& choice : choices) {
    texts.push_back(context.tr(choice));
    tried.push_back(folded(texts.back()));
    tried.emplace_back(choice.text);
  }
  const auto near = nearest(folded(given), std::vector<std::string_view>(tried.begin(), tried.end()));
  const auto at = static_cast<std::size_t>(std::find(tried.begin(), tried.end(), near) - tried.begin());
  const std::vector<std::string_view> words(texts.begin(), texts.end());
  return field::wrong_word(name, words, given, near.empty() ? std::string_view() : words[at / 2]);
}

std::vector<Message> choices_of(const FieldRow& row) {
  std::vector<Message> choices;
  for (const auto w : row.words) choices.push_back(label(row, std::string(w)));
  return choices;
}

std::optional<Value> ask_for_value(Context& context, const FieldRow& row, const Message& question, bool may_stay_open) {
  for (;;) {
    const auto given = context.ask(question);
    if (may_stay_open && blank(given)) return std::nullopt;
    auto answer = value_given(context, row, {given});
    if (auto* value = std::get_if<Value>(&answer)) return std::move(*value);
    const auto& wrong = std::get<Failure>(answer);
    context.say(wrong.message);
    for (const auto& detail : wrong.details) context.say(detail);
  }
}

Date read_day(Context& context, std::string_view option, std::string_view given, Toward toward) {
  return expect(option, parse_day(given, context.today(), toward));
}

LocalTime read_time(Context& context, std::string_view option, std::string_view given, Toward toward) {
  return expect(option, parse_time(given, context.now.local, toward));
}

LocalTime read_time_instead(Context& context, std::string_view option, std::string_view given,
                            const LocalTime& appointment) {
  return expect(option, parse_time_instead(given, appointment, context.now.local));
}

Date read_distance(std::string_view option, std::string_view given, Date from) {
  if (const auto day = parse_span(given, from)) return *day;
  if (given.starts_with('-'))
    if (const auto day = parse_day(given, from, Toward::past); std::holds_alternative<Date>(day))
      return std::get<Date>(day);
  throw Failure{Exit::usage, msg("{} \"{}\": say how many days, weeks or months, as in 14d, 2w or 1m", option, given)};
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
  if (given.has("as-of")) as_of.day = read_day(context, "--as-of", given.text("as-of"), Toward::past);
  return as_of;
}

std::vector<OptionSpec> as_of_options() {
  return {{"as-of", "seen from this day (today)", Type::date},
          {"known-at", "with what was written down by then, so that an earlier answer can be had again", Type::moment}};
}

std::variant<std::string, Failure> edit_text(Context& context, std::string_view name) {
  namespace fs = std::filesystem;
  refuse_without_editor(context);
  std::error_code error;
  auto draft = (context.ledger().drafts() / (std::string(name) + "-XXXXXX")).string();
  const int fd = mkstemp(draft.data());  // has mode 0600
  if (fd < 0) store::fail(".psp/drafts", "make a file for the editor");
  close(fd);

  const auto failed = open_editor(context, draft);
  auto text = store::read_named_file(draft, draft).value_or("");
  if (blank(tidy(text))) fs::remove(draft, error);
  else context.drafts.emplace_back(draft);
  if (failed) return Failure{Exit::system, *failed};
  return text;
}

}  // namespace psp::cli
