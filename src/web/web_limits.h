#pragma once

#include <cstddef>

#include "base/clock.h"

namespace workspace_exporter {

/// What the listening side allows its clients.
struct WebLimits {
  std::size_t connections = 1024;  ///< open at once
  /// Of them from one IPv4 address or one /64 of IPv6, which is what one host can have. A proxy needs no more either:
  /// scrapes at once have a limit far below.
  std::size_t connections_per_address = 256;
  /// Of them from the machine itself, all of its addresses together. Higher, as there may be many programs; but what is
  /// left to others is theirs whatever a program here does.
  std::size_t connections_of_machine = 768;
  std::size_t request_line_bytes = 8192;
  std::size_t head_bytes = 16384;  ///< of a request line with its headers
  std::size_t headers = 100;
  /// From the accept of a connection to the end of its first request's headers; of a later request, from its first
  /// byte.
  Milliseconds head_time{5000};
  Milliseconds idle_time{180'000};  ///< of a kept connection between requests: longer than scrape intervals
  Milliseconds write_time{30'000};  ///< for the whole of an answer to be taken
  /// Of answers that clients have not taken yet, all together. More is held only by clients that do not read.
  std::size_t answer_bytes = 64 << 20;
  /// For an answer to be made; longer than any scrape may take. Passes only where memory ran out while it was made.
  Milliseconds answer_time{150'000};
};

}  // namespace workspace_exporter
