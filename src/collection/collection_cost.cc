#include "collection/collection_cost.h"

#include <algorithm>

namespace workspace_exporter {
namespace {

constexpr std::uint64_t kSmallPages = 8;
/// How many windows the records of sessions that have left may take: the part of the live listing's pages.
constexpr std::uint64_t kFetchesAtLeast = 8;
constexpr std::uint64_t kFetchesPart = 6;
/// What else an update usually takes: two counts before and two after, and what has started since.
constexpr std::uint64_t kCounts = 4;
constexpr std::uint64_t kRecentPages = 2;

/// Neighbouring pages share a row.
std::uint64_t Pages(std::uint64_t sessions, std::uint32_t page_size) {
  return sessions < 2 ? 1 : (sessions - 1 + page_size - 2) / (page_size - 1);
}

}  // namespace

bool IsNoDearerInFull(std::uint64_t sessions, std::uint32_t page_size) { return sessions <= kSmallPages * page_size; }

std::size_t FetchesAtMost(std::uint64_t live, std::uint32_t page_size) {
  return std::max(kFetchesAtLeast, live / page_size / kFetchesPart);
}

std::uint64_t UsualRequests(Milliseconds resync_interval, std::uint32_t page_size, std::uint64_t live,
                            std::uint64_t every) {
  const bool in_full = resync_interval == Milliseconds(0) || IsNoDearerInFull(every, page_size);
  const std::uint64_t of_every_state =
      in_full ? Pages(every, page_size) : kCounts + kRecentPages + FetchesAtMost(live, page_size);
  return Pages(live, page_size) + of_every_state;
}

}  // namespace workspace_exporter
