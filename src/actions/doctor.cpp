#include "actions/doctor.h"

#include <algorithm>
#include <array>
#include <mutex>

#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "actions/read_cases.h"
#include "store/disk/lock.h"
#include "store/git/set_up.h"

namespace psp::actions {
namespace {

namespace fs = std::filesystem;
using report::Health;
using report::HealthFinding;

Found look_at_ledger(const Examined& at) {
  const auto path = fs::absolute(at.ledger).lexically_normal().string();
  if (!at.opened) return HealthFinding{Health::wrong, msg("{}: {}", path, at.why_not_opened)};
  const auto& office = at.opened->parsed_office();
  if (!office.readable())
    return HealthFinding{Health::wrong,
                         msg("{}: psp.toml cannot be read: {}", path, office.diagnostics.front().message),
                         at.psp + " check psp.toml"};
  const auto name = office.value.settings.name;
  const auto cases = msg_count(number(at.opened->case_ids().size()), "{} case", "{} cases");
  if (at.unreadable > 0)
    return HealthFinding{Health::wrong,
                         msg_count(number(at.unreadable), "{1}, {2}, {3}; {0} file cannot be read",
                                   "{1}, {2}, {3}; {0} files cannot be read", path, name, cases),
                         at.psp + " check"};
  if (has_errors(at.opened->strays()))
    return HealthFinding{Health::wrong,
                         msg("{}, {}, {}; other files lie there that are not counted", path, name, cases),
                         at.psp + " check"};
  return HealthFinding{Health::ok, msg("{}, {}, {}", path, name, cases)};
}

Found look_at_worker(const Examined& at) {
  if (!at.opened) return std::nullopt;
  if (const auto* nobody = std::get_if<Message>(&at.worker)) return HealthFinding{Health::note, *nobody};
  const auto& who = std::get<AtWork>(at.worker);
  const auto& office = at.opened->parsed_office();
  if (!office.readable()) return HealthFinding{Health::note, msg("{}, from {}", who.given, msg(who.found))};
  const auto& workers = office.value.workers;
  if (workers.empty())
    return HealthFinding{Health::note, msg("{}, from {}; psp.toml lists no worker yet", who.given, msg(who.found))};
  if (workers.contains(who.key)) return HealthFinding{Health::ok, msg("{}, from {}", who.key, msg(who.found))};
  return HealthFinding{
      Health::note,
      msg("{}, from {}, is none of the workers in psp.toml, and can record nothing: put the email of git into "
          "one's own entry there, or say --by",
          who.given, msg(who.found)),
      at.psp + " git config user.email"};
}

/// What psp relies on, and a file system may not have.
struct FileSystem {
  long type;
  std::string_view name;
  std::string_view lacks;
};
constexpr std::array file_systems{
    FileSystem{0x4d44, "vfat", marked("it keeps nobody out, and a power cut may lose what was recorded")},
    FileSystem{0x2011bab0, "exfat", marked("it keeps nobody out, and a power cut may lose what was recorded")},
    FileSystem{0x6969, "nfs", marked("two machines that write at once rely on its locks")},
    FileSystem{0xff534d42, "cifs", marked("two machines that write at once rely on its locks")},
    FileSystem{0xfe534d42, "smb", marked("two machines that write at once rely on its locks")},
    FileSystem{0x65735546, "fuse",
               marked("whether it has locks, and keeps what was recorded, depends on what is behind it")},
};

Found look_at_file_system(const Examined& at) {
  struct statfs info {};
  if (statfs(at.ledger.c_str(), &info) != 0) return std::nullopt;
  for (const auto& fs : file_systems)
    if (static_cast<unsigned long>(info.f_type) == static_cast<unsigned long>(fs.type))
      return HealthFinding{Health::note, msg("the ledger lies on {}: {}", fs.name, msg(fs.lacks))};
  if (access(at.ledger.c_str(), W_OK) != 0)
    return HealthFinding{Health::wrong, msg("nothing can be written to the ledger")};
  return HealthFinding{Health::ok, msg("files can be locked and replaced")};
}

bool open_to_others(const fs::path& path) {
  struct stat info {};
  return lstat(path.c_str(), &info) == 0 && !S_ISLNK(info.st_mode) && (info.st_mode & 0077) != 0;
}

/// Returns how many of the ledger's own files others could read, if they could go into its directory.
std::size_t open_files(const fs::path& ledger) {
  std::size_t n = open_to_others(ledger / office_file);
  for (const std::string_view part : {"cases", "people", ".psp"}) {
    std::error_code error;
    for (fs::recursive_directory_iterator file(ledger / part, error), end; !error && file != end; file.increment(error))
      n += open_to_others(file->path());
  }
  return n;
}

Found look_at_permissions(const Examined& at) {
  struct stat info {};
  if (stat(at.ledger.c_str(), &info) != 0) return std::nullopt;
  const auto directory = store::shell_word(fs::absolute(at.ledger).lexically_normal().string());
  if (info.st_uid != geteuid())
    return HealthFinding{Health::note, msg("the ledger's directory belongs to another user")};
  if (open_to_others(at.ledger))
    return HealthFinding{Health::wrong, msg("others on this machine can go into the ledger"), "chmod 700 " + directory};
  if (at.repository && !at.repository->prefix.empty() && open_to_others(at.repository->top) &&
      open_to_others(at.repository->common))
    return HealthFinding{Health::wrong, msg("others on this machine can read what git keeps of the ledger"),
                         "chmod 700 " + store::shell_word(at.repository->common.lexically_normal().string())};
  if (const auto n = open_files(at.ledger); n > 0)
    return HealthFinding{Health::note,
                         msg_count(number(n), "only the ledger's directory keeps others out of {} file in it",
                                   "only the ledger's directory keeps others out of {} files in it"),
                         "chmod -R go= " + directory};
  return HealthFinding{Health::ok, msg("only you can read the ledger")};
}

Found look_at_lock(const Examined& at) {
  const auto holder = store::lock_holder(at.ledger);
  if (!holder) return HealthFinding{Health::ok, msg("nobody is writing")};
  return HealthFinding{Health::note, msg("held by {}", *holder)};
}

Found look_at_unfinished(const Examined& at) {
  if (!at.opened) return std::nullopt;
  if (const auto& waiting = at.waiting; !waiting.empty())
    return HealthFinding{
        Health::wrong,
        msg_count(number(waiting.size()), "a write that was stopped half-way waits for {} case file to be mended",
                  "a write that was stopped half-way waits for {} case files to be mended"),
        at.psp + " check"};
  const auto& strays = at.opened->strays();
  const auto left = std::count_if(strays.begin(), strays.end(),
                                  [](const auto& d) { return ledger_file(d.file).kind == FileKind::unfinished; });
  if (left > 0)
    return HealthFinding{Health::note,
                         msg_count(left, "{} file was left behind when psp or the machine was stopped",
                                   "{} files were left behind when psp or the machine was stopped"),
                         at.psp + " check"};
  return HealthFinding{Health::ok, msg("no write was stopped half-way")};
}

Found look_at_drafts(const Examined& at) {
  if (!at.opened) return std::nullopt;
  if (const auto cases = at.opened->drafts_waiting().size(); cases > 0)
    return HealthFinding{Health::note,
                         msg_count(number(cases), "the draft of {} case waits: what is in it is not recorded",
                                   "the drafts of {} cases wait: what is in them is not recorded"),
                         at.psp + " edit"};
  std::size_t n = 0;
  std::error_code error;
  const auto drafts = at.ledger / store::drafts_directory;
  for (fs::directory_iterator file(drafts, error), end; !error && file != end; file.increment(error))
    n += file->is_regular_file(error);
  if (n == 0) return HealthFinding{Health::ok, msg("no text waits in the drafts")};
  return HealthFinding{
      Health::note,
      msg_count(number(n), "{} text that was never recorded is kept", "{} texts that were never recorded are kept"),
      "ls " + store::shell_word(fs::absolute(drafts).lexically_normal().string())};
}

Found look_at_clock(const Examined& at) {
  if (at.clock_left_standing)
    return HealthFinding{Health::wrong,
                         msg("PSP_NOW makes it stand still at {}: unset PSP_NOW, or all is written down with that "
                             "day",
                             at.now.local)};
  constexpr long long given = 60;  // seconds: writes that follow fast upon each other are dated a little ahead
  const auto now = at.now.local;
  if (at.last_record && instant(*at.last_record) > instant(at.now) + given)
    return HealthFinding{Health::wrong, msg("{}, which is before the last record, of {}", now, at.last_record->local)};
  return HealthFinding{Health::ok, msg("{}", now)};
}

Found look_at_versions(const Examined& at) {
  return HealthFinding{Health::ok,
                       at.git.empty() ? msg("psp {}", PSP_VERSION) : msg("psp {}, git {}", PSP_VERSION, at.git)};
}

constexpr std::array ledger_table{
    DoctorRow{"ledger", look_at_ledger},
    DoctorRow{"worker", look_at_worker},
    DoctorRow{"clock", look_at_clock},
    DoctorRow{"lock", look_at_lock},
    DoctorRow{"unfinished", look_at_unfinished},
    DoctorRow{"drafts", look_at_drafts},
    DoctorRow{"permissions", look_at_permissions},
    DoctorRow{"files", look_at_file_system},
    DoctorRow{"versions", look_at_versions},
};

void read_all(Examined& at) {
  std::mutex mutex;
  auto read = read_files(*at.opened, at.opened->case_ids(), [&](const FileRead& file) {
    const std::lock_guard guard(mutex);
    if (!file.parsed.readable()) {
      ++at.unreadable;
      return;
    }
    const auto& c = file.parsed.value;
    auto last = c.header.recorded;
    for (const auto& r : c.records)
      if (instant(*r.recorded) > instant(*last)) last = r.recorded;
    if (!at.last_record || instant(*last) > instant(*at.last_record)) at.last_record = last;
  });
  at.waiting = std::move(read.waiting);
}

Examined examine(const DoctorRequest& request) {
  Examined at{request};
  if (at.opened) {
    try {
      read_all(at);
    } catch (const Failure& failure) {
      at.why_not_opened = failure.message;
      at.opened = nullptr;
    }
  }
  try {
    at.git = store::git_version();
    const auto repository = store::repository_of(at.ledger);
    if (const auto* none = repository.none()) at.no_answer = *none;
    else at.repository = repository.or_fail();
  } catch (const Failure&) {
    // There is no git, which has a row of its own.
  }
  return at;
}

/// Looks at one thing. What cannot be looked at counts as wrong.
Found looked_at(const DoctorRow& row, const Examined& at) {
  try {
    return row.look(at);
  } catch (const Failure& failure) {
    return HealthFinding{Health::wrong, failure.details.empty()
                                            ? failure.message
                                            : msg("{} {}", failure.message, failure.details.front())};
  }
}

}  // namespace

std::span<const DoctorRow> ledger_rows() { return ledger_table; }

std::vector<report::NamedHealthFinding> look_at_all(const DoctorRequest& request) {
  const auto at = examine(request);
  std::vector<report::NamedHealthFinding> findings;
  for (const auto& table : {ledger_rows(), git_rows()})
    for (const auto& row : table)
      if (auto found = looked_at(row, at)) findings.push_back({row.name, std::move(*found)});
  return findings;
}

}  // namespace psp::actions
