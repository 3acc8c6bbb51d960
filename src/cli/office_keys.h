// Workers and providers as people name them: by the key that psp.toml has for them, or by name.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/context.h"
#include "model/case.h"

namespace psp::cli {

/// Returns what worker_key() returns, or the message with which it fails.
std::variant<std::string, Message> worker_named(Context&, std::string_view option, const std::string& given);

/// Returns the key of the worker whom `given` names: by the key, by the whole name, or by a word of it that no other
/// worker has, whatever the case and diacritics. Returns `given` itself if psp.toml lists no worker or cannot be read.
/// Throws a Failure (Exit::usage) with the nearest if nobody is meant, or several are; `option` says where it was
/// given.
std::string worker_key(Context&, std::string_view option, const std::string& given);

/// Returns the key of the worker at work, as Context::who() finds them. Where psp.toml lists workers and the login
/// name, which is none of them, is all that is there, asks on a terminal who it is, and says how to have it last.
/// Throws a Failure (Exit::usage) as worker_key() does, and without a terminal one that tells how to be one of them.
std::string worker_at_work(Context&);

/// Tells that what was written to these cases bears the login name, since psp.toml lists no workers, and how to list
/// them: of a name that wrote in a case before only if it is root. The cases are as they were before.
void tell_login_name(Context&, const std::vector<const Case*>& before);

/// Returns the key of the worker whom a filter names, as worker_key() finds it. Returns `given` itself if psp.toml
/// knows nobody of that name or more than one, for a case may know it as a key.
std::string worker_meant(Context&, const std::string& given);

/// Throws a Failure (Exit::usage) if the worker whom a filter names, as worker_meant() gave it, is not among those
/// known: it lists those who can be meant, or the nearest. `what` is "worker" or "manager".
void refuse_unknown_worker(Context&, std::string_view what, const std::string& key,
                           const std::set<std::string_view>& known);

/// Returns the key of the provider whom `given` names by key or by the whole name; else `given`, for a provider may be
/// any text. Returns a message if several are meant, or if it is written like a key and is nearly one.
std::variant<std::string, Message> provider_named(Context&, std::string_view option, const std::string& given);

/// If a worker who is to do something has left the office, says so, and asks on a terminal whether that is meant.
/// Returns false if it is not.
bool agrees_though_left(Context&, const std::string& key);
/// Does the same. Throws a Failure (Exit::usage) if it is not meant.
void ask_about_left(Context&, const std::string& key);

}  // namespace psp::cli
