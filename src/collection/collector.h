#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "collection/listing_reader.h"
#include "collection/progress.h"
#include "collection/session_events.h"
#include "collection/session_tally.h"
#include "collection/snapshot.h"

namespace workspace_exporter {

struct CollectorOptions {
  Milliseconds lookback = std::chrono::hours(24);     ///< how far back ended sessions count, by their start
  Milliseconds live_lookback = std::chrono::days(7);  ///< and live ones
  std::string server_group_id = {};                   ///< the only group to ask for; empty: all
  TallyOptions tally = {};
  /// Told what happened between two snapshots with both listings whole, before the later one is published.
  std::function<void(const SessionEvents&)> count_events = {};
};

using PublishSnapshot = std::function<void(Snapshot)>;

/// Makes the snapshots of one project: first the live sessions, which are shown as soon as they are whole, then all
/// states. One collection at a time.
class Collector final {
 public:
  Collector(ListingReader& listings, const Clock& clock, CollectorOptions options, CollectionProgress& progress);

  /// Publishes a snapshot for each listing that was read whole; one that was not keeps its place in it. Fails with the
  /// first error that a listing met.
  Result<Done> Collect(const PublishSnapshot& publish);

 private:
  Result<std::shared_ptr<const Listing>> Read(Milliseconds lookback, std::vector<SessionState> states);
  void CountEvents();
  void Publish(const PublishSnapshot& publish);

  ListingReader& listings_;
  const Clock& clock_;
  const CollectorOptions options_;
  CollectionProgress& progress_;
  Snapshot snapshot_;
  Snapshot counted_;  // the last one whose events were counted
};

}  // namespace workspace_exporter
