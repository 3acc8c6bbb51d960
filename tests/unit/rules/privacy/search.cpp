#include "reading.h"

#include "rules/privacy/search.h"

using namespace psp;
using namespace psp::rules;
using namespace psp::tests;

namespace {

People people() {
  People all;
  const auto add = [&](const std::string& reference, const std::string& name, const std::string& phone = "",
                       const std::string& address = "", const std::string& contact = "") {
    Person p;
    p.client = reference;
    p.name = name;
    p.phone = phone;
    p.address = address;
    p.contact = contact;
    all.known[reference] = p;
  };
  add("K-1", "Maja Lipnik", "041 234 567", "Kalnova ulica 5, 1000 Ljubljana", "teta Nataša Zoravec");
  add("K-2", "Jānis Kļavmalis", "+371 20 000 001", "Saldus, LV-3801");
  add("K-3", "Tomaž Lipnik", "12 34", "Dobrava");
  add("K-4", "Li Ko");
  return all;
}

/// Returns what is found, a line each without its file.
std::string found(std::string_view text, const std::vector<std::string>& office = {}) {
  std::string lines;
  for (const auto& d : PrivacySearch(people(), office).in({"f", text}))
    lines += std::to_string(d.line) + ":" + std::to_string(d.column) + (d.severity == Severity::error ? " " : " ? ") +
             told(d.message) + "\n";
  return lines;
}

}  // namespace

TEST_CASE("a name is found in every case of declension, by two of its parts or the surname") {
  for (const std::string text :
       {"Maja Lipnik", "Majo Lipnikovo", "LIPNIK MAJA", "Lipnik, Maja", "maja lipnik", "Maje\nLipnik"}) {
    INFO(text);
    CHECK(found(text).starts_with("1:1 a name of K-1: …"));
  }
  CHECK(found("čšž pri Lipnikovi") == "1:9 a name of K-1, K-3: …L********…\n");
  CHECK(found("pri Kļavmaļa ģimenē") == "1:5 a name of K-2: …K*******…\n");
  for (const std::string text :
       {"Maja", "Majin", "lipnikova", "Tomaž in Jānis", "Koliba, Komu, Like", "Nataša Zora", ""}) {
    INFO(text);
    CHECK(found(text) == "");
  }
  CHECK(found("Li Ko, Ko") == "1:1 a name of K-4: …L* K*…\n1:8 ? perhaps a name of K-4, or a word of everyday: …K*…\n");
}

TEST_CASE("in a client's own case file a given name is enough, and a contact person's") {
  const std::string head = "client = \"K-1\"\n";
  CHECK(found(head + "Maja") == "2:1 a name of K-1: …M***…\n");
  CHECK(found(head + "Zoravca") == "2:1 a name of the contact person of K-1: …Z******…\n");
  CHECK(found(head + "Tomaž") == "");
  CHECK(found("Zoravca") == "");
  CHECK(found("Nataši Zoravec") == "1:1 a name of the contact person of K-1: …N***** Z******…\n");
  CHECK(found("[x]\n" + head + "Maja") == "");
  CHECK(found("client = \"k-1\"\nMaja") == "2:1 a name of K-1: …M***…\n");  // however it is written there
}

TEST_CASE("those who work at the office are no clients") {
  CHECK(found("Ben Lipnik, Lipniku Benu", {"Ben Lipnik"}) == "");
  CHECK(found("Lipnikova", {"Ben Lipnik"}) ==
        "1:1 ? a name of K-1, K-3, or of somebody whom psp.toml names: …L********…\n");
  CHECK(found("Maja Lipnik", {"Maja Lipnik"}) ==
        "1:1 ? a name of K-1, or of somebody whom psp.toml names: …M*** L*****…\n");
  CHECK(found("Maja Lipnik", {"Ben Lipnik"}) == "1:1 a name of K-1: …M*** L*****…\n");
}

TEST_CASE("a telephone number is its digits") {
  for (const std::string text : {"041234567", "041 234 567", "(041) 234-567", "+386 41 234567", "00386/41/234/567",
                                 "38641234567", "ob 10.30 041 234 567"}) {
    INFO(text);
    CHECK(found(text).find("the telephone number of K-1: …") != std::string::npos);
  }
  for (const std::string text : {"0412345678", "041 234 56", "1041234567", "41 x 234567", "12 34"}) {
    INFO(text);
    CHECK(found(text) == "");
  }
}

TEST_CASE("an address is its street and house number") {
  CHECK(found("na Kalnovi ulici 5, pritličje") == "1:4 the address of K-1: …K****** u**** *…\n");
  for (const std::string text :
       {"Kalnova ulica 55", "Kalnova ulica", "ulica 5", "1000 Ljubljana", "Saldus LV-3801", "Dobrava"}) {
    INFO(text);
    CHECK(found(text) == "");
  }
}

TEST_CASE("what is found is not repeated") {
  CHECK(masked("Maja Lipnik, 041 čšž\nX") == "M*** L*****, *** č** X");
  CHECK(found("x\n  š Maja\nLipnik") == "2:5 a name of K-1: …M*** L*****…\n");
}

TEST_CASE("the name of a file counts") {
  const auto told_of = PrivacySearch(people(), {}).in({"papers/maja_lipnik.pdf", ""});
  REQUIRE(told_of.size() == 1);
  CHECK(told(told_of[0].message) == "in the name of the file: a name of K-1");
}

TEST_CASE("however a name is written, it is the same") {
  for (const std::string text : {"M\xc2\xad"
                                 "aja Lipnik",                           // has a soft hyphen
                                 "\xef\xbb\xbfMaja\xc2\xa0Lipnik",       // has a byte order mark, and a no-break blank
                                 "Ma\xe2\x80\x8bja Lip\xe2\x81\xa0nik",  // has characters without width
                                 "Maja\xe2\x80\x91Lipnik",               // has a dash that does not break
                                 "Maja_Lipnik", "lipnik.maja@example.org", "maja lipnik",
                                 "\xef\xbc\xad\xef\xbd\x81\xef\xbd\x8a\xef\xbd\x81 Lipnik", "Маја Липник",
                                 "маја липника", "\\u004daja Lipnik", "Maja\\tLipnik"}) {
    INFO(text);
    CHECK(found(text).find("a name of K-1: …") != std::string::npos);
  }
  CHECK(found("Ja\xcc\x84nis Kl\xcc\xa7"
              "avmalis")
            .starts_with("1:1 a name of K-2"));
  CHECK(found("lipnik") == "1:1 ? perhaps a name of K-1, K-3, in small letters: …l*****…\n");
}

TEST_CASE("however a number is written, it is the same") {
  for (const std::string text : {"041\xc2\xa0"
                                 "234\xe2\x80\x93"
                                 "567",
                                 "\xef\xbc\x90"
                                 "41 234 567",
                                 "0\xc2\xad"
                                 "41 234 567"}) {
    INFO(text);
    CHECK(found(text).find("the telephone number of K-1: …") != std::string::npos);
  }
  CHECK(found("Kalnova\xc2\xa0ul. 5").find("the address of K-1") != std::string::npos);
  CHECK(found("„0101006500006“").find("EMŠO") != std::string::npos);
  CHECK(found("0101 006 500 006").find("EMŠO") != std::string::npos);
}
