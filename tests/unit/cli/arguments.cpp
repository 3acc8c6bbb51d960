#include "test.h"

#include <algorithm>
#include <set>

#include "cli/arguments.h"
#include "i18n/tr.h"
#include "model/record.h"

using namespace psp;
using namespace psp::cli;

namespace {

using Words = std::vector<std::string>;

Arguments given(const Words& words) { return std::get<Arguments>(parse_arguments(words, Language::en)); }
std::string shown(const Words& words) { return std::get<Shown>(parse_arguments(words, Language::en)).text; }

std::string wrong(const Words& words) {
  try {
    parse_arguments(words, Language::en);
  } catch (const Failure& failure) {
    CHECK(failure.exit == Exit::usage);
    return i18n::tr(Language::en, failure.message);
  }
  return "nothing wrong";
}

}  // namespace

TEST_CASE("commands and their options are named once; one of a global option's name takes a value like it") {
  std::set<std::string> global{"help", "version"}, letters{"h"}, names, values;
  for (const auto& option : global_options()) {
    if (option.type != Type::boolean) values.insert(option.name);
    INFO(option.name);
    CHECK(global.insert(option.name).second);
    if (option.letter) CHECK(letters.insert(std::string(1, option.letter)).second);
  }
  for (const auto& command : commands()) {
    CHECK(names.insert(std::string(command.name)).second);
    CHECK(find_command(command.name) == &command);
    CHECK_FALSE(command.help.empty());
    CHECK_FALSE(command.formats.empty());
    auto taken = global;
    auto taken_letters = letters;
    std::set<std::string> arguments;
    const auto syntax = command.syntax();
    for (const auto& option : syntax.options) {
      INFO(command.name << " --" << option.name);
      CHECK((taken.insert(option.name).second || (values.contains(option.name) && option.type != Type::boolean)));
      if (option.negatable) CHECK(taken.insert("no-" + option.name).second);
      if (option.negatable) CHECK(option.type == Type::boolean);
      if (option.letter) CHECK(taken_letters.insert(std::string(1, option.letter)).second);
      CHECK_FALSE(option.help.empty());
      CHECK(option.name.find('_') == std::string::npos);
    }
    bool optional = false, many = false;
    for (const auto& argument : syntax.arguments) {
      INFO(command.name << " " << argument.name);
      CHECK(arguments.insert(argument.name).second);
      CHECK_FALSE((optional && !many && argument.required));
      // What stands behind one that takes many gets the last words: there is one of it for each.
      CHECK_FALSE((many && (argument.many || !argument.required)));
      many = many || argument.many;
      optional = optional || !argument.required;
    }
    // The values of arguments and of options stand in one map.
    for (const auto& name : arguments) CHECK_FALSE(taken.contains(name));
  }
}

TEST_CASE("every command can be asked for its help") {
  for (const auto& command : commands()) {
    INFO(command.name);
    const auto text = shown({"help", std::string(command.name)});
    for (const auto& option : command.syntax().options) {
      INFO(option.name);
      CHECK(text.find("--" + option.name) != std::string::npos);
      if (option.negatable) CHECK(text.find("--no-" + option.name) != std::string::npos);
    }
    CHECK(text.find("{false}") == std::string::npos);
    // A command that passes its words on passes this on as well.
    if (!command.passes_on) CHECK(shown({std::string(command.name), "--help"}) == text);
    CHECK(shown({"--help"}).find("\n  " + std::string(command.name) + " ") != std::string::npos);
  }
  CHECK(shown({}) == shown({"--help"}));
  CHECK(shown({"help"}) == shown({"--help"}));
  CHECK(shown({"--version"}).starts_with("psp "));
}

TEST_CASE("a command that passes its words on takes all of them, and reads none") {
  const auto a = given({"-q", "git", "log", "--format", "%h", "-C", "x", "--", "--by"});
  CHECK(a.all("ARGS") == psp::Texts{"log", "--format", "%h", "-C", "x", "--", "--by"});
  CHECK(a.on("quiet"));
  CHECK_FALSE(a.has("format"));
  CHECK(given({"git"}).all("ARGS").empty());
}

TEST_CASE("arguments and options are found by their names") {
  const auto a = given({"attendance", "42", "missed", "--notice", "--no-justified", "--reason", "overslept, again"});
  CHECK(a.command == find_command("attendance"));
  CHECK(a.text("CASE") == "42");
  CHECK(a.text("OUTCOME") == "missed");
  CHECK(a.flag("notice") == true);
  CHECK(a.flag("justified") == false);
  CHECK(a.flag("notice-waived") == std::nullopt);
  CHECK(a.on("notice"));
  CHECK_FALSE(a.on("justified"));
  CHECK(a.text("reason") == "overslept, again");
  CHECK(a.has("reason"));
  CHECK_FALSE(a.has("session"));
  CHECK(a.text("session") == "");
  CHECK(a.all("session").empty());
}

TEST_CASE("of a flag and its twin the last counts") {
  CHECK(given({"review", "42", "--agreed", "--no-agreed"}).flag("agreed") == false);
  CHECK(given({"review", "42", "--no-agreed", "--agreed"}).flag("agreed") == true);
  CHECK(given({"review", "42", "--agreed", "--agreed"}).flag("agreed") == true);
}

TEST_CASE("a flag with a value means what the value says, or is refused") {
  for (const auto* word : {"no", "off", "0"}) {
    INFO(word);
    const auto parsed = [&]() -> std::optional<bool> {
      try {
        return given({"review", "42", std::string("--agreed=") + word}).flag("agreed");
      } catch (const Failure&) {
        return false;
      }
    }();
    CHECK(parsed == false);
  }
}

TEST_CASE("lists are parted by commas or repeated") {
  const auto list = [](const Words& more) {
    Words words{"attendance", "42", "attended"};
    words.insert(words.end(), more.begin(), more.end());
    return given(words).all("parts");
  };
  CHECK(list({"--parts", "introduction,support"}) == Words{"introduction", "support"});
  CHECK(list({"--parts", "introduction", "--parts", "support"}) == Words{"introduction", "support"});
  CHECK(list({"--parts=introduction,support", "--parts=options"}) == Words{"introduction", "support", "options"});
  CHECK(list({"--parts", "introduction"}) == Words{"introduction"});
  CHECK(given({"session", "42", "next", "tue", "10:00", "--minutes", "50"}).all("WHEN") ==
        Words{"next", "tue", "10:00"});
  CHECK(given({"status", "42", "43"}).all("CASE") == Words{"42", "43"});
  CHECK(given({"status"}).all("CASE").empty());
}

TEST_CASE("texts are taken as they are given") {
  for (const auto* text : {"one, two", "-", "@", "-5 degrees", "--not-an-option", "a=b", "\"quoted\"", "'x'",
                           " blanks ", "č", "%%", "{}", "[", "]", "[a", "a]", "1]", "#x"}) {
    INFO(text);
    CHECK(given({"remark", "42", "--text", text}).all("text") == Words{text});
    CHECK(given({"remark", "42", std::string("--text=") + text}).all("text") == Words{text});
  }
}

TEST_CASE("texts in brackets are taken as they are given") {
  CHECK(given({"remark", "42", "--text", "[moved, see below]"}).all("text") == Words{"[moved, see below]"});
  CHECK(given({"remark", "42", "--text", "[unclear]"}).all("text") == Words{"[unclear]"});
}

TEST_CASE("global options stand before the command or behind it") {
  for (const auto& words :
       {Words{"-C", "office", "--lang", "sl", "-q", "status"}, Words{"status", "-C", "office", "--lang", "sl", "-q"},
        Words{"--ledger=office", "--lang=sl", "--quiet", "status"}}) {
    const auto a = given(words);
    CHECK(a.command == find_command("status"));
    CHECK(a.text("ledger") == "office");
    CHECK(a.text("lang") == "sl");
    CHECK(a.on("quiet"));
    CHECK_FALSE(a.on("yes"));
  }
  // The value of an option is no command.
  CHECK(given({"--by", "why", "status"}).command == find_command("status"));
}

TEST_CASE("behind its name a command's own option goes before the global one of that name") {
  CHECK(given({"log", "--by", "day"}).text("by") == "day");
  CHECK(given({"--by", "ana", "log", "--by", "day"}).text("by") == "day");
  CHECK(given({"log", "--by=day", "--since", "today"}).text("by") == "day");
  CHECK_FALSE(given({"--by", "ana", "log"}).has("by"));
  CHECK(given({"--by", "ana", "status"}).text("by") == "ana");
  CHECK(given({"remark", "42", "--text", "x", "--by", "ana"}).text("by") == "ana");
}

TEST_CASE("an unknown command or option is refused with the nearest") {
  CHECK(wrong({"statsu", "--level", "warn"}) == "there is no command \"statsu\"; did you mean psp status?");
  CHECK(given({"irena", "oblak", "--format", "json"}).text("CASE") == "irena oblak");
  CHECK(wrong({"help", "statsu"}) == "there is no command \"statsu\"; did you mean psp status?");
  CHECK(wrong({"-C", "office", "statsu", "12", "--lvel", "x"}) ==
        "there is no command \"statsu\"; did you mean psp status?");
  CHECK(wrong({"status", "--lvel", "warn"}) == "it does not take --lvel; did you mean --level?");
  CHECK(wrong({"status", "--lvel=warn"}) == "it does not take --lvel=warn; did you mean --level?");
  CHECK(wrong({"status", "--frobnicate"}) == "it does not take --frobnicate (psp status --help tells what it takes)");
  CHECK(wrong({"status", "--formt", "json"}) == "it does not take --formt; did you mean --format?");
  CHECK(wrong({"attendance", "42", "missed", "--no-reason"}).starts_with("it does not take --no-reason"));
  CHECK(wrong({"show", "42", "43"}) == "it does not take 43 (psp show --help tells what it takes)");
}

TEST_CASE("a word alone that is no command is shown") {
  const auto arguments = given({"-C", "office", "oblak", "--format", "json"});
  CHECK(arguments.command == find_command("show"));
  CHECK(arguments.shows_word);
  CHECK(arguments.text("CASE") == "oblak");
  CHECK(arguments.text("format") == "json");
  CHECK_FALSE(given({"show", "oblak"}).shows_word);
}

TEST_CASE("what is missing or too much is named") {
  CHECK(wrong({"attendance", "42"}) == "OUTCOME is missing (psp attendance --help tells what it takes)");
  CHECK(wrong({"show"}) == "CASE is missing (psp show --help tells what it takes)");
  CHECK(wrong({"remark", "42", "--text"}) == "--text wants one value (psp remark --help tells what it takes)");
  CHECK(wrong({"remark", "42", "--text", "x", "--text", "y"}) ==
        "--text wants one value (psp remark --help tells what it takes)");
}

TEST_CASE("behind an argument that takes many, the last words are those of the arguments that follow") {
  const auto all = given({"refile", "1", "aaa", "bbb", "2"});
  CHECK(all.text("CASE") == "1");
  CHECK(all.all("ID") == Words{"aaa", "bbb"});
  CHECK(all.text("OTHER") == "2");
  CHECK(given({"refile", "1", "aaa", "--yes", "2", "-q"}).text("OTHER") == "2");
  CHECK(wrong({"refile", "1", "aaa"}) == "OTHER is missing (psp refile --help tells what it takes)");
  CHECK(wrong({"refile", "1"}) == "ID is missing (psp refile --help tells what it takes)");
  CHECK(shown({"refile", "--help"}).find("OTHER") != std::string::npos);
}

TEST_CASE("each kind of record names commands that there are") {
  for (const auto& kind : record_kinds()) {
    INFO(kind.name);
    CHECK(find_command(kind.command));
    CHECK((kind.command_for_several.empty() || find_command(kind.command_for_several)));
  }
}
