#include "base/percent_encoding.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

TEST_CASE("all but the unreserved characters of RFC 3986 are encoded, with upper-case digits") {
  CHECK(PercentEncode("AZaz09-._~") == "AZaz09-._~");
  CHECK(PercentEncode("2026-11-29T21:00:00Z") == "2026-11-29T21%3A00%3A00Z");
  CHECK(PercentEncode("a/b c+d=e&f%") == "a%2Fb%20c%2Bd%3De%26f%25");
  CHECK(PercentEncode("\xE4\xB8\xAD") == "%E4%B8%AD");
  CHECK(PercentEncode(std::string_view("\0\x7F", 2)) == "%00%7F");
}

TEST_CASE("what is encoded is decoded, and what is no escape stands for itself") {
  CHECK(PercentDecode("a%2Fb%20c%2bd") == "a/b c+d");
  CHECK(PercentDecode("100%") == "100%");
  CHECK(PercentDecode("%4") == "%4");
  CHECK(PercentDecode("%4g+%zz") == "%4g+%zz");
  CHECK(PercentDecode("%2541") == "%41");
}

}  // namespace
}  // namespace workspace_exporter
