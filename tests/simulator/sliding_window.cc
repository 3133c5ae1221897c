#include "simulator/sliding_window.h"

namespace workspace_exporter::simulator {

std::optional<SlidingWindow::Seconds> SlidingWindow::Spend(const Limit& limit, Seconds now) {
  while (!counted_.empty() && counted_.front() <= now - limit.seconds) counted_.pop_front();
  const bool refused = limit.requests > 0 && static_cast<std::int64_t>(counted_.size()) >= limit.requests;
  if (!refused || limit.counts_rejected) counted_.push_back(now);
  if (!refused) return std::nullopt;
  const auto over = counted_.size() - static_cast<std::size_t>(limit.requests);
  return counted_[over] + limit.seconds - now;
}

}  // namespace workspace_exporter::simulator
