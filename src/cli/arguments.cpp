// The command line, taken apart by CLI11; no other file knows that library.
#include "cli/arguments.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/global_options.h"
#include "i18n/tr.h"
#include "model/text.h"
#include "model/unicode.h"

namespace psp::cli {

std::string Arguments::text(std::string_view name) const {
  const auto it = values.find(name);
  return it == values.end() || it->second.empty() ? std::string{} : it->second.back();
}

std::vector<std::string> Arguments::all(std::string_view name) const {
  const auto it = values.find(name);
  return it == values.end() ? std::vector<std::string>{} : it->second;
}

std::optional<bool> Arguments::flag(std::string_view name) const {
  const auto it = values.find(name);
  if (it == values.end()) return std::nullopt;
  return it->second.back() == "true";
}

OptionSpec option_of(const FieldRow& row) {
  return {option_name(row.name), std::string(row.help), row.type, row.words, row.type == Type::boolean, 0,
          !row.sentences};
}

namespace {

/// Returns what the help shows behind an option.
std::string value_name(const OptionSpec& option) {
  if (!option.words.empty() && option.words.size() <= 6) {
    std::string words;
    for (const auto w : option.words) words += (words.empty() ? "" : "|") + std::string(w);
    return words;
  }
  switch (option.type) {
    case Type::integer: return "N";
    case Type::date:
    case Type::dates: return "DAY";
    case Type::local_time:
    case Type::moment: return "TIME";
    case Type::reference:
    case Type::references: return "ID";
    case Type::word:
    case Type::words: return "WORD";
    case Type::text:
    case Type::texts: return "TEXT";
    case Type::boolean: break;
  }
  return "";
}

/// The library's own words in a help text.
constexpr std::array help_words{marked_in("help", "Usage"),       marked_in("help", "OPTIONS"),
                                marked_in("help", "SUBCOMMAND"),  marked_in("help", "Subcommands"),
                                marked_in("help", "Positionals"), marked_in("help", "REQUIRED"),
                                marked_in("help", "DAY"),         marked_in("help", "TIME"),
                                marked_in("help", "WORD"),        marked_in("help", "TEXT")};

class Parser {
  using Values = decltype(Arguments::values);

 public:
  Parser(Language language, Missing missing) : language_(language), missing_(missing) {
    app_.name("psp");
    app_.require_subcommand(0, 1);
    app_.fallthrough();
  }

  std::variant<Arguments, Shown> parse(std::vector<std::string> words) {
    if (command_word(words) == "help") ask_for_help(words);
    else take_words_passed_on(words);
    if (std::find(words.begin(), words.end(), "--help") != words.end())
      missing_ = Missing::refused;  // the help says what is required
    auto called = command_word(words);
    const auto word = called;
    if (!called.empty() && !find_command(called)) {
      if (asks_for_help(words)) throw Failure{Exit::usage, no_command(word)};
      called = show_word(words);
    }
    const bool version = std::find(words.begin(), words.end(), "--version") != words.end();
    helps_ = asks_for_help(words) || (called.empty() && !version);
    if (helps_) speak();
    app_.set_help_flag("-h,--help", help_of("print this help"));
    app_.set_version_flag("--version", "psp " PSP_VERSION, help_of("print the version"));
    add_global_options(called.empty() ? Syntax{} : find_command(called)->syntax());
    // Commands that do not run are left out, for the program starts faster without them; the list of all shows them.
    for (const auto& command : commands()) {
      if (!called.empty() && command.name != called) continue;
      auto* sub = app_.add_subcommand(std::string(command.name), help_of(command.help));
      subs_[sub] = &command;
      if (helps_) {
        sub->get_help_ptr()->group(options_title());
        sub->group(tr(title(command.family)));
      }
      if (command.name == called) add(*sub, command);
    }
    const auto as_given = words;
    std::reverse(words.begin(), words.end());  // the library wants the last word first
    try {
      app_.parse(words);
    } catch (const CLI::CallForHelp&) {
      const auto chosen = app_.get_subcommands();
      return Shown{tidy_help(chosen.empty() ? app_.help() : chosen.front()->help("psp"))};
    } catch (const CLI::CallForVersion&) {
      return Shown{"psp " PSP_VERSION "\n"};
    } catch (const CLI::ParseError& wrong) {
      if (arguments_.shows_word) throw Failure{Exit::usage, no_command(word)};
      throw Failure{Exit::usage, wrong_words(wrong)};
    }
    const auto chosen = app_.get_subcommands();
    if (chosen.empty()) return Shown{tidy_help(app_.help())};
    arguments_.command = subs_.at(chosen.front());
    refuse_words_apart(as_given);
    give_to_those_behind(arguments_.command->syntax().arguments);
    return std::move(arguments_);
  }

 private:
  std::string tr(std::string_view text) const { return i18n::tr(language_, text); }
  /// Returns a help text in lines that end with the terminal's 80 columns, for it stands behind 30 of them; "" where no
  /// help is asked for, so that the program starts faster.
  std::string help_of(std::string_view text) const {
    return helps_ ? joined(wrapped(tr(text), 50), "\n") : std::string();
  }

  /// Has the library say what it says itself in the language.
  void speak() {
    app_.description(tr("a plain-text ledger for social caseworkers"));
    for (const auto w : help_words) app_.get_formatter()->label(std::string(w), i18n::tr(language_, msg_in("help", w)));
    app_.option_defaults()->group(options_title());
    app_.footer(joined(
        wrapped(tr("psp help COMMAND tells what a command takes; the manual: psp(1), psp-case(5), psp-rules(7)."), 80),
        "\n"));
  }

  std::string options_title() const { return i18n::tr(language_, msg_in("help", "Options")); }

  /// Takes out the marks that the library puts behind the twins of flags, for their names say it, and sets what stands
  /// behind them, or behind a letter of several bytes, in its column.
  std::string tidy_help(std::string text) const {
    const auto set_in = [&](std::size_t from, std::size_t by) {
      const auto blank = text.find_first_of(" \n", from);
      if (blank != text.npos && text[blank] == ' ') text.insert(blank, by, ' ');
    };
    constexpr std::string_view mark = "{false}";
    for (std::size_t at; (at = text.find(mark)) != std::string::npos;) {
      text.erase(at, mark.size());
      set_in(at, mark.size());
    }
    for (const auto english : help_words) {
      const auto word = i18n::tr(language_, msg_in("help", english));
      const auto too_many = word.size() - columns(word);
      if (too_many == 0) continue;
      for (auto at = text.find(" " + word + " "); at != text.npos; at = text.find(" " + word + " ", at + word.size()))
        set_in(at + 1 + word.size(), too_many);
    }
    return text;
  }

  /// Makes `status --help` of `help status`.
  static void ask_for_help(std::vector<std::string>& words) {
    words.erase(std::find(words.begin(), words.end(), "help"));
    words.push_back("--help");
  }

  /// Takes the words behind a command that passes them on, so that the library does not read them.
  void take_words_passed_on(std::vector<std::string>& words) {
    const auto at = command_at(words);
    const auto* command = at < words.size() ? find_command(words[at]) : nullptr;
    if (!command || !command->passes_on) return;
    const auto first = words.begin() + static_cast<std::ptrdiff_t>(at) + 1;
    arguments_.values[command->syntax().arguments.front().name] = {first, words.end()};
    words.erase(first, words.end());
  }

  static std::string command_word(const std::vector<std::string>& words) {
    const auto at = command_at(words);
    return at < words.size() ? words[at] : "";
  }

  /// Returns the place of the first word that is neither an option nor the value of one.
  static std::size_t command_at(const std::vector<std::string>& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string_view w = words[i];
      if (!w.starts_with('-')) return i;
      for (const auto& option : global_options())
        if (option.type != Type::boolean &&
            (w == "--" + option.name || (w.size() > 1 && w[1] != '-' && w.back() == option.letter)))
          ++i;
    }
    return words.size();
  }

  /// Makes `show WORD` of a word that is no command; of two or three without digits, for a name may have so many.
  /// Returns the command.
  std::string show_word(std::vector<std::string>& words) {
    arguments_.shows_word = true;
    const auto first = words.begin() + static_cast<std::ptrdiff_t>(command_at(words));
    const auto last = std::find_if(first, words.end(), [](const auto& w) { return w.starts_with('-'); });
    const bool may_be_name = last - first <= 3 && std::none_of(first, last, [](const std::string& w) {
                               return std::any_of(w.begin(), w.end(), is_digit);
                             });
    if (may_be_name) {
      *first = joined(std::vector<std::string>(first, last), " ");
      words.erase(first + 1, last);
    }
    words.insert(first, "show");
    return "show";
  }

  /// Returns the library's complaint in words of psp's.
  Message wrong_words(const CLI::ParseError& wrong) const {
    const auto chosen = app_.get_subcommands();
    const auto help = chosen.empty() ? std::string("psp --help") : "psp " + chosen.front()->get_name() + " --help";
    const auto kind = static_cast<CLI::ExitCodes>(wrong.get_exit_code());
    const std::string_view what = wrong.what();
    const auto subject = what.substr(0, what.find_first_of(": "));
    if (kind == CLI::ExitCodes::RequiredError) return missing_argument(subject, help);
    if (kind == CLI::ExitCodes::ArgumentMismatch)
      return msg("{} wants one value ({} tells what it takes)", subject, help);
    if (kind == CLI::ExitCodes::ExtrasError) {
      auto extras = app_.remaining(true);
      const auto option = std::find_if(extras.begin(), extras.end(), [](const auto& e) { return e.starts_with('-'); });
      const auto& extra = option == extras.end() ? extras.front() : *option;
      std::vector<std::string> names;
      for (const auto* app :
           {static_cast<const CLI::App*>(&app_), chosen.empty() ? &app_ : static_cast<const CLI::App*>(chosen.front())})
        for (const auto* o : app->get_options())
          for (const auto& name : o->get_lnames()) names.push_back("--" + name);
      const std::vector<std::string_view> views(names.begin(), names.end());
      const auto near = nearest(std::string_view(extra).substr(0, extra.find('=')), views);
      if (!near.empty()) return msg("it does not take {}; did you mean {}?", extra, near);
      return msg("it does not take {} ({} tells what it takes)", extra, help);
    }
    return msg("{} ({} tells what it takes)", what, help);
  }

  /// Adds the global options. Those of which the command has one of its own are taken, and have no effect.
  void add_global_options(const Syntax& own) {
    for (const auto& option : global_options())
      if (has_option(own.options, option.name)) add(app_, option, unheeded_);
      else add(app_, option, arguments_.values);
  }

  void add(CLI::App& app, const Command& command) {
    const auto syntax = command.syntax();
    bool behind_many = false;
    for (const auto& argument : syntax.arguments) {
      auto& values = arguments_.values;
      const auto name = argument.name;
      CLI::Option* option = nullptr;
      if (argument.many)
        option = app.add_option_function<std::vector<std::string>>(
            name, [&values, name](const std::vector<std::string>& given) { values[name] = given; },
            help_of(argument.help));
      else
        option = app.add_option_function<std::string>(
            name, [&values, name](const std::string& given) { values[name] = {given}; }, help_of(argument.help));
      option->type_name("")->required(argument.required && missing_ == Missing::refused && (helps_ || !behind_many));
      behind_many = behind_many || argument.many;
    }
    for (const auto& option : syntax.options) add(app, option, arguments_.values);
  }

  /// Throws a Failure (Exit::usage) if the words of an argument that takes many stand apart in the command line: those
  /// behind an option were meant as its value.
  void refuse_words_apart(const std::vector<std::string>& as_given) const {
    for (const auto& argument : arguments_.command->syntax().arguments) {
      const auto it = arguments_.values.find(argument.name);
      if (!argument.many || arguments_.command->passes_on || it == arguments_.values.end()) continue;
      const auto& words = it->second;
      const auto stand_from = [&](std::size_t at) {
        for (const auto& word : words) {
          while (at < as_given.size() && as_given[at] != word && as_given[at].starts_with('-')) ++at;  // flags
          if (at == as_given.size() || as_given[at++] != word) return false;
        }
        return true;
      };
      bool together = false;
      for (std::size_t at = 0; at < as_given.size() && !together; ++at) together = stand_from(at);
      if (together) continue;
      throw Failure{Exit::usage, msg("{}: its words stand apart, with an option between them ({}): several words of an "
                                     "option want quotes",
                                     argument.name, words.back())};
    }
  }

  /// Gives the last words to the arguments that stand behind one that takes many: the library gives it all of them.
  /// Throws a Failure (Exit::usage) if too few are there, unless they are asked for.
  void give_to_those_behind(const std::vector<ArgumentSpec>& arguments) {
    const auto many = std::find_if(arguments.begin(), arguments.end(), [](const ArgumentSpec& a) { return a.many; });
    if (many == arguments.end()) return;
    auto& words = arguments_.values;
    for (auto behind = arguments.end(); --behind != many;) {
      const auto all = words.find(many->name);
      if (all != words.end() && all->second.size() > (many->required ? 1 : 0)) {
        words[behind->name] = {std::move(all->second.back())};
        all->second.pop_back();
      } else if (behind->required && missing_ == Missing::refused) {
        throw Failure{Exit::usage, msg("{} is missing ({} tells what it takes)", behind->name,
                                       "psp " + std::string(arguments_.command->name) + " --help")};
      }
    }
  }

  void add(CLI::App& app, const OptionSpec& spec, Values& values) {
    const auto name = spec.name;
    auto flags = "--" + name;
    if (spec.letter) flags = fmt::format("-{},{}", spec.letter, flags);
    if (spec.type == Type::boolean) {
      if (spec.negatable) flags += fmt::format(",!--no-{}", name);
      app.add_flag_callback(
          flags, [] {}, help_of(spec.help));
      auto* flag = app.get_option("--" + name);
      flag->each([&values, name](const std::string& given) { values[name] = {yes_or_no(name, given)}; });
      return;
    }
    auto* option = app.add_option_function<std::vector<std::string>>(
        flags, [&values, name](const std::vector<std::string>& given) { values[name] = given; }, help_of(spec.help));
    option->type_name(value_name(spec));
    if (is_list(spec.type)) {
      option->expected(1)->allow_extra_args(false)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
      if (spec.commas) option->delimiter(',');
    } else {
      option->expected(1)->allow_extra_args(false)->multi_option_policy(CLI::MultiOptionPolicy::Throw);
    }
  }

  /// Returns "true" or "false": `--agreed=no` means `--no-agreed`, and the library has turned some words into numbers.
  static std::string yes_or_no(const std::string& name, const std::string& given) {
    for (const std::string_view no : {"false", "no", "off", "0", "-1"})
      if (given == no) return "false";
    for (const std::string_view yes : {"", "true", "yes", "on", "1"})
      if (given == yes) return "true";
    throw Failure{Exit::usage, msg("--{} is a flag: it stands alone, and takes no \"{}\"", name, given)};
  }

  Language language_;
  Missing missing_;
  bool helps_ = false;  ///< a help text is asked for
  CLI::App app_;
  std::map<CLI::App*, const Command*> subs_;
  Arguments arguments_;
  Values unheeded_;
};

}  // namespace

std::variant<Arguments, Shown> parse_arguments(const std::vector<std::string>& words, Language language,
                                               Missing missing) {
  return Parser(language, missing).parse(words);
}

Message missing_argument(std::string_view name, std::string_view help) {
  return msg("{} is missing ({} tells what it takes)", name, help);
}

}  // namespace psp::cli
