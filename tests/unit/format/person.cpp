#include "reading.h"

#include "format/person.h"

using namespace psp;
using namespace psp::format;
using namespace psp::tests;

namespace {

constexpr std::string_view file = "people/K-1.toml";

std::string changed(std::string_view text, const std::vector<NamedValue>& changes) {
  const auto result = change_person(text, file, changes);
  if (const auto* why = std::get_if<Message>(&result)) return "REFUSED: " + told(*why);
  return std::get<std::string>(result);
}

const std::string head = "format = 1\nclient = \"K-1\"\n";

}  // namespace

TEST_CASE("a person is written and read again") {
  Person person{
      1,  "K-1", "Maja \"M\" Lipnik", Date{1980, 2, 3}, "+386 41", "Kalnova 5\n1000 Ljubljana", "x", "sl", "\\", "'''",
      {}, {}};
  const auto text = write_person(person);
  const auto again = parse_person(text, file);
  INFO(text);
  CHECK(told(again.diagnostics) == "");
  CHECK(set_fields(again.value) == set_fields(person));
}

TEST_CASE("ciphertext is no broken file") {
  const std::string text("\0GITCRYPT\0\x01\x02", 12);
  const auto parsed = parse_person(text, file);
  CHECK(parsed.locked);
  CHECK(parsed.diagnostics.empty());
  CHECK(!parsed.readable());
  CHECK(!is_ciphertext("\0GITCRYPT"));
}

TEST_CASE("a key is changed in its place, and all other bytes stay") {
  CHECK(changed(head + "name = 'Ana'  # her\nx-own = 1\n", {{"name", std::string("Eva")}}) ==
        head + "name = \"Eva\"  # her\nx-own = 1\n");
  CHECK(changed(head + "\"name\"\t=\"\"\"\nA \\\"\"\" B\"\"\"\"# c\n", {{"name", std::string("Eva")}}) ==
        head + "\"name\"\t=\"Eva\"# c\n");
  CHECK(changed(head + "born = 1980-02-03# c", {{"born", Date{1981, 1, 1}}}) == head + "born = 1981-01-01# c");
  CHECK(changed("\xEF\xBB\xBF" + head, {{"client", std::string("K-1")}}) == "\xEF\xBB\xBF" + head);
  CHECK(changed("\xEF\xBB\xBF  client = 'K-1'\nformat=1", {{"name", std::string("a=b # c")}}) ==
        "\xEF\xBB\xBF  client = 'K-1'\nname = \"a=b # c\"\nformat=1");
}

TEST_CASE("a new key stands below the one before it in the order of the fields") {
  CHECK(changed(head + "phone = '1'\n\n[x-notes]\na = 1\n",
                {{"name", std::string("A")}, {"address", std::string("B")}}) ==
        head + "name = \"A\"\nphone = '1'\naddress = \"B\"\n\n[x-notes]\na = 1\n");
  CHECK(changed("format = 1\r\nclient = \"K-1\"", {{"name", std::string("A\nB")}}) ==
        "format = 1\r\nclient = \"K-1\"\r\nname = \"\"\"\r\nA\r\nB\"\"\"");
  CHECK(changed(head + "x-list = [1,\n 2]\n", {{"name", std::string("A")}}) ==
        head + "name = \"A\"\nx-list = [1,\n 2]\n");
}
