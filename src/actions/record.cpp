#include "actions/record.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>

#include "actions/moment.h"
#include "actions/read.h"
#include "format/write.h"
#include "rules/check.h"
#include "store/append.h"

namespace psp::actions {
namespace {

/// Returns what is wrong in `after` and was not in `before`: in the records added, or in those that they make wrong.
std::vector<Diagnostic> newly_wrong(const Case& before, const Case& after, const Office& office) {
  auto wrong = rules::check(after, office);
  if (wrong.empty()) return wrong;
  const auto old = rules::check(before, office);
  std::erase_if(wrong, [&](const Diagnostic& d) {
    return std::any_of(old.begin(), old.end(), [&](const Diagnostic& o) {
      return o.severity == d.severity && o.line == d.line && say_same(o, d);
    });
  });
  return wrong;
}

std::vector<Message> messages_of(const std::vector<Diagnostic>& all, Severity severity) {
  std::vector<Message> messages;
  for (const auto& d : all)
    if (d.severity == severity) messages.push_back(d.message);
  return messages;
}

/// One write, case by case: what is put in, judged before it is written, and what follows when it is.
class Writing {
 public:
  Writing(const Occasion& on, const Fill& fill) : on_(on), fill_(fill) {}

  std::vector<Record> made(const Case& c, Stamp stamp) {
    standing_.emplace(c, on_.service_of(c), rules::AsOf{on_.today(), std::nullopt});
    Batch batch(*standing_, std::move(stamp));
    fill_(batch);
    return std::move(batch.records);
  }

  void judge(const Case& before, const Case& after) {
    const auto& office = on_.ledger.office();
    auto& judged = judged_[before.header.id];
    judged.wrong = newly_wrong(before, after, office);
    auto errors = messages_of(judged.wrong, Severity::error);
    if (!errors.empty())
      throw Failure{Exit::usage,
                    several ? nothing_written_for(before.header.id) : msg("nothing was written:"),
                    {},
                    std::move(errors)};
    judged.before = rules::case_status(*standing_, office);
    standing_.reset();  // it points into `before`, which is about to move
  }

  store::Extension extension(const std::function<Stamp(const Case&)>& stamp) {
    return {[this, stamp](const Case& c) { return made(c, stamp(c)); },
            [this](const Case& before, const Case& after) { judge(before, after); }};
  }

  Written followed(store::Extended extended) {
    Written written{std::move(extended.before), std::move(extended.after), std::move(extended.added), {}, {}, {}, {}};
    const auto &before = written.before, &after = written.after;
    const auto& added = written.added;
    const auto& judged = judged_[before.header.id];
    written.warnings = messages_of(judged.wrong, Severity::warning);
    if (judged.before) written.worker = judged.before->worker;
    written.raised = newly_raised(judged.before, after);
    written.out_of_time = !before.records.empty() && !added.empty() &&
                          instant(*added.front().recorded) < instant(*before.records.back().recorded);
    for (const auto& r : added) {
      const auto* document = r.as<Document>();
      std::error_code unknown;
      if (document && !document->file.empty() &&
          !std::filesystem::exists(on_.ledger.directory() / document->file, unknown))
        written.not_there.push_back(document->file);
    }
    return written;
  }

  bool several = false;  ///< the write goes to more than one case

 private:
  struct Judged {
    std::vector<Diagnostic> wrong;
    std::optional<rules::CaseStatus> before;
  };

  /// Returns the flags that hold after and did not before, or were milder, or rested on fewer records.
  std::vector<rules::StatusFlag> newly_raised(const std::optional<rules::CaseStatus>& before, const Case& after) const {
    auto now = rules::case_status(after, on_.ledger.office(), {on_.today(), std::nullopt});
    if (!now) return {};
    if (before)
      std::erase_if(now->flags, [&](const rules::StatusFlag& f) {
        return std::any_of(before->flags.begin(), before->flags.end(), [&](const auto& o) {
          return o.flag == f.flag && o.level <= f.level && o.evidence.size() >= f.evidence.size();
        });
      });
    return std::move(now->flags);
  }

  const Occasion& on_;
  const Fill& fill_;
  std::optional<rules::Standing> standing_;
  std::map<std::string, Judged> judged_;  // by case
};

}  // namespace

WrittenOne record(const Occasion& on, const std::string& case_id, const Fill& fill) {
  Writing writing(on, fill);
  auto [extended, durable] = store::append(on.ledger, case_id, on.writer(), writing.extension([&](const Case& c) {
    MomentOfWrite moment(on);
    moment.keep_clear_of(c);
    return Stamp{on.by, moment.moment()};
  }));
  return {writing.followed(std::move(extended)), durable};
}

std::vector<Written> drafted_all(const Occasion& on, const std::vector<std::string>& cases, const Fill& fill) {
  Writing writing(on, fill);
  writing.several = cases.size() > 1;
  const Stamp stamp{on.by, on.now, writing.several ? format::new_write_id(on.by, on.now, cases) : ""};
  std::vector<Written> all;
  for (const auto& id : cases) {
    auto extended = store::extended(on.ledger, id, writing.extension([&](const Case&) { return stamp; }));
    all.push_back({std::move(extended.before), std::move(extended.after), std::move(extended.added), {}, {}, {}});
  }
  return all;
}

Written drafted(const Occasion& on, const std::string& case_id, const Fill& fill) {
  return std::move(drafted_all(on, {case_id}, fill).front());
}

WrittenAll record_all(const Occasion& on, const std::function<WriteToSeveral()>& plan, const Fill& fill) {
  Writing writing(on, fill);
  Stamp stamp;
  auto extended = store::append_all(
      on.ledger, on.writer(),
      [&] {
        auto decided = plan();
        writing.several = decided.cases.size() > 1;
        stamp = {on.by, decided.recorded,
                 writing.several ? format::new_write_id(on.by, decided.recorded, decided.cases) : ""};
        return std::move(decided.cases);
      },
      writing.extension([&](const Case&) { return stamp; }));
  WrittenAll written{{}, extended.durable, std::move(extended.waiting)};
  for (auto& one : extended.cases) written.cases.push_back(writing.followed(std::move(one)));
  return written;
}

WrittenAll record_in_each(const Occasion& on, const std::vector<std::string>& cases, const Fill& fill) {
  if (cases.size() == 1) {
    auto one = record(on, cases.front(), fill);
    return {{std::move(one.in)}, one.durable};
  }
  const auto plan = [&] {
    MomentOfWrite moment(on);
    for (const auto& id : cases) moment.keep_clear_of(readable_case(on, id));
    return WriteToSeveral{cases, moment.moment()};
  };
  return record_all(on, plan, fill);
}

}  // namespace psp::actions
