#include "collection/collection_cost.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

TEST_CASE("pages share a row with their neighbour, and an empty list takes one") {
  CHECK(UsualRequests(0ms, 100, 0, 0) == 2);
  CHECK(UsualRequests(0ms, 100, 100, 101) == 1 + 2);
  CHECK(UsualRequests(0ms, 100, 199, 200) == 2 + 3);
  CHECK(UsualRequests(0ms, 2, 3, 5) == 2 + 4);
}

TEST_CASE("beyond eight pages a collection costs the live sessions and what has changed") {
  CHECK(IsNoDearerInFull(800, 100));
  CHECK_FALSE(IsNoDearerInFull(801, 100));
  CHECK(UsualRequests(30min, 100, 100, 800) == 1 + 9);
  CHECK(UsualRequests(30min, 100, 100, 801) == 1 + 14);
  CHECK(UsualRequests(30min, 100, 5000, 105'000) == 51 + 14);
  CHECK(UsualRequests(0ms, 100, 5000, 105'000) == 51 + 1061);
}

TEST_CASE("the more live sessions, the more of them may have left") {
  CHECK(FetchesAtMost(0, 100) == 8);
  CHECK(FetchesAtMost(5399, 100) == 8);
  CHECK(FetchesAtMost(5400, 100) == 9);
}

}  // namespace
}  // namespace workspace_exporter
