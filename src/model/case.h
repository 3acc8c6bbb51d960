// A case: its header, its intake and its records in the order in which they were written down.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/record.h"

namespace psp {

enum class Route { self, proposer, official_duty, public_powers };  // S4
PSP_WORDS(Route, "self", "proposer", "official-duty", "public-powers");
enum class Eligibility { first_contact, new_problem, unsure };  // S3
PSP_WORDS(Eligibility, "first-contact", "new-problem", "unsure");
enum class Target { family, crisis };  // L2
PSP_WORDS(Target, "family", "crisis");
enum class CareField {
  foster_care,
  adoption,
  guardianship_minors,
  guardianship_adults,
  residential_care,
  post_penal
};  // S8
PSP_WORDS(CareField, "foster-care", "adoption", "guardianship-minors", "guardianship-adults", "residential-care",
          "post-penal");

/// The number of the format that this program reads and writes.
constexpr std::int64_t format_number = 1;

struct Header {
  std::optional<std::int64_t> format;
  std::string id;
  std::string service;
  std::optional<Date> opened;
  std::string client;
  std::optional<std::int64_t> household;
  std::string worker, manager;
  std::string by;
  std::optional<Moment> recorded;

  static void fields(auto& v, auto& r) {
    v(Field{"format", "the number of the format", Need::required}, r.format);
    v(Field{"case", "the case id", Need::required}, r.id);
    v(Field{"service", "a key of [services], or a built-in service", Need::required}, r.service);
    v(Field{"opened", "the day on which the case was opened", Need::required}, r.opened);
    v(Field{"client", "a key of people/, or any pseudonym; never a name", Need::required}, r.client);
    v(Field{"household", "persons in the household; 1 if left out", Need::optional, {}, {}, {}, 1, 99}, r.household);
    v(Field{"worker", "the worker, a key of [workers]"}, r.worker);
    v(Field{"manager", "the case manager, a key of [workers] (L7)"}, r.manager);
    v(Field{"by", "who wrote it down, a key of [workers]", Need::required}, r.by);
    v(Field{"recorded", "when it was written down", Need::required}, r.recorded);
  }
};

struct Intake {
  std::optional<Route> route;
  std::optional<Eligibility> eligibility;
  std::optional<Target> target;
  std::optional<CareField> field;
  std::optional<bool> accepted, informed;
  std::string area, distress;

  static void fields(auto& v, auto& r) {
    v(Field{"route", "how the client came (S4)"}, r.route);
    v(Field{"eligibility", "why entitled (S3)"}, r.eligibility);
    v(Field{"target", "target group (L2)"}, r.target);
    v(Field{"field", "the field whose own workers do it (S8)"}, r.field);
    v(Field{"accepted", "the user accepted the proposer's initiative (S4.2)"}, r.accepted);
    v(Field{"informed", "the user was told that the office acts ex officio (S4.3a)"}, r.informed);
    v(Field{"area", "place of residence, as a part of the municipality (L7)"}, r.area);
    v(Field{"distress", "what brought the user here, in the user's words (S2.1)"}, r.distress);
  }
};

struct Case {
  std::string file;  ///< path from the ledger's directory, with `/`
  Header header;
  Intake intake;
  std::vector<KeyPlace> keys = {};  ///< of header and intake
  std::vector<Record> records;
};

/// True for `[PREFIX-]YYYY-NNNN`: upper-case letters, digits and dashes, four digits of a year, at least four of a
/// number.
bool is_case_id(std::string_view);
/// The year and the number at the end of a case id.
int case_year(std::string_view id);
int case_number(std::string_view id);
/// What stands before the year, without its dash.
std::string_view case_prefix(std::string_view id);
std::string make_case_id(std::string_view prefix, int year, int number);
/// `cases/2026/2026-0042.toml`
std::string case_path(std::string_view id);
/// The id of the case whose path from the ledger's directory this is; "" where it is none's.
std::string case_at(std::string_view path);

/// True for six lower-case Crockford base32 characters.
bool is_record_id(std::string_view);

/// The record with this id; null where there is none.
const Record* find_record(const Case&, std::string_view id);

}  // namespace psp
