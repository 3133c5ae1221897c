#include "collection/leaver_windows.h"

#include <algorithm>

#include "collection/listing_lookup.h"

namespace workspace_exporter {

std::vector<StartWindow> CutWindows(const std::vector<WallTime>& wanted, const std::vector<WallTime>& all,
                                    std::uint32_t page_size, std::size_t windows_at_most) {
  const auto rows_from = [&all](WallTime first, WallTime last) {
    return static_cast<std::size_t>(std::ranges::upper_bound(all, last + kBesideWindow) -
                                    std::ranges::lower_bound(all, first - kBesideWindow));
  };
  std::vector<StartWindow> windows;
  for (const WallTime start : wanted) {
    if (!windows.empty() && rows_from(windows.back().first, start) <= page_size) {
      windows.back().last = start;
      ++windows.back().wanted;
    } else {
      windows.push_back({.first = start, .last = start, .wanted = 1});
    }
    windows.back().rows = rows_from(windows.back().first, start);
  }
  std::ranges::stable_sort(windows, std::greater(), &StartWindow::wanted);
  if (windows.size() > windows_at_most) windows.resize(windows_at_most);
  return windows;
}

}  // namespace workspace_exporter
