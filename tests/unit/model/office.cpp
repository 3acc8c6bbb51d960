#include "model/office.h"

#include "test.h"

using namespace psp;

TEST_CASE("the names of an office are its own and those of its workers and providers") {
  Office office;
  office.settings.name = "Centre Liepa";
  office.workers["ana"].name = "Ana Ozola";
  office.providers["safe-house"].name = "Safe house";
  CHECK(names_of_the_office(office) == std::vector<std::string>{"Centre Liepa", "Ana Ozola", "Safe house"});
}
