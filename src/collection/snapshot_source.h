#pragma once

#include <array>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "base/clock.h"
#include "base/result.h"
#include "collection/collector.h"
#include "collection/snapshot.h"

namespace workspace_exporter {

/// What a scrape got of a project, as the label `result` of scrapes_total tells it.
enum class ScrapeResult : std::uint8_t {
  kCollected,  ///< it started a collection, and has its figures
  kShared,     ///< another scrape had started it
  kCached,     ///< the last snapshot is recent enough
  kStale,      ///< its time was up before the collection's end: the last snapshot, if any
  kFailed,     ///< the collection failed: the last snapshot, if any
};

/// A collection that failed, and when.
struct FailedCollection {
  Error error = {};
  SteadyTime at = {};
};

/// What there is to show of a project at a moment.
struct ProjectView {
  Snapshot snapshot = {};
  bool up = false;                                                 ///< the last finished collection succeeded
  bool collecting = false;                                         ///< one is under way
  std::array<std::uint64_t, kReportedErrorKinds> errors = {};      ///< failed collections, by ErrorKind
  std::shared_ptr<const FailedCollection> last_failure = nullptr;  ///< null: none has failed yet
};

/// A collection that has ended, for the log.
struct CollectionReport {
  Milliseconds duration = {};
  std::optional<Error> error = std::nullopt;
  Snapshot snapshot = {};
};

struct SnapshotSourceOptions {
  /// Reads what there is and publishes it; false figures are never published. Returns soon after a stop.
  std::function<Result<Done>(const PublishSnapshot&)> collect = {};
  /// Told of each collection when it has ended, on the collecting thread.
  std::function<void(const CollectionReport&)> report = {};
  /// When the next collection may start, where the last one began at that time.
  std::function<SteadyTime(SteadyTime last_began)> next_due = {};
};

/// Answers scrapes of one project from collections that they share. A collection runs on a thread of its own, so that
/// it goes on, and serves the next scrape, when the time of the one that started it is up. Thread-safe.
class SnapshotSource final {
 public:
  SnapshotSource(SnapshotSourceOptions options, Clock& clock);
  SnapshotSource(const SnapshotSource&) = delete;
  SnapshotSource& operator=(const SnapshotSource&) = delete;

  /// What a scrape waits for.
  struct Ticket {
    std::uint64_t collection = 0;  ///< its number; 0: the last snapshot is recent enough
    bool joins = false;            ///< another scrape has started it
  };
  /// Starts a collection where one is due and none is under way.
  Ticket Start();
  /// Waits for the ticket's collection until the deadline or a stop.
  ScrapeResult Await(const Ticket& ticket, Deadline deadline);
  /// What there is, at once.
  ProjectView View() const;
  /// Ends all waiting; the collection under way has to be ended by its transport.
  void Stop();

 private:
  void Run(const std::stop_token& stop);
  void Collect();

  const SnapshotSourceOptions options_;
  Clock& clock_;
  mutable std::mutex mutex_;
  mutable std::condition_variable_any changed_;
  ProjectView view_;
  std::optional<SteadyTime> last_began_;
  std::uint64_t finished_ = 0;
  bool last_succeeded_ = false;
  std::jthread thread_;  // last, so that it ends before what it uses goes
};

}  // namespace workspace_exporter
