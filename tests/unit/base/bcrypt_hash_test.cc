#include "base/bcrypt_hash.h"

#include <string>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

const std::string kSalt = "aaaaaaaaaaaaaaaaaaaaaO";
const std::string kHash = "yLr.p6cvcV4bMhFHajdXGjwEBsmL4r2";

TEST_CASE("a hash is taken apart as Go does it") {
  for (const char* version : {"$2a$", "$2b$", "$2y$", "$2*$", "$2$", "$1$", "$0x$"}) {
    std::string text = version;
    text.append("10$").append(kSalt).append(kHash);
    CAPTURE(text);
    const auto parts = ParseBcryptHash(text);
    REQUIRE(parts);
    CHECK(parts->cost == 10);
    CHECK(parts->HasCost());
    CHECK(parts->salt == kSalt);
    CHECK(parts->hash == kHash);
  }
  const std::string more = "$2b$+9$" + kSalt + kHash + "\n";
  CHECK(ParseBcryptHash(more)->cost == 9);
  CHECK(ParseBcryptHash(more)->hash == kHash);
  const std::string short_by_one = ("$2b$10$" + kSalt + kHash).substr(0, 59);
  CHECK(ParseBcryptHash(short_by_one)->hash == kHash.substr(0, 30));
}

TEST_CASE("what is no hash, and costs that are none") {
  const std::string rest = "$" + kSalt + kHash;
  for (const std::string& text : {std::string(), std::string("secret"), "$3b$10" + rest, "2b$10" + rest + "xx",
                                  "$2b$1x" + rest, "$2b$x1" + rest, "$2b$++" + rest, "$2b$10" + rest.substr(0, 52)}) {
    CAPTURE(text);
    CHECK_FALSE(ParseBcryptHash(text));
  }
  for (const char* cost : {"03", "32", "-9", "99", "00"}) {
    const std::string text = std::string("$2b$") + cost + rest;
    REQUIRE(ParseBcryptHash(text));
    CHECK_FALSE(ParseBcryptHash(text)->HasCost());
  }
}

}  // namespace
}  // namespace workspace_exporter
