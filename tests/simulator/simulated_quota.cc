#include "simulator/simulated_quota.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace workspace_exporter::simulator {
namespace {

void DropOld(std::deque<Quota::Seconds>& times, Quota::Seconds oldest) {
  while (!times.empty() && times.front() <= oldest) times.pop_front();
}

}  // namespace

std::optional<Quota::Seconds> Quota::Spend(const std::string& user, const Settings& settings, Seconds now) {
  const std::lock_guard lock(mutex_);
  Windows& windows = users_[user];
  DropOld(windows.counted, now - settings.quota_window_seconds);
  DropOld(windows.all, now - settings.quota_window_seconds);
  windows.all.push_back(now);
  peak_ = std::max(peak_, static_cast<std::int64_t>(windows.all.size()));
  const bool refused =
      settings.quota_limit > 0 && static_cast<std::int64_t>(windows.counted.size()) >= settings.quota_limit;
  if (!refused || settings.quota_counts_rejected) windows.counted.push_back(now);
  if (!refused) return std::nullopt;
  const auto over = windows.counted.size() - static_cast<std::size_t>(settings.quota_limit);
  return windows.counted[over] + settings.quota_window_seconds - now;
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
  return fmt::format("The throttling threshold has been reached: policy user over ratelimit,limit:{},time:{} {}",
                     settings.quota_limit, minutes ? seconds / 60 : seconds, minutes ? "minute" : "second");
}

}  // namespace workspace_exporter::simulator
