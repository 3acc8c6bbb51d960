#include "test.h"

#include "model/person.h"

using namespace psp;

TEST_CASE("a reference is one safe part of a path") {
  for (const std::string good : {"K-0117", "1", "k_1.a+b", "Čebela-7", "Я1"}) {
    INFO(good);
    CHECK(is_reference(good));
  }
  for (const std::string bad :
       {"",    ".",  "..",    ".K",    "-K",    "_K",       "K/1",      "K\\1",     "K 1",      "K\t1",   "K\n",
        "K:1", "K*", "\"K\"", "K\x01", "K\xff", "K\u202e1", "K\u200b1", "K\u00a01", "K\uff0f1", "K\u3000"}) {
    INFO(bad);
    CHECK(!is_reference(bad));
  }
  CHECK(is_reference(std::string(64, 'K')));
  CHECK(!is_reference(std::string(65, 'K')));
}

TEST_CASE("text shows a client by reference and name, where somebody knows it") {
  People people;
  people.known["K-1"] = {1, "K-1", "Maja Lipnik", {}, {}, {}, {}, {}, "Nataša Kos", {}, {}, {}};
  people.known["K-2"] = {1, "K-2", {}, {}, "1", {}, {}, {}, {}, {}, {}, {}};
  people.known["K-3"] = {1, "K-3", {}, {}, {}, {}, {}, {}, {}, {}, Date{2026, 1, 2}, "ana"};
  CHECK(people.shown("K-1") == "K-1 (Maja Lipnik)");
  CHECK(people.shown("K-2") == "K-2");
  CHECK(people.shown("K-3") == "K-3");
  CHECK(people.shown("K-4") == "K-4");
  CHECK(people.find("K-3") == nullptr);
  CHECK(people.names() == std::vector<std::string>{"Maja Lipnik", "Nataša Kos"});
}

TEST_CASE("two spellings of a reference that differ in case alone mean one client") {
  CHECK(reference_key("K-0117") == reference_key("k-0117"));
  CHECK(reference_key("Č-1") == reference_key("č-1"));
  CHECK(reference_key("Č-1") != reference_key("C-1"));
  People people;
  people.known["K-0117"].name = "Maja Lipnik";
  for (const std::string reference : {"K-0117", "k-2", "K-2"}) people.spellings.add(reference);
  CHECK(people.spellings.written("k-0117") == "K-0117");
  CHECK(people.spellings.written("K-2") == "K-2");
  CHECK(people.spellings.written("k-3") == "k-3");
  CHECK(people.shown("k-0117") == "k-0117 (Maja Lipnik)");
}
