// psp completion: scripts for bash, zsh and fish, made from the table of commands.
#include <array>
#include <ostream>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/context.h"

namespace psp::cli {
namespace {

std::vector<OptionSpec> all_options(const Command& command) {
  const auto own = command.syntax().options;
  auto options = own;
  for (const auto& option : global_options())
    if (!has_option(own, option.name)) options.push_back(option);
  return options;
}

/// The words that may stand for an option: its vocabulary.
std::string words_of(const OptionSpec& option) {
  std::string words;
  for (const auto w : option.words) words += (words.empty() ? "" : " ") + std::string(w);
  return words;
}

std::string first_words(const Command& command) {
  for (const auto& argument : command.syntax().arguments)
    if (argument.name == "CASE") return "$(psp list -q 2>/dev/null | cut -d ' ' -f 1)";
  if (command.name == "completion") return "bash zsh fish";
  return "";
}

std::string bash() {
  std::string commands_words, cases;
  for (const auto& command : commands()) {
    commands_words += std::string(command.name) + " ";
    std::string options, values;
    for (const auto& option : all_options(command)) {
      options += "--" + option.name + " ";
      if (!option.words.empty())
        values += fmt::format("        --{}) words=\"{}\" ;;\n", option.name, words_of(option));
    }
    cases += fmt::format("    {})\n      case $previous in\n{}        *) words=\"{}{}\" ;;\n      esac ;;\n",
                         command.name, values, options, first_words(command));
  }
  return fmt::format(
      "# bash completion of psp(1)\n"
      "_psp() {{\n"
      "  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} command= word words=\n"
      "  for word in \"${{COMP_WORDS[@]:1:COMP_CWORD-1}}\"; do\n"
      "    case $word in -*) ;; *) command=$word; break ;; esac\n"
      "  done\n"
      "  case $command in\n"
      "    '') words=\"{}\" ;;\n"
      "{}"
      "  esac\n"
      "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
      "}}\n"
      "complete -o default -F _psp psp\n",
      commands_words, cases);
}

/// Text within single quotes of a shell.
std::string shell_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') out += "'\\''";
    else out += c;
  }
  return out + "'";
}

std::string zsh() {
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
    list += fmt::format("    {}\n", shell_quoted(fmt::format("{}:{}", command.name, escaped(command.help))));
    std::string options;
    for (const auto& option : all_options(command)) {
      const auto value =
          option.type == Type::boolean ? std::string() : fmt::format(":{}:({})", option.name, words_of(option));
      options += " \\\n        " + shell_quoted(fmt::format("--{}[{}]{}", option.name, escaped(option.help), value));
    }
    const auto words = first_words(command);
    const auto first = words.empty() ? std::string("'*:file:_files'") : fmt::format("\"*:case:({})\"", words);
    cases += fmt::format("    {}) _arguments{} \\\n        {} ;;\n", command.name, options, first);
  }
  return fmt::format(
      "#compdef psp\n"
      "# zsh completion of psp(1)\n"
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

std::string fish() {
  std::string out = "# fish completion of psp(1)\ncomplete -c psp -f\n";
  for (const auto& command : commands()) {
    out +=
        fmt::format("complete -c psp -n __fish_use_subcommand -a {} -d {}\n", command.name, shell_quoted(command.help));
    const auto here = fmt::format("complete -c psp -n '__fish_seen_subcommand_from {}'", command.name);
    for (const auto& option : all_options(command)) {
      const auto value =
          option.type == Type::boolean ? std::string() : fmt::format(" -x -a {}", shell_quoted(words_of(option)));
      out += fmt::format("{} -l {}{} -d {}\n", here, option.name, value, shell_quoted(option.help));
    }
    auto words = first_words(command);
    if (words.starts_with("$(")) words = words.substr(1);  // fish's own form of a command substitution
    if (!words.empty()) out += fmt::format("{} -a {}\n", here, shell_quoted(words));
  }
  return out;
}

struct Shell {
  std::string_view name;
  std::string (*script)();
};
constexpr std::array shells{Shell{"bash", bash}, Shell{"zsh", zsh}, Shell{"fish", fish}};

}  // namespace

Syntax completion_syntax() { return {{{"SHELL", "bash, zsh or fish"}}, {}}; }

Exit run_completion(Context& context, const Arguments& given) {
  for (const auto& shell : shells)
    if (shell.name == given.text("SHELL")) {
      context.out << shell.script();
      return Exit::done;
    }
  throw Failure{Exit::usage, msg("there is a completion for bash, zsh and fish, not for {}", given.text("SHELL"))};
}

}  // namespace psp::cli
