#include "exporter/log/log.h"

#include <vector>

#include <doctest/doctest.h>

#include "support/fake_clock.h"

namespace workspace_exporter {
namespace {

/// What is written of a warning with such a value.
std::vector<std::string> Written(LogOptions options, const std::string& value) {
  const FakeClock clock;
  std::vector<std::string> lines;
  const Log log(options, clock, [&lines](const std::string& line) { lines.push_back(line); });
  log.Warn("a message", {{"key", value}});
  return lines;
}

TEST_CASE("a line says when, how bad, what, and each field") {
  CHECK(Written({}, "value") ==
        std::vector<std::string>{"ts=2023-11-14T22:13:20.000Z level=warn msg=\"a message\" key=value"});
  CHECK(
      Written({.format = LogFormat::kJson}, "value") ==
      std::vector<std::string>{R"({"ts":"2023-11-14T22:13:20.000Z","level":"warn","msg":"a message","key":"value"})"});
}

TEST_CASE("what is less than the level is not written") {
  CHECK(Written({.level = LogLevel::kWarn}, "value").size() == 1);
  CHECK(Written({.level = LogLevel::kError}, "value").empty());
}

TEST_CASE("no value makes a second line, a field of its own, or an end of the quotes") {
  const std::string written = Written({}, "a\nb=\"c\"").at(0);
  CHECK(written.ends_with(R"(key="a\nb=\"c\"")"));
  CHECK(Written({.format = LogFormat::kJson}, "a\n\"}").at(0).ends_with(R"("key":"a\n\"}"})"));
  CHECK(Written({}, "").at(0).ends_with(R"(key="")"));
}

}  // namespace
}  // namespace workspace_exporter
