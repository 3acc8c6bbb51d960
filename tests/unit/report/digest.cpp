#include "test.h"

#include "report/digest.h"

using namespace psp::report;

TEST_CASE("SHA-256 is that of its standard (FIPS 180-4)") {
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256(std::string(1'000'000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  CHECK(sha256(std::string_view("\0", 1)) == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
}

TEST_CASE("the digest of a list is that of the lines that sha256sum prints, by path") {
  const std::string a = sha256("one"), b = sha256("two");
  CHECK(sha256_of_list({}) == sha256(""));
  CHECK(sha256_of_list({{"cases/2026/2026-0001.toml", a}}) == sha256(a + "  cases/2026/2026-0001.toml\n"));
  CHECK(sha256_of_list({{"cases/2026/2026-0002.toml", b}, {"cases/2026/2026-0001.toml", a}}) ==
        sha256(a + "  cases/2026/2026-0001.toml\n" + b + "  cases/2026/2026-0002.toml\n"));
}
