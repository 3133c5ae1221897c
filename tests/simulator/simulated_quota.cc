#include "simulator/simulated_quota.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "simulator/simulated_limit.h"

namespace workspace_exporter::simulator {

std::optional<Quota::Seconds> Quota::Spend(const std::string& user, const Settings& settings, Seconds now) {
  const std::lock_guard lock(mutex_);
  Windows& windows = users_[user];
  while (!windows.all.empty() && windows.all.front() <= now - settings.quota_window_seconds) windows.all.pop_front();
  windows.all.push_back(now);
  peak_ = std::max(peak_, static_cast<std::int64_t>(windows.all.size()));
  return windows.counted.Spend({.requests = settings.quota_limit,
                                .seconds = settings.quota_window_seconds,
                                .counts_rejected = settings.quota_counts_rejected},
                               now);
}

std::int64_t Quota::peak() const {
  const std::lock_guard lock(mutex_);
  return peak_;
}

void Quota::Reset() {
  const std::lock_guard lock(mutex_);
  users_.clear();
  peak_ = 0;
}

std::string ThrottlingMessage(const Settings& settings) {
  const auto seconds = static_cast<std::int64_t>(std::ceil(settings.quota_window_seconds));
  const bool minutes = seconds % 60 == 0;
  return ThrottlingMessage("user", fmt::format("limit:{},time:{} {}", settings.quota_limit,
                                               minutes ? seconds / 60 : seconds, minutes ? "minute" : "second"));
}

}  // namespace workspace_exporter::simulator
