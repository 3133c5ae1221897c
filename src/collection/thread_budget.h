#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>

namespace workspace_exporter {

/// How many threads may read pages beside those that collect, over all projects: one alone may have them all, and many
/// at once share them. Thread-safe.
class ThreadBudget final {
 public:
  explicit ThreadBudget(std::size_t threads) : left_(threads) {}

  /// As many of those wanted as there are left; given back when it goes.
  class Share final {
   public:
    Share(ThreadBudget& budget, std::size_t wanted) : budget_(budget), threads_(budget.Take(wanted)) {}
    ~Share() { budget_.left_ += threads_; }
    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;

    std::size_t threads() const { return threads_; }

   private:
    ThreadBudget& budget_;
    const std::size_t threads_;
  };

 private:
  std::size_t Take(std::size_t wanted) {
    std::size_t left = left_;
    std::size_t taken = std::min(left, wanted);
    while (!left_.compare_exchange_weak(left, left - taken)) taken = std::min(left, wanted);
    return taken;
  }

  std::atomic<std::size_t> left_;
};

}  // namespace workspace_exporter
