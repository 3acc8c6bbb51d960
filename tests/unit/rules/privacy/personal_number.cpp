#include "test.h"

#include "rules/privacy/personal_number.h"

using namespace psp::rules;

namespace {

std::string number_found(std::string_view text) {
  constexpr std::string_view names[] = {"emso", "kods", "like", "undated"};
  std::string all;
  for (const auto& n : personal_numbers(text))
    all += std::string(all.empty() ? "" : ", ") + std::string(names[static_cast<std::size_t>(n.kind)]) + " " +
           std::string(text.substr(n.begin, n.end - n.begin));
  return all;
}

}  // namespace

// tests/people.py holds the check digits against an implementation of its own.
TEST_CASE("an EMŠO has a day, and its check digit") {
  CHECK(is_emso("0101006500006"));
  CHECK(!is_emso("0101006500007"));
  CHECK(!is_emso("3201006500006"));
  CHECK(!is_emso("010100650000"));
  CHECK(number_found("EMŠO: 0101006500006.") == "emso 0101006500006");
  CHECK(number_found("x0101006500006 0101006500006x 00101006500006 0101006500006-1") == "");
}

TEST_CASE("a personas kods has a day and its check digit, or none of both") {
  CHECK(is_personas_kods("16117519997"));
  CHECK(number_found("161175-19997, 16117519997;") == "kods 161175-19997, kods 16117519997");
  CHECK(number_found("161175-19998 16117519998 161375-19997 161175-39997") == "like 161175-19998");
  CHECK(number_found("320000-00000 399999-99999 310000-00000 400000-00000") ==
        "undated 320000-00000, undated 399999-99999");
  CHECK(number_found("32000000000") == "");
  CHECK(number_found("personas kods 32000000000\n32000000000") == "undated 32000000000");
  CHECK(number_found("kods 37120000001 38641234567") == "");
  CHECK(number_found("+16117519997 161175-199970 1-161175-19997 161175-19997-1 161175 19997") == "");
}

TEST_CASE("days, times and references are no personal numbers") {
  CHECK(number_found("2026-11-23T09:00:00 20261123090000 2026-0001 1763900000000 012345678901") == "");
}
