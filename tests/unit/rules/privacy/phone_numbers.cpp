#include "rules/privacy/phone_numbers.h"

#include "test.h"

using namespace psp;
using namespace psp::rules;

namespace {

using Keys = std::vector<std::string>;

/// Returns the passages of the text that are the number 064 555 0142 of Serbia.
std::string phone_found(std::string_view text) {
  PhoneNumbers numbers;
  numbers.add({"K-1"}, "+381 64 555 0142");
  std::vector<Passage> passages;
  numbers.find(text, passages);
  std::string all;
  for (const auto& p : passages) all += std::string(text.substr(p.begin, p.end - p.begin)) + "|";
  return all;
}

}  // namespace

TEST_CASE("a telephone number is known by its digits") {
  CHECK(phone_keys("+386 (0)41 234-567") == Keys{"41234567"});
  CHECK(phone_keys("00386 41/234.567") == Keys{"41234567"});
  CHECK(phone_keys("041234567") == Keys{"41234567"});
  CHECK(phone_keys("+371 20 000 001") == Keys{"20000001"});
  CHECK(phone_keys("(+40) 721 555 016") == Keys{"721555016"});
  CHECK(phone_keys("12 34").empty());
  SECTION("which does not say of which country it is") {
    CHECK(phone_keys("38641234567") == Keys{"41234567", "38641234567"});
  }
}

TEST_CASE("a telephone number is found however its digits are parted") {
  for (const std::string text : {"+381645550142", "0645550142", "064_555_0142", "064\n555 0142", "+381 (0)64 555-0142",
                                 "00381 64/555-0142", "064,555,0142"})
    CHECK(phone_found("na " + text + ".") == text + "|");
  CHECK(phone_found("064 555 0143") == "");
}
