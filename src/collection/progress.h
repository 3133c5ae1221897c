#pragma once

#include <atomic>
#include <cstdint>

namespace workspace_exporter {

/// How far the collection under way has come, over all its listings. Written by the collection, read by scrapes.
struct CollectionProgress {
  std::atomic<std::uint64_t> pages_planned = 0;
  std::atomic<std::uint64_t> pages_read = 0;
};

}  // namespace workspace_exporter
