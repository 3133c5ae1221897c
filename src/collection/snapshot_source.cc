#include "collection/snapshot_source.h"

#include <exception>
#include <utility>

#include "base/fault_barrier.h"
#include "base/thread_name.h"

namespace workspace_exporter {
namespace {

/// Null where there is no memory for it.
std::shared_ptr<const FailedCollection> Keep(const Error& error, SteadyTime at) noexcept try {
  return std::make_shared<const FailedCollection>(FailedCollection{.error = error, .at = at});
} catch (const std::exception&) {
  return nullptr;
}

}  // namespace

SnapshotSource::SnapshotSource(SnapshotSourceOptions options, Clock& clock)
    : options_(std::move(options)), clock_(clock), thread_([this](const std::stop_token& stop) { Run(stop); }) {}

SnapshotSource::Ticket SnapshotSource::Start() {
  const std::lock_guard lock(mutex_);
  const bool joins = view_.collecting;
  const SteadyTime now = clock_.SteadyNow();
  // After a stop nothing starts any more, and a project that looked as if it did would never be let go.
  if (!joins && !thread_.get_stop_token().stop_requested()) {
    if (last_began_ && now < options_.next_due(*last_began_)) return {};
    view_.collecting = true;
    last_began_ = now;
    changed_.notify_all();
  }
  return {.collection = finished_ + 1, .joins = joins};
}

ScrapeResult SnapshotSource::Await(const Ticket& ticket, Deadline deadline) {
  if (ticket.collection == 0) return ScrapeResult::kCached;
  std::unique_lock lock(mutex_);
  const std::stop_token stop = thread_.get_stop_token();
  while (finished_ < ticket.collection && !deadline.Passed(clock_) && !stop.stop_requested()) {
    clock_.Wait(changed_, lock, deadline.at, stop);
  }
  if (finished_ < ticket.collection) return ScrapeResult::kStale;
  if (!last_succeeded_) return ScrapeResult::kFailed;
  return ticket.joins ? ScrapeResult::kShared : ScrapeResult::kCollected;
}

ProjectView SnapshotSource::View() const {
  const std::lock_guard lock(mutex_);
  return view_;
}

void SnapshotSource::Stop() { thread_.request_stop(); }

void SnapshotSource::Run(const std::stop_token& stop) {
  NameThisThread("collector");
  while (!stop.stop_requested()) {
    {
      std::unique_lock lock(mutex_);
      if (!changed_.wait(lock, stop, [this] { return view_.collecting; })) return;
    }
    Collect();
  }
}

void SnapshotSource::Collect() {
  const SteadyTime began = clock_.SteadyNow();
  const Result<Done> done = WithoutThrowing(ErrorKind::kInconsistent, [this] {
    return options_.collect([this](Snapshot snapshot) {
      const std::lock_guard lock(mutex_);
      view_.snapshot = std::move(snapshot);
    });
  });
  const bool failed = !done && done.error().kind != ErrorKind::kCancelled;
  std::shared_ptr<const FailedCollection> failure = failed ? Keep(done.error(), clock_.SteadyNow()) : nullptr;
  CollectionReport report{.duration = std::chrono::round<Milliseconds>(clock_.SteadyNow() - began), .snapshot = {}};
  {
    const std::lock_guard lock(mutex_);
    view_.collecting = false;
    ++finished_;
    last_succeeded_ = static_cast<bool>(done);
    // A collection that was called off says nothing of the API.
    if (done || failed) view_.up = last_succeeded_;
    if (failed) ++view_.errors[static_cast<std::size_t>(done.error().kind)];
    if (failure != nullptr) view_.last_failure = std::move(failure);
    report.snapshot = view_.snapshot;
  }
  changed_.notify_all();
  try {
    if (!done) report.error = done.error();
    options_.report(report);
  } catch (const std::exception&) {
    return;  // no memory: the log goes without this one
  }
}

}  // namespace workspace_exporter
