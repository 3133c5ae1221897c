#include "exposition/number.h"

#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using Limits = std::numeric_limits<double>;

std::string Number(double value) {
  std::string out;
  AppendNumber(out, value);
  return out;
}

std::string Bound(double value, bool as_float) {
  std::string out;
  AppendBound(out, value, as_float);
  return out;
}

TEST_CASE("whole numbers are written plainly as far as each of them is a double") {
  const std::vector<std::pair<double, std::string_view>> cases = {{0, "0"},
                                                                  {-0.0, "0"},
                                                                  {1, "1"},
                                                                  {-42, "-42"},
                                                                  {1e6, "1000000"},
                                                                  {1'700'000'000, "1700000000"},
                                                                  {9007199254740991, "9007199254740991"},
                                                                  {9007199254740992, "9007199254740992"},
                                                                  {-9007199254740992, "-9007199254740992"},
                                                                  {1e22, "1e+22"}};
  for (const auto& [value, text] : cases) CHECK(Number(value) == text);
}

TEST_CASE("other numbers are as short as can be read back") {
  CHECK(Number(0.1) == "0.1");
  CHECK(Number(0.1 + 0.2) == "0.30000000000000004");
  CHECK(Number(1'700'000'000.123) == "1700000000.123");
  CHECK(Number(Limits::max()) == "1.7976931348623157e+308");
  CHECK(Number(Limits::denorm_min()) == "5e-324");
}

TEST_CASE("what is not finite has the formats' own names") {
  CHECK(Number(Limits::infinity()) == "+Inf");
  CHECK(Number(-Limits::infinity()) == "-Inf");
  CHECK(Number(Limits::quiet_NaN()) == "NaN");
  CHECK(Number(-Limits::quiet_NaN()) == "NaN");
  CHECK(Bound(Limits::infinity(), true) == "+Inf");
}

TEST_CASE("any double reads back as it was") {
  std::mt19937_64 random(1);
  for (int round = 0; round < 20'000; ++round) {
    const std::uint64_t bits = random();
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    if (std::isnan(value)) continue;
    for (const std::string& text : {Number(value), Bound(value, true), Bound(value, false)}) {
      double read = 0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), read);
      REQUIRE(error == std::errc());
      REQUIRE(end == text.data() + text.size());
      REQUIRE(read == value);
    }
  }
}

TEST_CASE("counts are written plainly up to the greatest") {
  std::string out = "n=";
  AppendCount(out, std::numeric_limits<std::uint64_t>::max());
  CHECK(out == "n=18446744073709551615");
}

// The examples of OpenMetrics 1.0, "Considerations: Canonical Numbers".
TEST_CASE("bounds are written as OpenMetrics' examples are") {
  for (const std::string_view text :
       {"0.0",  "0.001", "0.002", "0.01",  "0.1",    "0.9",      "0.95",  "0.99",  "0.999",   "1.0",          "1.7",
        "10.0", "1e-10", "1e-09", "1e-05", "0.0001", "100000.0", "1e+06", "1e+10", "86400.0", "1.234567e+06", "-2.5"}) {
    CAPTURE(text);
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    CHECK(Bound(value, true) == text);
    const std::string_view plain = text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
    CHECK(Bound(value, false) == plain);
  }
}

}  // namespace
}  // namespace workspace_exporter
