#include "store/ledger.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>

namespace psp::store {

namespace fs = std::filesystem;

bool is_ledger(const fs::path& directory) {
  const auto file = directory / office_file;
  std::error_code error;
  if (fs::exists(file, error)) return true;
  if (error)
    throw Failure{Exit::system, msg("{}: cannot look for it: {}", file.string(), system_reason(error.value()))};
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

Ledger::Ledger(const fs::path& directory, Tell tell, Progress progress)
    : directory_(directory), root_(open_root(directory)), tell_(std::move(tell)), progress_(std::move(progress)) {
  finish_ = lock_and_finish(root(), tell_);
  const std::string file(office_file);
  office_text_ = read_file(root(), file);
  office_ = format::parse_office(office_text_, file);
}

fs::path Ledger::drafts() {
  open_private_directory(root(), std::string(drafts_directory));
  return directory_ / drafts_directory;
}

const Office& Ledger::office() const {
  if (!office_.readable())
    throw Failure{Exit::data, msg("psp.toml must be mended first: it says which services and workers the office has"),
                  office_.diagnostics};
  return office_.value;
}

const Listing& Ledger::listing() const {
  if (listing_) return *listing_;
  const auto at_rest = whole(Access::reads, tell_);
  listing_ = list(directory_, root());
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

std::vector<Diagnostic> Ledger::strays() const {
  std::vector<Diagnostic> all;
  for (const auto& stray : listing().strays) all.push_back(stray.told);
  return all;
}

std::vector<Diagnostic> Ledger::strays_of(std::string_view path) const {
  std::vector<Diagnostic> found;
  const auto id = case_at(path);
  const auto beside = listing_ || id.empty() ? std::vector<Stray>() : list_beside(directory_, root(), id);
  for (const auto& stray : listing_ || id.empty() ? listing().strays : beside)
    if (stray.speaks_of == path) found.push_back(stray.told);
  return found;
}

bool Ledger::has_case(std::string_view id) const {
  std::error_code error;
  const auto type = fs::symlink_status(directory_ / case_path(id), error).type();
  return type != fs::file_type::not_found && type != fs::file_type::none;
}

std::optional<std::string> Ledger::text_of(const std::string& path) const {
  std::error_code error;
  // A link is there, wherever it leads: reading it refuses.
  const auto type = fs::symlink_status(directory_ / path, error).type();
  if (type == fs::file_type::not_found) return std::nullopt;
  if (type == fs::file_type::none) {  // whether it is there could not be told
    errno = error.value();
    fail(path, "open the file");
  }
  return read_text(path);
}

format::ParsedCase Ledger::read_case(const std::string& id) const {
  const auto path = case_path(id);
  return format::parse_case(read_text(path), path);
}

namespace {

using Work = std::function<void(std::size_t)>;

/// Calls a `worker` of each processor with numbers below `all`, each once. Throws the first that a call throws, and
/// then begins no more of them.
void on_all_processors(std::size_t all, const std::function<Work()>& worker, const Progress& progress) {
  constexpr std::size_t worth_a_thread = 64, piece = 16;
  std::atomic<std::size_t> next{0};
  std::exception_ptr failed;
  std::mutex failing;
  const auto work_on = [&](bool tells) {
    try {
      const auto work = worker();
      for (std::size_t begin; (begin = next.fetch_add(piece)) < all;) {
        if (tells) progress(begin, all);
        for (auto i = begin; i < std::min(begin + piece, all); ++i) work(i);
      }
    } catch (...) {
      next = all;
      const std::lock_guard alone(failing);
      if (!failed) failed = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> others;
    const auto processors = std::max(1u, std::thread::hardware_concurrency());
    try {
      for (std::size_t n = 1; n < processors && n * worth_a_thread < all; ++n) others.emplace_back(work_on, false);
    } catch (const std::system_error&) {
      // The machine has no thread to spare: this one does it alone.
    }
    work_on(true);
  }
  progress(all, all);
  if (failed) std::rethrow_exception(failed);
}

Message why_unread(int root, const std::string& path, const Failure& failure) {
  if (failure.exit != Exit::system || is_there(root, path)) return failure.message;
  return msg("is gone since psp began to read: it was given another number, or removed; run the command again");
}

}  // namespace

Finish Ledger::read_cases(const std::vector<std::string>& ids,
                          const std::function<void(std::size_t, format::ParsedCase, const std::string& text)>& take,
                          const std::function<bool(std::string_view text)>& wants) const {
  Finish finish;
  std::optional<WholeLedger> at_rest;
  do {
    at_rest.reset();
    finish = lock_and_finish(root(), tell_);
    at_rest.emplace(root(), whole_held_, Access::reads, tell_);
    // What began in between, and was stopped half-way, must be finished first.
  } while (finish.whole() && is_unfinished(root()));
  on_all_processors(
      ids.size(),
      [&]() -> Work {
        return [&, reader = std::make_shared<FileReader>(root())](std::size_t i) {
          const auto path = case_path(ids[i]);
          std::string text;
          try {
            text = reader->read(path);
          } catch (const Failure& failure) {
            format::ParsedCase unread;
            unread.value.file = path;
            unread.diagnostics.push_back({Severity::error, path, 1, 1, why_unread(root(), path, failure)});
            return take(i, std::move(unread), text);
          }
          if (!wants || wants(text)) take(i, format::parse_case(text, path), text);
        };
      },
      progress_);
  return finish;
}

}  // namespace psp::store
