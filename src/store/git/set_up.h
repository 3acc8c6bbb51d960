// What git is to know of a ledger: settings of the clone, lines of .gitattributes and .gitignore, hooks. They are
// written down once, here: psp init --git sets them, psp doctor looks whether they are there.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/message.h"
#include "store/disk/file.h"
#include "store/git/repository.h"

namespace psp::store {

/// A setting of the clone.
struct GitSetting {
  std::string_view key, value;
  std::string_view help;  ///< what it is for
};
std::span<const GitSetting> git_settings();

// git's files in the ledger's directory.
constexpr std::string_view attributes_file = ".gitattributes", ignore_file = ".gitignore";

/// The first stands in .gitignore above what psp has git leave alone; the second stands there if people/ is in git.
constexpr std::string_view ignored_comment = "# This machine's own, and who the clients are: never committed.",
                           ignored_but_people_comment = "# This machine's own: never committed.";

/// Returns the names of the hooks.
std::span<const std::string_view> git_hooks();

/// Returns the line by which a hook has this ledger looked through: `psp -C office check --staged --hook || exit 1`.
std::string hook_line(const Repository&);

/// Returns true for the text of a hook in which nothing stands but what psp writes.
bool is_psps_hook(std::string_view text);

struct Hook {
  std::filesystem::path file;
  std::filesystem::path lasting;  ///< where a line stays: that file, or what it is made from, as by husky
  std::string_view made_by;       ///< the program that makes the file anew; "" if none does
  bool there = false;
  bool ours = false;        ///< psp wrote it
  bool executable = false;  ///< git runs it
  bool checks = false;      ///< it runs psp check --staged --hook for this ledger
};
Hook hook_of(const Repository&, std::string_view name);

/// Returns true if git puts people/ through a filter that encrypts: it may then be tracked. Throws a Failure if git
/// gives no answer.
bool encrypts_people(const Repository&);

/// Returns true for a path under people/, other than git's own files there.
bool tells_of_people(std::string_view path);

/// Returns true for a text of people/ that anyone can read: neither git-crypt, age nor OpenPGP has encrypted it.
bool in_the_clear(std::string_view text);

/// Says what was set up in git, and what a person has to do.
struct SetUp {
  std::vector<Message> set = {};
  std::vector<Message> left = {};
  Durable durable = Durable::yes;
};

/// Adds to git's files in a ledger's directory the lines that they lack. Throws a Failure.
SetUp add_git_lines(const std::filesystem::path& ledger, bool encrypted);

/// Sets what is missing, the repository included. Nothing is committed, no hook of another's is touched. Throws a
/// Failure (Exit::system); what was set before stays, and a second run does the rest.
SetUp set_up_git(const std::filesystem::path& ledger);

}  // namespace psp::store
