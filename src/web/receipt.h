#pragma once

#include <atomic>
#include <cstdint>

namespace workspace_exporter {

/// What has become of an answer: told by the listening side, asked by whoever made the answer. Thread-safe.
class Receipt final {
 public:
  enum class Fate : std::uint8_t {
    kUnderWay,  ///< not written whole yet
    kWritten,   ///< whole, and its connection is open
    kTaken,     ///< whole, and its client asked on, or the connection ended in order
    kLost,      ///< never whole, or the client went before it had all
  };

  void Becomes(Fate fate) { fate_ = fate; }
  Fate fate() const { return fate_; }
  /// Whether the client has all of it, as far as that can be known.
  bool IsGiven() const { return fate() == Fate::kWritten || fate() == Fate::kTaken; }

 private:
  std::atomic<Fate> fate_ = Fate::kUnderWay;
};

}  // namespace workspace_exporter
