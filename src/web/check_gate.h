#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace workspace_exporter {

struct CheckLimits {
  std::size_t at_once = 2;
  std::size_t waiting = 4;
  std::size_t of_one_peer = 2;  ///< at once and waiting
};

/// Of checks that take seconds or more each.
inline constexpr CheckLimits kSlowCheckLimits = {.at_once = 1, .waiting = 4, .of_one_peer = 2};

/// Lets a few password checks run at once and a few wait in line, and no more of one client than its share: who guesses
/// takes neither all cores nor all workers, and leaves room for those who know. Thread-safe.
class CheckGate final {
 public:
  explicit CheckGate(CheckLimits limits) : limits_(limits) {}

  /// The right to check, for as long as it lives.
  class Turn final {
   public:
    Turn(CheckGate& gate, std::string peer) : gate_(&gate), peer_(std::move(peer)) {}
    Turn(Turn&& other) noexcept : gate_(std::exchange(other.gate_, nullptr)), peer_(std::move(other.peer_)) {}
    Turn& operator=(Turn&&) = delete;
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn() {
      if (gate_ != nullptr) gate_->Leave(peer_);
    }

   private:
    CheckGate* gate_;
    std::string peer_;
  };

  /// Waits for its turn; nothing, at once, where too many wait already.
  std::optional<Turn> Enter(const std::string& peer);

 private:
  void Leave(const std::string& peer);

  const CheckLimits limits_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t running_ = 0;
  std::uint64_t last_ticket_ = 0;
  std::deque<std::uint64_t> waiting_;
  std::map<std::string, std::size_t> of_peer_;
};

}  // namespace workspace_exporter
