#include "http/channel_pool.h"

#include <algorithm>
#include <utility>

namespace workspace_exporter {
namespace {

constexpr std::chrono::seconds kLongestIdle(15);

/// Takes those out whose last use was not after `since`, for the caller to destroy without the lock.
std::vector<IdleChannel> TakeOut(std::vector<IdleChannel>& idle, SteadyTime since) {
  const auto end = std::ranges::find_if(idle, [since](const IdleChannel& one) { return one.since > since; });
  std::vector<IdleChannel> taken(std::make_move_iterator(idle.begin()), std::make_move_iterator(end));
  idle.erase(idle.begin(), end);
  return taken;
}

}  // namespace

IdleChannel ChannelPool::Take() {
  std::vector<IdleChannel> dropped;  // destroyed after the lock is
  const std::lock_guard lock(mutex_);
  dropped = TakeOut(idle_, clock_.SteadyNow() - kLongestIdle);
  while (!idle_.empty()) {
    IdleChannel last = std::move(idle_.back());
    idle_.pop_back();
    if (last.channel->Quiet()) return last;
    dropped.push_back(std::move(last));
  }
  return {};
}

void ChannelPool::Put(std::unique_ptr<Channel> channel) {
  std::vector<IdleChannel> dropped;
  const std::lock_guard lock(mutex_);
  const SteadyTime now = clock_.SteadyNow();
  dropped = TakeOut(idle_, now - kLongestIdle);
  idle_.push_back({std::move(channel), now});
}

void ChannelPool::DropIdleSince(SteadyTime since) {
  std::vector<IdleChannel> dropped;
  const std::lock_guard lock(mutex_);
  dropped = TakeOut(idle_, since);
}

}  // namespace workspace_exporter
