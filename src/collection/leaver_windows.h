#pragma once

#include <cstdint>
#include <vector>

#include "base/clock.h"

namespace workspace_exporter {

/// A stretch of start times, both ends included, and kBesideWindow on either side not.
struct StartWindow {
  WallTime first = {};
  WallTime last = {};
  std::size_t wanted = 0;  ///< how many sessions it is asked for
  std::size_t rows = 0;    ///< how many it brings, as far as the starts of all of them tell

  bool operator==(const StartWindow&) const = default;
};

/// Cuts windows of start times that bring the wanted sessions with as few pages as may be: none brings more rows
/// than a page has, unless more sessions began at one time. At most so many, those that bring most first; what
/// does not fit is left for another time. `wanted` and `all` are in order.
std::vector<StartWindow> CutWindows(const std::vector<WallTime>& wanted, const std::vector<WallTime>& all,
                                    std::uint32_t page_size, std::size_t windows_at_most);

}  // namespace workspace_exporter
