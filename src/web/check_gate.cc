#include "web/check_gate.h"

namespace workspace_exporter {

std::optional<CheckGate::Turn> CheckGate::Enter(const std::string& peer) {
  std::unique_lock lock(mutex_);
  const bool has_to_wait = running_ >= limits_.at_once || !waiting_.empty();
  if (has_to_wait && waiting_.size() >= limits_.waiting) return std::nullopt;
  const auto found = of_peer_.find(peer);
  if (found != of_peer_.end() && found->second >= limits_.of_one_peer) return std::nullopt;
  ++of_peer_[peer];
  const std::uint64_t ticket = ++last_ticket_;
  waiting_.push_back(ticket);
  changed_.wait(lock, [&] { return running_ < limits_.at_once && waiting_.front() == ticket; });
  waiting_.pop_front();
  ++running_;
  changed_.notify_all();  // the next may have its turn at the same time
  return Turn(*this, peer);
}

void CheckGate::Leave(const std::string& peer) {
  const std::lock_guard lock(mutex_);
  --running_;
  const auto found = of_peer_.find(peer);
  if (--found->second == 0) of_peer_.erase(found);
  changed_.notify_all();
}

}  // namespace workspace_exporter
