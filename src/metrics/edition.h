#pragma once

#include <cstdint>

#include "base/clock.h"

namespace workspace_exporter {

/// A page that is being made, as those see it who hold back what new series count.
struct Edition {
  std::uint64_t number = 0;  ///< pages that are begun later have greater ones; 0: a page that no scraper gets
  /// Every scraper that is waited for has been given a page with this number, or a later one.
  std::uint64_t given = 0;
  std::uint64_t before = 0;  ///< number of the last page before it with the same series, 0: there was none
  SteadyTime at = {};
};

}  // namespace workspace_exporter
