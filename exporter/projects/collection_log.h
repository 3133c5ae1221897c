#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

#include "base/clock.h"
#include "collection/progress.h"
#include "collection/snapshot_source.h"
#include "exporter/log/log.h"

namespace workspace_exporter {

/// Logs the collections of one project, a line each. A failure of the same kind as the one before is told in full
/// every five minutes only, so that an outage does not fill the log. Thread-safe.
class CollectionLog final {
 public:
  CollectionLog(const Log& log, const Clock& clock, std::string project);

  /// `pages`: how many the collection has read. `period`: the shortest time to the beginning of the next.
  void Finished(const CollectionReport& report, std::uint64_t pages, Milliseconds period);
  /// How far one has come that takes long.
  void UnderWay(const CollectionProgress& progress);
  /// What changed does not add up to what the API counts, so that a full listing is read.
  void Disagrees(const std::string& difference);
  /// A full listing found so many ended sessions different from what had been shown.
  void Corrected(std::uint64_t rows);

 private:
  void Succeeded(const CollectionReport& report, std::uint64_t pages, Milliseconds period);
  void Failed(const CollectionReport& report);

  const Log& log_;
  const Clock& clock_;
  const std::string project_;
  std::mutex mutex_;
  std::optional<ErrorKind> last_error_;
  SteadyTime last_told_;
  int failures_ = 0;
};

}  // namespace workspace_exporter
