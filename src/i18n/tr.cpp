#include "i18n/tr.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include <fmt/format.h>

#include "i18n/languages.h"

namespace psp::i18n {
namespace {

/// Returns the text for a message, chosen by its count.
std::string_view text_of(const LanguageRow& language, const Message& m) {
  const auto english = m.plural.empty() || m.count == 1 ? m.text : m.plural;
  if (!language.catalogue || m.text.empty()) return english;  // "" is a catalogue's header
  const auto found = language.catalogue->find(m.context, m.text, m.plural, m.count);
  return found.empty() ? english : found;
}

[[noreturn]] void refuse_style(std::string_view style) {
  throw std::logic_error(fmt::format("a text asks for the style {}, which its value does not have", style));
}

/// Writes values in the style that a place asks for.
class Writing {
 public:
  Writing(const LanguageRow& language, std::string_view style) : language_(language), style_(style) {}

  std::string operator()(const std::string& text) const {
    if (!style_.empty()) refuse_style(style_);
    return text;
  }

  std::string operator()(const std::vector<Message>& words) const {
    if (!style_.empty()) refuse_style(style_);
    return tr(language_.language, words.front());
  }

  std::string operator()(std::int64_t number) const {
    if (!style_.empty()) refuse_style(style_);
    auto digits = std::to_string(number);
    const auto size = static_cast<std::int64_t>(digits.size()) - (number < 0);
    if (size > 4)
      for (auto at = size - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at) + (number < 0), language_.group);
    return digits;
  }

  std::string operator()(Date day) const {
    const auto style =
        std::find_if(language_.days.begin(), language_.days.end(), [&](const DayStyle& s) { return s.name == style_; });
    if (style == language_.days.end()) refuse_style(style_);
    const auto word = [](const auto& words, int place) {
      return words.empty() ? std::string_view() : words[static_cast<std::size_t>(place - 1)];
    };
    return fmt::format(fmt::runtime(style->pattern), day.day, day.month, day.year, word(style->months, day.month),
                       word(style->weekdays, weekday(day)));
  }

  std::string operator()(const LocalTime& time) const {
    auto clock = fmt::format(fmt::runtime(language_.clock), time.hour, time.minute);
    if (style_ == "second" || (style_ == "clock" && time.second != 0))
      return clock + fmt::format(fmt::runtime(language_.second), time.second);
    if (style_ == "clock") return clock;
    if (!style_.empty() && style_ != "said") return (*this)(time.date);
    return fmt::format(fmt::runtime(language_.moment), (*this)(time.date), clock);
  }

 private:
  const LanguageRow& language_;
  std::string_view style_;
};

/// Returns the text with its places filled.
std::string filled(const LanguageRow& language, std::string_view text, const std::vector<MessageArg>& args) {
  std::string out;
  std::size_t next = 0;
  while (!text.empty()) {
    const auto brace = std::min(text.find_first_of("{}"), text.size());
    out += text.substr(0, brace);
    text.remove_prefix(brace);
    if (text.empty()) break;
    if (text.size() > 1 && text[0] == text[1]) {
      out += text[0];
      text.remove_prefix(2);
      continue;
    }
    const auto end = text.find('}');
    if (text[0] != '{' || end == text.npos) throw std::logic_error("a text has a brace that is no place");
    const auto place = text.substr(1, end - 1);
    text.remove_prefix(end + 1);
    const auto colon = std::min(place.find(':'), place.size());
    std::size_t number = next;
    if (colon == 0) ++next;
    else std::from_chars(place.data(), place.data() + colon, number);
    if (number >= args.size()) throw std::logic_error("a text has more places than values");
    out += std::visit(Writing(language, place.substr(std::min(colon + 1, place.size()))), args[number].value);
    // A day that ends with a full stop ends a sentence too.
    const auto& value = args[number].value;
    if ((std::holds_alternative<Date>(value) || std::holds_alternative<LocalTime>(value)) && out.ends_with('.') &&
        text.starts_with('.'))
      text.remove_prefix(1);
  }
  return out;
}

}  // namespace

std::string tr(Language language, const Message& m) {
  const auto& row = row_of(language);
  const auto text = text_of(row, m);
  if (!m.args.empty()) return filled(row, text, m.args);
  std::string words(text);
  // English has no catalogue: a key of the format is its own name for people, but for this.
  if (!row.catalogue && !m.context.empty()) std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string tr(Language language, std::string_view text) { return tr(language, msg(text)); }

std::string shown(Language language, Date day) { return Writing(row_of(language), "")(day); }
std::string shown(Language language, const LocalTime& time) { return Writing(row_of(language), "")(time); }
std::string shown(Language language, std::int64_t number) { return Writing(row_of(language), "")(number); }

std::string said_back(Language language, Date day) { return Writing(row_of(language), "said")(day); }

std::string said_back(Language language, const LocalTime& time) { return Writing(row_of(language), "said")(time); }

std::string decimal(Language language, std::string digits) {
  if (const auto point = digits.find('.'); point != std::string::npos)
    digits.replace(point, 1, row_of(language).decimal);
  return digits;
}

}  // namespace psp::i18n
