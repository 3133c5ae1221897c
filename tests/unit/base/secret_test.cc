#include "base/secret.h"

#include <algorithm>
#include <type_traits>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

/// Also behind its end, as far as it has room.
bool HoldsNothing(const std::string& text) {
  return std::all_of(text.data(), text.data() + text.capacity(), [](char c) { return c == '\0'; });
}

TEST_CASE("what is wiped holds nothing, in all the room that it has") {
  std::string text(100, 'x');
  text.resize(3);
  Wipe(text);
  CHECK(text.empty());
  CHECK(text.capacity() >= 100);
  CHECK(HoldsNothing(text));
}

TEST_CASE("a text that becomes a secret stays nowhere else, though it is so short that moving copies it") {
  std::string text = "short";
  const Secret secret(std::move(text));
  CHECK(secret.Reveal() == "short");
  CHECK(HoldsNothing(text));  // NOLINT(bugprone-use-after-move)
}

TEST_CASE("a secret is moved and not copied, unless somebody says so") {
  static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
  Secret one("one");
  Secret two(std::move(one));
  CHECK(one.empty());  // NOLINT(bugprone-use-after-move)
  CHECK(two.Clone().Reveal() == "one");
  Secret three("three");
  three = std::move(two);
  CHECK(three.Reveal() == "one");
  CHECK(two.empty());  // NOLINT(bugprone-use-after-move)
}

}  // namespace
}  // namespace workspace_exporter
