#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

namespace workspace_exporter {

/// Runs jobs on threads that come when they are needed and go when they are not, but for one that is always there:
/// where the system has no more threads to give, jobs wait for it. Thread-safe.
class WorkerPool final {
 public:
  /// Throws std::system_error where not even one thread is to be had.
  explicit WorkerPool(std::size_t max_threads);
  /// Waits for the jobs under way; those that have not begun are dropped.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// Runs the job as soon as a thread is free. A job must not throw. Throws std::bad_alloc where there is no memory to
  /// remember it.
  void Run(std::function<void()> job);

 private:
  void Work();
  void StartThread();

  const std::size_t max_threads_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> jobs_;
  std::size_t threads_ = 0;     // that take jobs
  std::size_t unfinished_ = 0;  // that use the pool, and those that are about to end with them
  std::size_t idle_ = 0;
  std::chrono::steady_clock::time_point all_needed_;  // when a job last found no thread idle
  bool ending_ = false;
};

}  // namespace workspace_exporter
