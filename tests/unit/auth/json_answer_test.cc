#include "auth/json_answer.h"

#include <string>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

TEST_CASE("a body is read up to its limit") {
  const auto padded = [](std::size_t size) { return R"({"a":1})" + std::string(size - 7, ' '); };
  CHECK(ParseAnswer(padded(262144)).is_object());
  CHECK_FALSE(ParseAnswer(padded(262145)).is_object());
}

TEST_CASE("what is no JSON is no object, however deep it goes") {
  CHECK_FALSE(ParseAnswer("").is_object());
  CHECK_FALSE(ParseAnswer("{").is_object());
  CHECK_FALSE(ParseAnswer(std::string(200'000, '[')).is_object());
  CHECK(ParseAnswer(std::string(100'000, '[') + std::string(100'000, ']')).is_array());
}

}  // namespace
}  // namespace workspace_exporter
