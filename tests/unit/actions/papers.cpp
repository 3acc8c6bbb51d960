#include "actions/papers.h"

#include "ledger.h"

using namespace psp;
using namespace psp::tests;

namespace {

std::string document(const std::string& id, const std::string& file, const std::string& more = {}) {
  return "\n[[document]]\nid = \"" + id + "\"\nkind = \"contract\"\ndate = 2026-03-02\nfile = \"" + file + "\"\n" +
         more + "by = \"ana\"\nrecorded = 2026-03-02T09:14:05+02:00\n";
}

}  // namespace

TEST_CASE("the papers of a case are those that its records name, struck ones too, as one path for each file") {
  const auto c =
      read_whole(std::string(header) + document("d00001", "cases/2026/plan.pdf") +
                 document("d00002", "./cases/../cases/2026/plan.pdf") + document("d00003", "cases/2026/old.pdf") +
                 "\n[[void]]\nid = \"v00001\"\nentry = \"d00003\"\nreason = \"of another case\"\n"
                 "by = \"ana\"\nrecorded = 2026-03-02T09:15:05+02:00\n");
  CHECK(actions::papers_of(c) == std::set<std::string>{"cases/2026/old.pdf", "cases/2026/plan.pdf"});
}

TEST_CASE("the papers of a ledger are those of all its cases") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001", document("d00001", "cases/2026/one.pdf")));
  at.write("cases/2026/2026-0002.toml", case_text("2026-0002", document("d00002", "cases/2026/two.pdf")));
  at.write("cases/2026/three.pdf", "%PDF-1.4");
  CHECK(actions::papers_named(store::Ledger(at.path())) ==
        std::set<std::string>{"cases/2026/one.pdf", "cases/2026/two.pdf"});
}
