#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

namespace workspace_exporter {

/// Runs jobs on threads that come when they are needed and go when they are not. Thread-safe.
class WorkerPool final {
 public:
  explicit WorkerPool(std::size_t max_threads);
  /// Waits for the jobs under way; those that have not begun are dropped.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// Runs the job as soon as a thread is free. A job must not throw.
  void Run(std::function<void()> job);

 private:
  void Work();
  bool StartThread();

  const std::size_t max_threads_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> jobs_;
  std::size_t threads_ = 0;
  std::size_t idle_ = 0;
  bool ending_ = false;
};

}  // namespace workspace_exporter
