#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/quota.h"
#include "base/result.h"
#include "collection/listing_reader.h"
#include "collection/listing_updater.h"
#include "collection/progress.h"
#include "collection/session_events.h"
#include "collection/session_tally.h"
#include "collection/sliced_listing.h"
#include "collection/snapshot.h"

namespace workspace_exporter {

struct CollectorOptions {
  Milliseconds lookback = std::chrono::hours(24);     ///< how far back ended sessions count, by their start
  Milliseconds live_lookback = std::chrono::days(7);  ///< and live ones
  std::string server_group_id = {};                   ///< the only group to ask for; empty: all
  Milliseconds resync_interval = {};                  ///< between full listings of every state; 0: each is a full one
  /// What a full listing may take beside the collections; nothing where there is no quota, and it is read at once.
  std::function<std::optional<Quota>()> resync_share = [] { return std::nullopt; };
  TallyOptions tally = {};
  /// Told what happened between two snapshots with both listings whole, before the later one is published.
  std::function<void(const SessionEvents&)> count_events = {};
  /// Told after each full listing that replaces an updated one in how many rows the two differ.
  std::function<void(std::uint64_t)> count_corrections = {};
};

/// About how many requests a collection of so many sessions takes, where no full listing is due.
std::uint64_t UsualRequests(const CollectorOptions& options, std::uint32_t page_size, std::uint64_t live,
                            std::uint64_t every);

using PublishSnapshot = std::function<void(Snapshot)>;

/// Makes the snapshots of one project: first the live sessions, which are shown as soon as they are whole, then all
/// states: by what has changed since the last time where that is less than reading all again, see ListingUpdater. One
/// collection at a time.
class Collector final {
 public:
  Collector(ListingReader& listings, const Clock& clock, CollectorOptions options, CollectionProgress& progress);

  /// Publishes a snapshot for each listing that was read whole; one that was not keeps its place in it. Fails with the
  /// first error that a listing met.
  Result<Done> Collect(const PublishSnapshot& publish);

 private:
  ListQuery Window(Milliseconds lookback, std::vector<SessionState> states) const;
  Result<Listing> Update(const Result<ListingUpdater::Counts>& before);
  Result<Listing> ReadInFull();
  Listing Corrected(Listing table);
  void ContinueResync();
  bool MustReadInFull() const;
  bool ResyncIsDue() const;
  void CountEvents();
  void Publish(const PublishSnapshot& publish);

  ListingReader& listings_;
  const Clock& clock_;
  const CollectorOptions options_;
  CollectionProgress& progress_;
  Snapshot snapshot_;
  Snapshot counted_;  // the last one whose events were counted
  ListingUpdater updater_;
  std::optional<SteadyTime> last_full_;  // when it began
  int disagreements_ = 0;                // of updates, one after the other
  SteadyTime distrusted_until_ = {};     // no update is tried before
  std::optional<SlicedListing> resync_;  // under way
  std::optional<Listing> resynced_;      // complete, and not yet compared
  std::optional<SteadyTime> last_slice_;
};

}  // namespace workspace_exporter
