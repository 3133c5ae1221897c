#include "web/worker_pool.h"

#include <chrono>
#include <system_error>
#include <thread>
#include <utility>

namespace workspace_exporter {
namespace {

/// Longer than most scrape intervals, so that a lone Prometheus is served by one thread that stays.
constexpr std::chrono::seconds kIdleFor(90);

}  // namespace

WorkerPool::WorkerPool(std::size_t max_threads) : max_threads_(max_threads) {}

WorkerPool::~WorkerPool() {
  std::unique_lock lock(mutex_);
  ending_ = true;
  jobs_.clear();
  changed_.notify_all();
  changed_.wait(lock, [this] { return threads_ == 0; });
}

void WorkerPool::Run(std::function<void()> job) {
  const std::lock_guard lock(mutex_);
  jobs_.push_back(std::move(job));
  if (idle_ >= jobs_.size() || threads_ == max_threads_ || !StartThread()) changed_.notify_one();
}

bool WorkerPool::StartThread() {
  try {
    std::thread([this] { Work(); }).detach();
  } catch (const std::system_error&) {
    return false;  // no more threads to be had: those that there are take the job when they can
  }
  ++threads_;
  return true;
}

void WorkerPool::Work() {
  std::unique_lock lock(mutex_);
  while (!ending_) {
    if (jobs_.empty()) {
      ++idle_;
      const bool has_job = changed_.wait_for(lock, kIdleFor, [this] { return ending_ || !jobs_.empty(); });
      --idle_;
      if (!has_job) break;
      continue;
    }
    const std::function<void()> job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    job();
    lock.lock();
  }
  --threads_;
  // Under the lock: once it is free and no thread is left, the pool may go.
  changed_.notify_all();
}

}  // namespace workspace_exporter
