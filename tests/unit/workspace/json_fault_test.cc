#include "workspace/json_fault.h"

#include <string>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

TEST_CASE("every form of JSON is JSON") {
  for (const char* json : {"0", "-0", "10.25", "1e5", "1E+5", "-1.5e-400", "12345678901234567890123", "true", "false",
                           "null", "\"\"", R"("\"\\\/\b\f\n\r\t\u00aF\ud800")", "[]", "{}", " [ 1 , [ ] , { } ] ",
                           R"({"a":{"b":[{}]},"a":"}"})", "\"\x7f\xff\""}) {
    CAPTURE(json);
    CHECK_FALSE(FindJsonFault(json));
  }
  CHECK_FALSE(FindJsonFault(std::string(1'000'000, '[') + std::string(1'000'000, ']')));
}

TEST_CASE("a fault is the first byte that cannot follow") {
  CHECK(FindJsonFault("") == 0U);
  CHECK(FindJsonFault(" ") == 1U);
  CHECK(FindJsonFault("nul") == 3U);
  CHECK(FindJsonFault("nulx") == 3U);
  CHECK(FindJsonFault("[1,]") == 3U);
  CHECK(FindJsonFault("[1 2]") == 3U);
  CHECK(FindJsonFault("[}") == 1U);
  CHECK(FindJsonFault("{\"a\":[]]") == 7U);
  CHECK(FindJsonFault("{\"a\" 1}") == 5U);
  CHECK(FindJsonFault("{\"a\":1,}") == 7U);
  CHECK(FindJsonFault("01") == 1U);
  CHECK(FindJsonFault("-x") == 1U);
  CHECK(FindJsonFault("1.e") == 2U);
  CHECK(FindJsonFault("1e+") == 3U);
  CHECK(FindJsonFault("\"a") == 2U);
  CHECK(FindJsonFault("\"a\nb\"") == 2U);
  CHECK(FindJsonFault("\"\\q\"") == 2U);
  CHECK(FindJsonFault("\"\\u12g4\"") == 5U);
  CHECK(FindJsonFault("{} {}") == 3U);
  CHECK(FindJsonFault(std::string("1\0", 2)) == 1U);
}

}  // namespace
}  // namespace workspace_exporter
