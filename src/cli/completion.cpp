// psp completion: scripts for bash, zsh and fish, made from the table of commands, and the words that they ask psp for.
// What stands in a ledger is a stranger's text: no script has a shell evaluate it, and psp gives nothing but plain
// words.
#include <array>
#include <ostream>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/context.h"
#include "i18n/tr.h"

namespace psp::cli {
namespace {

std::vector<OptionSpec> all_options(const Command& command) {
  const auto own = command.syntax().options;
  auto options = own;
  for (const auto& option : global_options())
    if (!has_option(own, option.name)) options.push_back(option);
  return options;
}

/// Returns the words that may stand for an option, which are its vocabulary.
std::string words_of(const OptionSpec& option) {
  std::string words;
  for (const auto w : option.words) words += (words.empty() ? "" : " ") + std::string(w);
  return words;
}

/// Finds words that only the ledger knows: `psp completion KIND` prints them, a line each.
struct WordKind {
  std::string_view name;
  std::vector<std::string> (*find)(Context&);
};

template <class Map>
std::vector<std::string> keys_of(const Map& map) {
  std::vector<std::string> keys;
  for (const auto& [key, entry] : map) keys.push_back(key);
  return keys;
}
const Office& office_of(Context& context) { return context.ledger().parsed_office().value; }

constexpr std::array word_kinds{
    WordKind{"cases", [](Context& context) { return context.ledger().case_ids(); }},
    WordKind{"workers", [](Context& context) { return keys_of(office_of(context).workers); }},
    WordKind{"services", [](Context& context) { return keys_of(office_of(context).services); }},
    WordKind{"providers", [](Context& context) { return keys_of(office_of(context).providers); }},
};

/// Returns which kind of words an option or an argument of this name takes; "" if it takes none.
std::string_view kind_for(std::string_view name) {
  struct Completed {
    std::string_view name, kind;
  };
  static constexpr std::array rows{
      Completed{"CASE", "cases"},       Completed{"FROM", "workers"},    Completed{"TO", "workers"},
      Completed{"worker", "workers"},   Completed{"manager", "workers"}, Completed{"by", "workers"},
      Completed{"for", "workers"},      Completed{"WORKER", "workers"},  Completed{"give", "workers"},
      Completed{"service", "services"}, Completed{"to", "providers"},    Completed{"provider", "providers"}};
  for (const auto& row : rows)
    if (row.name == name) return row.kind;
  return "";
}

std::string_view kind_for(const OptionSpec& option) {
  return option.type == Type::text && option.words.empty() ? kind_for(option.name) : "";
}

/// Returns the kind of words that the command's arguments take; "" if they take none.
std::string_view kind_for(const Command& command) {
  for (const auto& argument : command.syntax().arguments)
    if (const auto kind = kind_for(argument.name); !kind.empty()) return kind;
  return "";
}

/// Returns the words that stand for the arguments of a command whatever the ledger.
std::string_view first_words(const Command& command) { return command.name == "completion" ? "bash zsh fish" : ""; }

std::string bash(Language) {
  std::string commands_words, cases;
  for (const auto& command : commands()) {
    commands_words += std::string(command.name) + " ";
    std::string options, values;
    for (const auto& option : all_options(command)) {
      options += "--" + option.name + " ";
      if (!option.words.empty())
        values += fmt::format("        --{}) words=\"{}\" ;;\n", option.name, words_of(option));
      else if (const auto kind = kind_for(option); !kind.empty())
        values += fmt::format("        --{}) kind={} ;;\n", option.name, kind);
    }
    cases += fmt::format("    {})\n      case $previous in\n{}        *) words=\"{}{}\" kind={} ;;\n      esac ;;\n",
                         command.name, values, options, first_words(command), kind_for(command));
  }
  return fmt::format(
      "# bash completion of psp(1)\n"
      "_psp() {{\n"
      "  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} command= word words= kind=\n"
      "  for word in \"${{COMP_WORDS[@]:1:COMP_CWORD-1}}\"; do\n"
      "    case $word in -*) ;; *) command=$word; break ;; esac\n"
      "  done\n"
      "  case $command in\n"
      "    '') words=\"{}\" ;;\n"
      "{}"
      "  esac\n"
      "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
      "  [[ $kind ]] || return 0\n"
      "  while IFS= read -r word; do\n"
      "    [[ $word == \"$current\"* ]] && COMPREPLY+=(\"$word\")\n"
      "  done < <(psp completion \"$kind\" 2>/dev/null)\n"
      "}}\n"
      "complete -o default -F _psp psp\n",
      commands_words, cases);
}

/// Returns the text within single quotes of a shell.
std::string shell_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') out += "'\\''";
    else out += c;
  }
  return out + "'";
}

std::string zsh(Language language) {
  std::string list, cases;
  const auto escaped = [](std::string_view text) {
    std::string out;
    for (const char c : text) {
      if (c == '[' || c == ']' || c == ':') out += '\\';
      out += c;
    }
    return out;
  };
  for (const auto& command : commands()) {
    list += fmt::format("    {}\n",
                        shell_quoted(fmt::format("{}:{}", command.name, escaped(i18n::tr(language, command.help)))));
    std::string options;
    for (const auto& option : all_options(command)) {
      const auto kind = kind_for(option);
      const auto value = option.type == Type::boolean ? std::string()
                         : kind.empty()               ? fmt::format(":{}:({})", option.name, words_of(option))
                                                      : fmt::format(":{}: _psp_words {}", option.name, kind);
      options += " \\\n        " +
                 shell_quoted(fmt::format("--{}[{}]{}", option.name, escaped(i18n::tr(language, option.help)), value));
    }
    const auto kind = kind_for(command);
    const auto words = first_words(command);
    const auto first = !kind.empty()    ? fmt::format("'*:word: _psp_words {}'", kind)
                       : !words.empty() ? fmt::format("'*:word:({})'", words)
                                        : std::string("'*:file:_files'");
    cases += fmt::format("    {}) _arguments{} \\\n        {} ;;\n", command.name, options, first);
  }
  return fmt::format(
      "#compdef psp\n"
      "# zsh completion of psp(1)\n"
      "_psp_words() {{\n"
      "  local -a found=(\"${{(@f)$(psp completion $1 2>/dev/null)}}\")\n"
      "  compadd -a found\n"
      "}}\n"
      "local -a commands=(\n{}  )\n"
      "if (( CURRENT == 2 )); then\n"
      "  _describe command commands\n"
      "else\n"
      "  local command=$words[2]\n"
      "  shift words\n"
      "  (( CURRENT-- ))\n"
      "  case $command in\n{}  esac\n"
      "fi\n",
      list, cases);
}

/// Returns what fish runs to have the words: it takes what a command prints as words, a line each, and evaluates none.
std::string asked_for(std::string_view kind) { return fmt::format("(psp completion {} 2>/dev/null)", kind); }

std::string fish(Language language) {
  std::string out = "# fish completion of psp(1)\ncomplete -c psp -f\n";
  for (const auto& command : commands()) {
    out += fmt::format("complete -c psp -n __fish_use_subcommand -a {} -d {}\n", command.name,
                       shell_quoted(i18n::tr(language, command.help)));
    const auto here = fmt::format("complete -c psp -n '__fish_seen_subcommand_from {}'", command.name);
    for (const auto& option : all_options(command)) {
      const auto kind = kind_for(option);
      const auto value =
          option.type == Type::boolean
              ? std::string()
              : fmt::format(" -x -a {}", shell_quoted(kind.empty() ? words_of(option) : asked_for(kind)));
      out += fmt::format("{} -l {}{} -d {}\n", here, option.name, value, shell_quoted(i18n::tr(language, option.help)));
    }
    const auto kind = kind_for(command);
    const auto words = kind.empty() ? std::string(first_words(command)) : asked_for(kind);
    if (!words.empty()) out += fmt::format("{} -a {}\n", here, shell_quoted(words));
  }
  return out;
}

struct Shell {
  std::string_view name;
  std::string (*script)(Language);
};
constexpr std::array shells{Shell{"bash", bash}, Shell{"zsh", zsh}, Shell{"fish", fish}};

}  // namespace

Syntax completion_syntax() {
  return {{{"SHELL", "bash, zsh or fish; or what their scripts ask for: cases, workers, services, providers"}}, {}};
}

Exit run_completion(Context& context) {
  const auto& given = context.arguments;
  for (const auto& shell : shells)
    if (shell.name == given.text("SHELL")) {
      context.out << shell.script(context.language);
      return Exit::done;
    }
  for (const auto& kind : word_kinds) {
    if (kind.name != given.text("SHELL")) continue;
    for (const auto& word : kind.find(context))
      if (is_reference(word)) context.out << word << '\n';  // such a word is plain, wherever it is put
    return Exit::done;
  }
  throw Failure{Exit::usage, msg("there is a completion for bash, zsh and fish, not for {}", given.text("SHELL"))};
}

}  // namespace psp::cli
