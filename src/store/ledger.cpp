#include "store/ledger.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <exception>
#include <mutex>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "store/disk/lock.h"

namespace psp::store {

namespace fs = std::filesystem;

bool is_ledger(const fs::path& directory) {
  const auto file = directory / office_file;
  std::error_code error;
  if (fs::exists(file, error)) return true;
  if (error) throw Failure{Exit::system, msg("{}: cannot look for it: {}", file.string(), error.message())};
  return false;
}

fs::path find_ledger(const fs::path& given, const fs::path& start) {
  if (!given.empty()) {
    if (is_ledger(given)) return given;
    throw Failure{Exit::usage, msg("{} is no ledger: there is no psp.toml in it; psp init starts one", given.string())};
  }
  for (auto at = start; !at.empty(); at = at.parent_path()) {
    if (is_ledger(at)) return at;
    if (at == at.root_path()) break;
  }
  throw Failure{
      Exit::usage,
      msg("no ledger here: go into its directory, name it with -C or PSP_LEDGER, or start one with psp init")};
}

Ledger::Ledger(const fs::path& directory, Tell tell) : directory_(directory), tell_(std::move(tell)) {
  root_ = Descriptor(open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!root_) fail(directory.string(), "open the directory");
  finish_before();
  const std::string file(office_file);
  office_text_ = read_file(root_.get(), file);
  office_ = format::parse_office(office_text_, file);
}

fs::path Ledger::drafts() const {
  open_private_directory(root_.get(), std::string(drafts_directory));
  return directory_ / drafts_directory;
}

const Office& Ledger::office() const {
  if (!office_.readable())
    throw Failure{Exit::data, msg("psp.toml must be mended first: it says which services and workers the office has"),
                  office_.diagnostics};
  return office_.value;
}

Ledger::Apart::Apart(const Ledger& ledger, Access access, const Tell& tell) : ledger_(ledger) {
  if (ledger_.apart_) return;
  held_.emplace(ledger_.root_.get(), access, tell);
  ledger_.apart_ = true;
}

Ledger::Apart::~Apart() {
  if (held_) ledger_.apart_ = false;
}

const Listing& Ledger::listing() const {
  if (listing_) return *listing_;
  const Apart at_rest(*this, Access::reads, tell_);
  listing_ = list(directory_, root_.get());
  strays_.clear();
  for (const auto& stray : listing_->strays) strays_.push_back(stray.told);
  return *listing_;
}

void Ledger::refuse_unread() const {
  if (const auto& unread = listing().unread; !unread.empty())
    throw Failure{Exit::system, msg("not all cases can be seen: a directory cannot be read"), unread};
}

const std::vector<std::string>& Ledger::taken_ids() const {
  refuse_unread();
  return listing().taken;
}

const std::vector<Diagnostic>& Ledger::strays() const {
  listing();
  return strays_;
}

std::vector<Diagnostic> Ledger::strays_of(std::string_view path) const {
  std::vector<Diagnostic> found;
  for (const auto& stray : listing().strays)
    if (stray.speaks_of == path) found.push_back(stray.told);
  return found;
}

format::ParsedCase Ledger::read_case(const std::string& id) const {
  const auto path = case_path(id);
  return format::parse_case(read_file(root_.get(), path), path);
}

void Ledger::read_cases(const std::vector<std::string>& ids,
                        const std::function<void(std::size_t, format::ParsedCase)>& take) const {
  read_cases(ids, [&](std::size_t i, format::ParsedCase parsed, const std::string&) { take(i, std::move(parsed)); });
}

void Ledger::read_cases(
    const std::vector<std::string>& ids,
    const std::function<void(std::size_t, format::ParsedCase, const std::string& text)>& take) const {
  std::optional<Apart> at_rest;
  do {
    at_rest.reset();
    finish_before();
    at_rest.emplace(*this, Access::reads, tell_);
    // What began in between, and was stopped half-way, must be finished first.
  } while (finish_.whole() && is_unfinished(root_.get()));
  const auto why_unread = [&](const std::string& path, const Failure& failure) {
    if (failure.exit != Exit::system || is_there(root_.get(), path)) return failure.message;
    return msg("is gone since psp began to read: it was given another number, or removed; run the command again");
  };
  const auto read_or_say_why = [&](std::size_t i) {
    const auto path = case_path(ids[i]);
    std::string text;
    format::ParsedCase unread;
    try {
      text = read_file(root_.get(), path);
    } catch (const Failure& failure) {
      unread.value.file = path;
      unread.diagnostics.push_back({Severity::error, path, 1, 1, why_unread(path, failure)});
      return take(i, std::move(unread), text);
    }
    take(i, format::parse_case(text, path), text);
  };
  constexpr std::size_t worth_a_thread = 64;
  std::atomic<std::size_t> next{0};
  std::exception_ptr failed;  // the first thing that was thrown, which ends the reading
  std::mutex failing;
  const auto work = [&] {
    try {
      for (std::size_t i; (i = next++) < ids.size();) read_or_say_why(i);
    } catch (...) {
      next = ids.size();
      const std::lock_guard alone(failing);
      if (!failed) failed = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> others;
    const auto processors = std::max(1u, std::thread::hardware_concurrency());
    try {
      for (std::size_t n = 1; n < processors && n * worth_a_thread < ids.size(); ++n) others.emplace_back(work);
    } catch (const std::system_error&) {
      // The machine has no thread to spare: this one does it alone.
    }
    work();
  }
  if (failed) std::rethrow_exception(failed);
}

}  // namespace psp::store
