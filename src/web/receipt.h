#pragma once

#include <atomic>

namespace workspace_exporter {

/// Whether an answer has come to its client: told by the listening side, asked by whoever made the answer. That it was
/// written says nothing, as the client need not read it. Thread-safe.
class Receipt final {
 public:
  /// The client asked on by the same connection, or that ended in order.
  void Sign() { is_signed_ = true; }
  bool IsSigned() const { return is_signed_; }

 private:
  std::atomic<bool> is_signed_ = false;
};

}  // namespace workspace_exporter
