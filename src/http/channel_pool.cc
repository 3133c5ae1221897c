#include "http/channel_pool.h"

#include <utility>

namespace workspace_exporter {

std::unique_ptr<Channel> ChannelPool::Take() {
  const std::lock_guard lock(mutex_);
  while (!idle_.empty()) {
    std::unique_ptr<Channel> last = std::move(idle_.back());
    idle_.pop_back();
    if (last->Quiet()) return last;
  }
  return nullptr;
}

void ChannelPool::Put(std::unique_ptr<Channel> channel) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(channel));
}

}  // namespace workspace_exporter
