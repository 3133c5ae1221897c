#include "web/worker_pool.h"

#include <chrono>
#include <exception>
#include <thread>
#include <utility>

#include <malloc.h>

#include "base/thread_name.h"

namespace workspace_exporter {
namespace {

/// Long enough for a burst; a lone Prometheus is served by the thread that stays. It counts since all were needed at
/// once, not for each thread: they take turns, and a health check a second would keep every one.
constexpr std::chrono::seconds kIdleFor(5);

}  // namespace

WorkerPool::WorkerPool(std::size_t max_threads) : max_threads_(max_threads) {
  const std::lock_guard lock(mutex_);
  StartThread();
}

WorkerPool::~WorkerPool() {
  std::unique_lock lock(mutex_);
  ending_ = true;
  jobs_.clear();
  changed_.notify_all();
  changed_.wait(lock, [this] { return unfinished_ == 0; });
}

void WorkerPool::Run(std::function<void()> job) {
  const std::lock_guard lock(mutex_);
  jobs_.push_back(std::move(job));
  if (idle_ >= jobs_.size()) return changed_.notify_one();
  all_needed_ = std::chrono::steady_clock::now();
  if (threads_ == max_threads_) return changed_.notify_one();
  try {
    StartThread();
  } catch (const std::exception&) {
    changed_.notify_one();  // no thread or memory to be had: those that there are take the job when they can
  }
}

void WorkerPool::StartThread() {
  std::thread([this] { Work(); }).detach();
  ++threads_;
  ++unfinished_;
}

void WorkerPool::Work() {
  NameThisThread("web worker");
  std::unique_lock lock(mutex_);
  while (!ending_) {
    if (jobs_.empty()) {
      if (idle_ > 0 && std::chrono::steady_clock::now() - all_needed_ >= kIdleFor) break;  // the others are enough
      ++idle_;
      const bool has_job = changed_.wait_for(lock, kIdleFor, [this] { return ending_ || !jobs_.empty(); });
      --idle_;
      if (!has_job && threads_ > 1) break;
      continue;
    }
    const std::function<void()> job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    job();
    lock.lock();
  }
  // At once, so that of two that would go at the same time one stays.
  --threads_;
  if (threads_ == 1 && !ending_) {
    // A burst is over. What it took of memory lies in pieces between what stays, where free alone leaves it.
    lock.unlock();
    malloc_trim(0);
    lock.lock();
  }
  // Under the lock: once it is free and no thread is left, the pool may go.
  --unfinished_;
  changed_.notify_all();
}

}  // namespace workspace_exporter
