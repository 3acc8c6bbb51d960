// The tables that psp-rules(7) states: flags and sources. Each names only what there is.
#include "test.h"

#include <algorithm>
#include <set>
#include <sstream>

#include "model/case.h"
#include "model/office.h"
#include "model/text.h"
#include "rules/flags.h"
#include "rules/sources.h"

using namespace psp;
using namespace psp::rules;

namespace {

void check_sources(std::string_view what, const RuleIds& ids) {
  for (const auto id : ids) {
    INFO(what << ": " << id);
    CHECK_FALSE(sources_of(RuleIds{id}).empty());
  }
}

/// Returns the rule ids that a help text names within its brackets: "(L4.4, S4.3a)".
std::vector<std::string> ids_in(std::string_view help) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i + 1 < help.size(); ++i) {
    const bool starts = (help[i] == 'S' || help[i] == 'L') && help[i + 1] >= '0' && help[i + 1] <= '9' && i > 0 &&
                        (help[i - 1] == '(' || help[i - 1] == ' ');
    if (!starts) continue;
    const auto end = std::min(help.find_first_of(" ,);", i), help.size());
    ids.emplace_back(help.substr(i, end - i));
  }
  return ids;
}

void check_helps(std::string_view what, const std::vector<FieldRow>& rows) {
  for (const auto& row : rows)
    for (const auto& id : ids_in(row.help)) check_sources(std::string(what) + "." + std::string(row.name), {id});
}

}  // namespace

TEST_CASE("every source has an id of its own and says all that it should") {
  std::set<std::string_view> ids;
  for (const auto& s : sources()) {
    INFO(s.id);
    CHECK(ids.insert(s.id).second);
    CHECK((s.id.starts_with('S') || s.id.starts_with('L')));
    CHECK(s.rule.ends_with('.'));
    CHECK_FALSE(s.original.empty());
    CHECK_FALSE(s.kept_by.empty());
  }
}

TEST_CASE("a source is found with all below it") {
  const auto ids = [](const RuleIds& wanted) {
    std::string found;
    for (const auto* s : sources_of(wanted)) found += (found.empty() ? "" : " ") + std::string(s->id);
    return found;
  };
  CHECK(ids({"L6.2"}) == "L6.2");
  CHECK(ids({"L5"}) == "L5.1 L5.2");
  CHECK(ids({"S4.3"}) == "S4.3a S4.3b");
  CHECK(ids({"L7", "S8"}) == "L7 S8");
  CHECK(ids({"S1"}) == "S1.1 S1.2 S1.3 S1.4");
  CHECK(ids({"L"}) == "");
  CHECK(ids({"S9"}) == "");
  CHECK(ids({"L6.20"}) == "");
  CHECK(ids({}) == "");
}

TEST_CASE("every source that a kind, field or flag names is there") {
  for (const auto& kind : record_kinds()) {
    check_sources(kind.name, kind.sources);
    check_helps(kind.name, kind.rows());
  }
  check_helps("intake", field_rows<Intake>());
  check_helps("header", field_rows<Header>());
  check_helps("settings", field_rows<Settings>());
  check_helps("worker", field_rows<Worker>());
  check_helps("provider", field_rows<Provider>());
  for (const auto& flag : flags()) {
    check_sources(flag.code, flag.sources);
    check_sources(flag.code, flag.details);
    // The details are some of the sources.
    for (const auto* s : sources_of(flag.details)) {
      const auto all = sources_of(flag.sources);
      CHECK(std::find(all.begin(), all.end(), s) != all.end());
    }
  }
  CHECK(ids_in("told (L4.4, S4.3a)") == std::vector<std::string>{"L4.4", "S4.3a"});
}

TEST_CASE("where a rule is kept is there") {
  // "kept_by" speaks of flags by their codes, which all have a dash; "setting X" and "ground X" name settings and
  // grounds.
  for (const auto& s : sources()) {
    std::istringstream parts{std::string(s.kept_by)};
    for (std::string part; std::getline(parts, part, ';');) {
      const auto words = words_of(part);
      INFO(s.id << ": " << part);
      REQUIRE_FALSE(words.empty());
      if (words[0] == "setting") {
        const auto& rows = field_rows<Settings>();
        REQUIRE(words.size() == 2);
        CHECK(std::any_of(rows.begin(), rows.end(), [&](const auto& r) { return r.name == words[1]; }));
      } else if (words[0] == "ground") {
        REQUIRE(words.size() == 2);
        CHECK(from_word<Ground>(words[1]));
      } else if (words[0] == "goals") {
        CHECK(from_word<Goal>(words.at(1)));
      } else if (words[0] == "contents") {
        CHECK(from_word<Content>(words.at(1)));
      } else if (words[0] == "parts") {
        CHECK(from_word<Part>(words.at(1)));
      } else if (words.size() == 1 && words[0].find('-') != std::string::npos) {
        CHECK(find_flag(words[0]));
      }
    }
  }
}

TEST_CASE("flags have codes of their own, levels, and settings that there are") {
  std::set<std::string_view> codes;
  for (const auto& flag : flags()) {
    INFO(flag.code);
    CHECK(codes.insert(flag.code).second);
    CHECK(find_flag(flag.code) == &flag);
    CHECK_FALSE(flag.levels.empty());
    for (const auto setting : flag.settings) {
      INFO(setting);
      const auto& rows = field_rows<Settings>();
      CHECK(std::any_of(rows.begin(), rows.end(), [&](const auto& r) { return r.name == setting; }));
    }
    CHECK_FALSE(flag.rule.empty());
    CHECK_FALSE(flag.remedy.empty());
    CHECK(flag.judge != nullptr);
  }
  CHECK(find_flag("no-such-flag") == nullptr);
}

TEST_CASE("flags of suspended and closed cases") {
  std::string suspended, closed;
  for (const auto& flag : flags()) {
    if (flag.while_suspended) suspended += " " + std::string(flag.code);
    if (flag.while_closed) closed += " " + std::string(flag.code);
  }
  CHECK(suspended == " missed-limit application-missing referral-missing task-due");
  CHECK(closed == " manager-uninformed task-due closure-unsupported retention-due");
}
