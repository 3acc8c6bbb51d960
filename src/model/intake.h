// The intake of a case, or of an episode that has one of its own: how the client came.
#pragma once

#include <optional>
#include <string>

#include "model/fields.h"

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

}  // namespace psp
