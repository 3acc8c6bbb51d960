#include "reading.h"

#include "render/case.h"
#include "rules/privacy/redaction.h"
#include "samples.h"

using namespace psp;
using namespace psp::rules;
using namespace psp::tests;

namespace {

std::string without(const std::vector<std::string>& names, std::string_view text) {
  LeftOut left_out{};
  return Names(names).taken_out_of(text, left_out);
}

constexpr AsOf as_of{{2026, 12, 31}};

const Office& office() {
  static const auto all = office_of(R"(
format = 1
[workers.ana]
name = "Ana Liepsala"
[workers.janis]
name = "Jānis Kļavmalis"
[providers.janis]
name = "Janis' house"
)");
  return all;
}

People people_of(const std::vector<std::string>& others) {
  People people;
  for (const auto& name : others) {
    Person person;
    person.client = "K-" + std::to_string(people.known.size());
    person.name = name;
    people.known[person.client] = person;
  }
  return people;
}

Redacted redact(const Case& c, const std::vector<std::string>& others = {}) {
  const auto people = people_of(others);
  return Redaction(office(), people).of(History(c, as_of));
}

std::size_t count(const Redacted& r, Withheld what) { return r.left_out[static_cast<std::size_t>(what)]; }

}  // namespace

TEST_CASE("names are taken out of texts, as whole words") {
  CHECK(without({"Ana Liepsala", "ana"}, "Ana Liepsala called.") == "[…] called.");
  CHECK(without({"Ana Liepsala", "ana"}, "ana, ANA and Liepsala") == "[…], […] and […]");
  CHECK(without({"ana"}, "banana, Anatomy, ana") == "banana, Anatomy, […]");
  CHECK(without({"Jānis Kļavmalis"}, "janis klavmalis and JĀNIS KĻAVMALIS") == "[…] and […]");
  CHECK(without({"sw-2"}, "sw-2 said; sw-21 did not; sw 2") == "[…] said; sw-21 did not; […]");
  CHECK(without({"Bērziņa-Ozola"}, "Bērziņa, Ozola, Bērziņa-Ozola") == "[…], […]");
  CHECK(without({}, "Ana") == "Ana");
  CHECK(without({"", " ", "."}, "Ana . x") == "Ana . x");
  CHECK(without({"ana"}, "") == "");
  CHECK(without({"ana"}, "ana@example.org\nx\xff ana") == "[…]@example.org\nx\xff […]");
}

TEST_CASE("declined names are taken out where they have a capital") {
  const std::vector<std::string> names{"Jānis Kļavmalis", "Maja Lipnik", "Tomaž Gabrnik", "Ana Liepsala",
                                       "Nataša Zoravec"};
  for (const std::string name :
       {"Jāņa", "Jānim", "Jāni", "Kļavmaļa", "Kļavmalim", "Majo", "Majin", "Majina", "Lipnikova", "Tomaža", "Tomažem",
        "Tomažev", "Gabrniku", "Anai", "Anas", "Liepsalu", "Nataši", "Zoravca"}) {
    INFO(name);
    CHECK(without(names, "x " + name + " x") == "x […] x");
  }
  // These are the same letters as ordinary words, and other names that only begin alike.
  for (const std::string word : {"maju", "janim", "An", "Maj", "Janvārī", "Anatolijs", "Lipa", "Majhna", "Tomasevic"}) {
    INFO(word);
    CHECK(without(names, "x " + word + " x") == "x " + word + " x");
  }
}

TEST_CASE("names side by side are one place") {
  LeftOut left_out{};
  const Names names({"Ana Liepsala", "ana", "ben"});
  CHECK(names.taken_out_of("Ana Liepsala ana-Ben, ana. Ben", left_out) == "[…], […]. […]");
  CHECK(left_out[static_cast<std::size_t>(Withheld::names)] == 3);
}

namespace {

/// Returns the client Vida Zelenka, born on 25 December 1980, her contact person, and her son.
People family() {
  People people;
  Person vida;
  vida.client = "K-1";
  vida.name = "Vida Zelenka";
  vida.born = Date{1980, 12, 25};
  vida.phone = "041 123 456";
  vida.address = "Lipovška ulica 12, Lipovlje";
  vida.contact = "Neža Škrbinc";
  vida.contact_phone = "031 555 019";
  Person miha;
  miha.client = "K-2";
  miha.name = "Miha Zelenka";
  miha.phone = "051 555 112";
  for (const auto& p : {vida, miha}) {
    people.known[p.client] = p;
    people.spellings.add(p.client);
  }
  return people;
}

}  // namespace

TEST_CASE("for the client only what tells of others is taken out") {
  const auto people = family();
  const auto names = Names({"Vida Ledinek", "vida"}, people).but_of(*people.find("K-1"));
  const auto left = [&](std::string_view text) {
    LeftOut left_out{};
    return names.taken_out_of(text, left_out);
  };
  for (const std::string own :
       {"Vida Zelenka", "Zelenka, Vida", "Vide Zelenke", "Zelenka", "Vida", "041/123-456", "Lipovška ulica 12",
        "25. 12. 1980", "2512980505004", "251298 050 5004", "251280-10015", "251280-10016"}) {
    INFO(own);
    CHECK(left("x " + own + " x") == "x " + own + " x");
  }
  for (const std::string other : {"Miha Zelenka", "Zelenka Miha", "Miha", "Neža Škrbinc", "Škrbinc", "Vida Ledinek",
                                  "vida", "051 555 112", "031 555 019", "0101990500011", "320000-12345"}) {
    INFO(other);
    CHECK(left("x " + other + " x") == "x […] x");
  }
  CHECK(left("Vida Zelenka Miha") == "Vida Zelenka […]");
  CHECK(left("Vida in Miha Zelenka") == "Vida in […]");
}

TEST_CASE("a copy for the client keeps the client's own, of each case") {
  const auto people = family();
  const Redaction copies(office(), people, CopyFor::client);
  auto c = case_of("");
  c.intake.distress = "Vida Zelenka and Miha Zelenka";
  const auto distress = [&](const std::string& client) {
    c.header.client = client;
    return copies.of(History(c, as_of)).file.intake.distress;
  };
  CHECK(distress("K-1") == "Vida Zelenka and […]");
  CHECK(distress("k-1") == "Vida Zelenka and […]");
  CHECK(distress("K-2") == "[…] and Miha Zelenka");
  CHECK(distress("K-3") == "[…] and […]");
  CHECK(Redaction(office(), people).of(History(c, as_of)).file.intake.distress == "[…] and […]");
}

TEST_CASE("in a path a name needs no capital") {
  const Names names({"ana"}, family());
  const auto left = [&](std::string_view path) {
    LeftOut left_out{};
    return names.taken_out_of_path(path, left_out);
  };
  CHECK(left("papers/vida_zelenka.pdf") == "papers/[…].pdf");
  CHECK(left("papers/potrdilo-zelenka.pdf") == "papers/potrdilo-[…].pdf");
  CHECK(left("papers/škrbinc/2.pdf") == "papers/[…]/2.pdf");
  CHECK(left("papers/ANA-041123456.pdf") == "papers/[…]-[…].pdf");
  CHECK(left("papers/zelena.pdf") == "papers/zelena.pdf");
  CHECK(left("papers/1\xff.pdf") == "papers/1\xff.pdf");
  CHECK(left("") == "");
}

TEST_CASE("of an id or a reference goes only what the privacy check calls an error") {
  const Names names({"Ana Liepsala", "ana"}, family());
  const auto left = [&](std::string_view key) {
    LeftOut left_out{};
    return names.taken_out_of_key(key, left_out);
  };
  for (const std::string kept : {"K-1", "Ana-7", "ANA-2026-0001", "cases/2026/ANA-2026-0001.toml", "vida", "zelenka"}) {
    INFO(kept);
    CHECK(left(kept) == kept);
  }
  CHECK(left("vida-zelenka") == "[…]");
  CHECK(left("ZELENKA-2026-0001") == "[…]-2026-0001");
}

TEST_CASE("no type of field but texts and references takes a name") {
  std::vector<std::pair<FieldRow, bool>> taken;
  for (const auto& kind : record_kinds())
    for (const auto& row : record_rows(kind)) {
      auto r = sample_record(kind, Fields::all);
      Message why;
      const bool one = put_record_field(r, row.name, std::string("Ana Liepsala"), why) == Put::set;
      const bool many = put_record_field(r, row.name, Texts{"Ana Liepsala"}, why) == Put::set;
      taken.emplace_back(row, one || many);
    }
  const auto of = [&]<class T>(T t) {
    for (const auto& row : field_rows<T>()) {
      Message why;
      taken.emplace_back(row, put_field(t, row.name, std::string("Ana Liepsala"), why) == Put::set);
    }
  };
  of(Header{});
  of(Intake{});
  for (const auto& [row, takes] : taken) {
    INFO(row.name);
    const bool text = row.type == Type::text || row.type == Type::texts || row.type == Type::reference ||
                      row.type == Type::references;
    CHECK(takes == text);
  }
}

TEST_CASE("what is told of files and of the agenda names nobody") {
  const Names names({"ana"}, family());
  const auto told_of =
      redacted({{Severity::error, "notes/vida-zelenka.txt", 1, 1, msg("no key \"{}\"", "Vida Zelenka")},
                {Severity::error, "cases/2026/2026-0001.toml", 1, 1, msg("it is broken")}},
               names);
  CHECK(told_of[0].file == "notes/[…].txt");
  CHECK(told(told_of[0].message) == "no key \"[…]\"");
  CHECK(told_of[1].file == "cases/2026/2026-0001.toml");
  CaseAgenda agenda{"2026-0001", "cases/2026/2026-0001.toml", "counselling", "K-1", "ana", "", {{}}};
  agenda.items[0].worker = "janis";
  agenda.items[0].message = msg("{} calls", "Vida");
  agenda = redacted(std::move(agenda), names);
  CHECK(agenda.id == "2026-0001");
  CHECK(agenda.client == "");
  CHECK(agenda.worker == "[…]");
  CHECK(agenda.manager == "");
  CHECK(agenda.items[0].worker == "[…]");
  CHECK(told(agenda.items[0].message) == "[…] calls");
}

TEST_CASE("keys of workers that only the case has are taken out") {
  auto c = case_of(R"(
[[transfer]]
id = "trns11"
date = 2026-03-08
worker = "petra"

[[task]]
id = "task11"
text = "petra, marko and ana"
due = 2026-03-09
for = "marko"
)");
  CHECK(unlisted_workers(c, office()) == std::set<std::string>{"marko", "petra"});
  CHECK(redact(c).file.records[1].as<Task>()->text == "[…], […] and […]");
}

TEST_CASE("internal paragraphs are left out") {
  const auto kept = [](std::string_view text, std::size_t expected) {
    std::size_t paragraphs = 0;
    const auto out = without_internal(text, paragraphs);
    CHECK(paragraphs == expected);
    return out;
  };
  CHECK(kept("one\n\n[internal] two\ntwo more\n\nthree", 1) == "one\n\nthree");
  CHECK(kept("[internal] all of it", 1) == "");
  CHECK(kept("[internal] a\n\n\n \n[INTERNAL] b\n\nc\n\n\nd", 2) == "c\n\n\nd");
  CHECK(kept("a\n\n  [Internal]b", 1) == "a");
  CHECK(kept("a\r\n\r\n[internal] b\r\n\r\nc", 1) == "a\r\n\r\nc");
  // The mark counts only at the beginning of a paragraph.
  CHECK(kept("a [internal] b\n[internal] c\n", 0) == "a [internal] b\n[internal] c\n");
  CHECK(kept("[intern] a", 0) == "[intern] a");
  CHECK(kept("", 0) == "");
  CHECK(kept("\n\na\n\n", 0) == "\n\na\n\n");
}

TEST_CASE("a redacted file is the file as it stands, without what is the office's own") {
  const auto c = case_of(R"(
[[document]]
id = "papr11"
kind = "application"
date = 2026-03-02
from = "the uncle"

[[session]]
id = "sess11"
at = 2026-03-05T10:00:00

[[attendance]]
id = "attd11"
session = "sess11"
outcome = "attended"
present = ["client", "uncle"]
reason = "first"

[[attendance]]
id = "attd22"
session = "sess11"
outcome = "attended"
present = ["client", "the neighbour"]
replaces = "attd11"
correction = "wrong uncle"

[[review]]
id = "revw11"
date = 2026-03-06
decision = "end"
agreed = true
text = "Ana thinks it went well.\n\n[internal] Doubtful."
note = "strange"

[[remark]]
id = "remk11"
date = 2026-03-06
text = "secret"

[[remark]]
id = "remk22"
date = 2026-03-06
text = "of another case"

[[void]]
id = "v00d11"
entry = "remk22"
reason = "another client"

[[referral]]
id = "refr11"
direction = "out"
date = 2026-03-07
to = "janis"
reason = "Pavla asked for it"

[[transfer]]
id = "trns11"
date = 2026-03-08
worker = "petra"
note = "x"

[[closure]]
id = "c00s11"
date = 2026-03-09
ground = "completed"
reason = "Petra agrees"
evidence = ["attd11", "revw11"]
override = "the count is wrong"
)");
  const auto r = redact(c, {"Pavel Novak"});
  std::string ids;
  for (const auto& record : r.file.records) ids += record.id + " ";
  CHECK(ids == "papr11 sess11 attd22 revw11 refr11 trns11 c00s11 ");
  CHECK(count(r, Withheld::remarks) == 1);
  CHECK(count(r, Withheld::notes) == 2);
  CHECK(count(r, Withheld::present) == 1);
  CHECK(count(r, Withheld::from) == 1);
  CHECK(count(r, Withheld::corrections) == 2);
  CHECK(count(r, Withheld::overrides) == 1);
  CHECK(count(r, Withheld::internal) == 1);
  CHECK(count(r, Withheld::names) == 3);
  CHECK(r.file.header.worker == "[…]");
  CHECK(r.file.header.by == "[…]");
  CHECK(r.file.header.client == "K-0117");
  CHECK(r.file.records[2].replaces.id == "");
  CHECK(r.file.records[3].as<Review>()->text == "[…] thinks it went well.");
  CHECK(r.file.records[4].as<Referral>()->to == "janis");  // is a provider's key
  CHECK(r.file.records[4].as<Referral>()->reason == "[…] asked for it");
  CHECK(r.file.records[5].as<Transfer>()->worker == "[…]");
  CHECK(r.file.records[5].as<Transfer>()->manager == "");
  CHECK(r.file.records[6].as<Closure>()->reason == "[…] agrees");
  CHECK(r.file.records[6].as<Closure>()->evidence[0].id == "attd22");
  CHECK(told(left_out_words(r.left_out)) ==
        "Left out: the names of those who work at the office, names in 3 places of the texts, 1 remark, 2 notes, "
        "1 paragraph marked as internal, who was present at 1 session, from whom 1 paper or referral came, "
        "the reasons of 2 corrections, the reason of 1 closing without evidence.");
  CHECK(told(left_out_words({})) == "Left out: the names of those who work at the office.");
}

TEST_CASE("whatever field a worker's name, a remark or an internal text stands in, no copy shows it") {
  for (const auto& kind : record_kinds()) {
    auto c = case_of("");
    c.header.client = "K-1";
    auto r = sample_record(kind, Fields::all);
    Message why;
    for (const auto& row : record_rows(kind)) {
      const std::string text = "kept Ana Liepsala, ana\n\n[internal] secret";
      if (row.name == "id") continue;
      if (row.refers == "worker") {
        put_record_field(r, row.name, std::string("ana"), why);
      } else if (row.type == Type::text) {
        REQUIRE(put_record_field(r, row.name, text, why) == Put::set);
      } else if (row.type == Type::reference && row.name != "session" && row.name != "task") {
        REQUIRE(put_record_field(r, row.name, std::string("Ana Liepsala"), why) == Put::set);
      } else if (row.type == Type::references) {
        REQUIRE(put_record_field(r, row.name, Texts{"Ana Liepsala"}, why) == Put::set);
      } else if (row.type == Type::texts) {
        REQUIRE(put_record_field(r, row.name, Texts{text, text}, why) == Put::set);
      }
    }
    if (kind.name == "attendance") put_record_field(r, "session", std::string("sess11"), why);
    r.replaces.id = "zzzzzz";
    Record session{"sess11", Session{LocalTime{{2026, 3, 3}, 9, 0, 0}, {}, {}}, {}, {}, {}, "ana", r.recorded};
    c.records = {session, r};
    const auto copy = redact(c);
    CHECK(count(copy, Withheld::remarks) == (kind.name == "remark"));
    auto status = case_status(c, office(), as_of);
    REQUIRE(status);
    status = redacted(*status, copy.names);
    const auto all = chronology(copy.file, office().find_service("counselling"));
    const render::CaseView view{copy.file, copy.file.intake, *status, all, &copy.left_out, {}};
    const auto text = render::case_text(view, Language::en, false) + render::case_json(view);
    INFO(text);
    INFO(kind.name);
    CHECK(text.find("Ana") == std::string::npos);
    CHECK(text.find(", ana") == std::string::npos);
    CHECK(text.find("\"ana\"") == std::string::npos);
    CHECK(text.find("janis") == std::string::npos);
    CHECK(text.find("secret") == std::string::npos);
    CHECK(text.find("note:") == std::string::npos);
    CHECK(text.find("zzzzzz") == std::string::npos);
  }
}

TEST_CASE("a flag's message loses the worker's key") {
  auto c = case_of(R"(
[[session]]
id = "sess11"
at = 2026-03-05T10:00:00
)");
  c.intake.field = CareField::adoption;
  auto status = case_status(c, office(), as_of);
  REQUIRE(status);
  const auto messages = [](const CaseStatus& s) {
    std::string all;
    for (const auto& f : s.flags) all += told(f.message) + "\n";
    return all;
  };
  REQUIRE(messages(*status).find("ana is not one of them") != std::string::npos);
  const auto copy = redacted(*status, redact(c).names);
  CHECK(messages(copy).find("[…] is not one of them") != std::string::npos);
  CHECK(copy.worker == "[…]");
  CHECK(copy.manager == "[…]");
}

TEST_CASE("what explains a flag loses the worker's key, too") {
  auto c = case_of(R"(
[[session]]
id = "sess11"
at = 2026-03-05T10:00:00
)");
  c.intake.field = CareField::adoption;
  const auto words = [](const Explanation& e) {
    std::string all = e.raised ? told(e.raised->message) + told(e.raised->remedy) : "";
    for (const auto& f : e.figures) all += "\n" + told(f);
    for (const auto& r : e.records) all += "\n" + told(r.detail);
    return all;
  };
  bool met = false;
  for (const auto& e : explain(c, office(), as_of, {})) {
    met = met || words(e).find("ana is not one of them") != std::string::npos;
    CHECK(words(redacted(e, redact(c).names)).find("ana is") == std::string::npos);
  }
  CHECK(met);
}
