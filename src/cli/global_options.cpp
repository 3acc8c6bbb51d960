#include "cli/global_options.h"

#include <algorithm>
#include <filesystem>

#include "format/parse.h"
#include "model/ledger_file.h"
#include "model/text.h"
#include "store/disk/named_file.h"
#include "store/ledger.h"

namespace psp::cli {
namespace {

/// Returns the value of a global option before the command line is taken apart; "" if it is not there.
std::string early_option(const std::vector<std::string>& words, std::string_view name) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view w = words[i];
    if (w == name && i + 1 < words.size()) return words[i + 1];
    if (w.starts_with(name) && w.substr(name.size()).starts_with('=')) return std::string(w.substr(name.size() + 1));
  }
  return {};
}

void refuse_format(const Arguments& given) {
  const auto format = given.text("format");
  if (format.empty()) return;
  const auto known = given.command->formats;
  if (std::find(known.begin(), known.end(), format) == known.end())
    throw Failure{Exit::usage,
                  msg("psp {} cannot print {}; it prints {}", given.command->name, format, joined(known, " "))};
}

void refuse_redact(const Arguments& given) {
  std::vector<std::string_view> redacting;
  for (const auto& command : commands())
    if (command.redacts) redacting.push_back(command.name);
  if (given.on("redact") && !given.command->redacts)
    throw Failure{Exit::usage, msg("psp {} does not redact: {} do", given.command->name, listed(redacting))};
}

void refuse_words(const Arguments& given) {
  for (const auto& option : global_options()) {
    const auto word = given.text(option.name);
    if (!option.words.empty() && !word.empty() &&
        std::find(option.words.begin(), option.words.end(), word) == option.words.end())
      throw Failure{Exit::usage, msg("--{} cannot be {}; it is one of: {}", option.name, word, listed(option.words))};
  }
}

}  // namespace

ChosenLanguage choose_language(const std::vector<std::string>& words, const Environment& environment) {
  for (const auto& given : {early_option(words, "--lang"), environment("PSP_LANG")}) {
    if (given.empty()) continue;
    if (const auto l = from_word<Language>(given)) return {*l, true};
    throw Failure{Exit::usage,
                  msg("there is no language \"{}\"; psp speaks: {}", given, listed(Vocabulary<Language>::words))};
  }
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const auto locale = environment(variable);
    if (!locale.empty()) return {from_word<Language>(locale.substr(0, 2)).value_or(Language::en), false};
  }
  return {};
}

Language language_for_people(const ChosenLanguage& chosen, const std::vector<std::string>& words,
                             const Environment& environment) {
  if (chosen.explicitly) return chosen.language;
  auto named = early_option(words, "--ledger");
  if (named.empty()) named = early_option(words, "-C");
  if (named.empty()) named = environment("PSP_LEDGER");
  std::error_code gone;
  const auto here = std::filesystem::current_path(gone);
  try {
    const auto ledger = store::find_ledger(named.empty() ? std::filesystem::path() : here / named, here);
    const auto file = (ledger / office_file).string();
    const auto office = format::parse_office(store::read_named_file(file, file).value_or(""), file);
    return office.value.settings.language.value_or(chosen.language);
  } catch (const Failure&) {  // whether that is of any matter is told elsewhere
    return chosen.language;
  }
}

bool asks_for_help(const std::vector<std::string>& words) {
  return words.empty() || std::any_of(words.begin(), words.end(), [](const std::string& w) {
           return w == "help" || w == "--help" || (w.size() > 1 && w[0] == '-' && w[1] != '-' && w.find('h') != w.npos);
         });
}

void refuse_global_options(const Arguments& given) {
  refuse_words(given);
  refuse_format(given);
  refuse_redact(given);
}

bool wants_colour(const Arguments& given, bool terminal, const Environment& environment) {
  const auto choice = given.text("color");
  if (choice == "always" || choice == "never") return choice == "always";
  return terminal && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
}

Moment read_clock(std::string_view given, const std::function<int(const LocalTime&)>& zone_offset) {
  if (const auto m = parse_moment(given)) return *m;
  if (const auto t = parse_local_time(given)) return {*t, zone_offset(*t)};
  if (const auto d = parse_date(given)) return {{*d, 12, 0, 0}, zone_offset({*d, 12, 0, 0})};
  throw Failure{Exit::usage, msg("--now wants a time such as 2026-03-09T10:00:00+01:00")};
}

}  // namespace psp::cli
