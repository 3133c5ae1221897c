#include "base/ascii_text.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

TEST_CASE("letters of ASCII change their case, and nothing else does") {
  CHECK(LowerCase("Content-Length_09 @[`{") == "content-length_09 @[`{");
  CHECK(UpperCase("Content-Length_09 @[`{") == "CONTENT-LENGTH_09 @[`{");
  CHECK(LowerCase("\xC3\x84\xC4\xB0") == "\xC3\x84\xC4\xB0");  // two capital letters beyond ASCII
  CHECK(UpperCase("\xC3\xA4\xC4\xB1") == "\xC3\xA4\xC4\xB1");
  CHECK(LowerCase("") == "");
}

TEST_CASE("words are compared without case, over their whole length") {
  CHECK(EqualsWithoutCase("Authorization", "aUTHORIZATION"));
  CHECK(EqualsWithoutCase("", ""));
  CHECK_FALSE(EqualsWithoutCase("Host", "Hos"));
  CHECK_FALSE(EqualsWithoutCase("Host", "Hosts"));
  CHECK_FALSE(EqualsWithoutCase("[", "{"));  // as far apart as the two cases of a letter
  CHECK_FALSE(EqualsWithoutCase(std::string_view("a\0b", 3), std::string_view("a\0c", 3)));
}

TEST_CASE("a beginning is found without case, and not in less than itself") {
  CHECK(StartsWithoutCase("HTTPS://a.example", "https://"));
  CHECK(StartsWithoutCase("https://", "https://"));
  CHECK(StartsWithoutCase("a", ""));
  CHECK_FALSE(StartsWithoutCase("https:/", "https://"));
  CHECK_FALSE(StartsWithoutCase("", "https://"));
}

TEST_CASE("what is around a text is taken off, and what is within it stays") {
  CHECK(Trimmed(" \t\r\na b\tc\n\n") == "a b\tc");
  CHECK(Trimmed("a") == "a");
  CHECK(Trimmed("\v a \f") == "\v a \f");
  CHECK(Trimmed(" \n ").empty());
  CHECK(Trimmed("").empty());
  CHECK(Trimmed(" \ta\r\n ", kBlanks) == "a\r\n");
  CHECK(Trimmed(" \t ", kBlanks).empty());
}

}  // namespace
}  // namespace workspace_exporter
