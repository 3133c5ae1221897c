#pragma once

#include <cstddef>
#include <functional>

#include "base/clock.h"

namespace workspace_exporter {

/// What the listening side allows its clients.
struct WebLimits {
  std::size_t connections = 1024;             ///< open at once
  std::size_t connections_per_address = 256;  ///< of them from one address; the machine itself has no such limit
  std::size_t head_bytes = 16384;             ///< of a request line with its headers
  Milliseconds head_time{5000};               ///< from the first byte of a request to the end of its headers, and for
                                              ///< a new connection to its first byte
  Milliseconds idle_time{180'000};            ///< of a kept connection between requests: longer than scrape intervals
  Milliseconds write_time{30'000};            ///< for the whole of an answer
};

}  // namespace workspace_exporter
