#include "collection/leaver_windows.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

WallTime At(int second) { return WallTime(std::chrono::seconds(second)); }

/// A session a second, from 0 to 99.
std::vector<WallTime> EverySecond() {
  std::vector<WallTime> starts;
  for (int second = 0; second < 100; ++second) starts.push_back(At(second));
  return starts;
}

TEST_CASE("neighbours share a window as long as a page holds all that started in it") {
  const auto windows = CutWindows({At(10), At(14), At(17), At(20)}, EverySecond(), 10, 5);
  REQUIRE(windows.size() == 2);
  CHECK(windows[0] == StartWindow{At(10), At(17), 3, 10});
  CHECK(windows[1] == StartWindow{At(20), At(20), 1, 3});
}

TEST_CASE("where not all windows may be asked for, those come first that bring most") {
  const auto windows = CutWindows({At(0), At(50), At(51), At(80), At(82), At(84)}, EverySecond(), 7, 2);
  REQUIRE(windows.size() == 2);
  CHECK(windows[0] == StartWindow{At(80), At(84), 3, 7});
  CHECK(windows[1] == StartWindow{At(50), At(51), 2, 4});
  CHECK(CutWindows({At(0)}, EverySecond(), 5, 0).empty());
  CHECK(CutWindows({}, EverySecond(), 5, 5).empty());
}

}  // namespace
}  // namespace workspace_exporter
