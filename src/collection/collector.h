#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "collection/listing_reader.h"
#include "collection/listing_updater.h"
#include "collection/progress.h"
#include "collection/resync.h"
#include "collection/session_events.h"
#include "collection/session_tally.h"
#include "collection/sliced_listing.h"
#include "collection/snapshot.h"

namespace workspace_exporter {

/// Who is told of what a collection meets, on the collecting thread. All have to be given.
struct CollectorCallbacks {
  /// What happened between two snapshots with both listings whole, before the later one is published.
  std::function<void(const SessionEvents&)> count_events = {};
  /// In how many rows an updated table differs from the full listing that has replaced it.
  std::function<void(std::uint64_t)> count_corrections = {};
  /// Why what changed does not add up to what the API counts, so that a full listing is read.
  std::function<void(const std::string&)> tell_disagreement = {};
  /// Now and then while a full listing is read that takes long.
  std::function<void()> tell_progress = {};
};

struct CollectorOptions {
  Milliseconds lookback = std::chrono::hours(24);     ///< how far back ended sessions count, by their start
  Milliseconds live_lookback = std::chrono::days(7);  ///< and live ones
  std::string server_group_id = {};                   ///< the only group to ask for; empty: all
  ResyncOptions resync = {};
  TallyOptions tally = {};
  CollectorCallbacks callbacks = {};
};

using PublishSnapshot = std::function<void(Snapshot)>;

/// Makes the snapshots of one project: first the live sessions, which are shown as soon as they are whole, then all
/// states: by what has changed since the last time where that is less than reading all again, see ListingUpdater. While
/// all are read and it takes long, the live ones are read again in between. One collection at a time.
class Collector final {
 public:
  Collector(ListingReader& listings, const Clock& clock, CollectorOptions options, CollectionProgress& progress);

  /// Publishes a snapshot for each listing that was read whole; one that was not keeps its place in it. Fails with the
  /// first error that a listing met. Throws std::bad_alloc where memory runs out; what was published stays, and the
  /// next call begins anew.
  Result<Done> Collect(const PublishSnapshot& publish);

  /// About how many requests the next collection takes, by what the last one has found.
  std::uint64_t RequestsOfNext() const;

 private:
  ListQuery Window(Milliseconds lookback, std::vector<SessionState> states) const;
  ListQuery EveryState() const { return Window(options_.lookback, {}); }
  bool MustReadInFull() const;
  bool UpdatesAreTrusted() const;
  Result<Done> CollectOnce(const PublishSnapshot& publish);
  Result<Done> ReadLive(const PublishSnapshot& publish);
  Result<Listing> Update(const ListingUpdater::Counts& before, const Listing& every);
  Result<Listing> UpdateOrReadInFull(const Result<ListingUpdater::Counts>& before, const PublishSnapshot& publish);
  Result<Listing> ReadInFull(const PublishSnapshot& publish);
  Result<Listing> ReadBesideLive(const PublishSnapshot& publish);
  Listing BroughtUp(Listing full, const PublishSnapshot& publish);
  Listing Corrected(Listing table);
  void CountEvents();
  void Publish(const PublishSnapshot& publish);

  ListingReader& listings_;
  const Clock& clock_;
  const CollectorOptions options_;
  CollectionProgress& progress_;
  Snapshot snapshot_;
  Snapshot counted_;  // the last one whose events were counted
  ListingUpdater updater_;
  int disagreements_ = 0;              // of updates, one after the other
  SteadyTime distrusted_until_ = {};   // no update is tried before
  std::optional<SlicedListing> full_;  // under way, and what an error has left of it
  bool last_was_full_ = false;
  bool counting_hung_ = false;     // in the last collection, and nothing else was tried then
  bool table_is_updated_ = false;  // since the last full listing
  Resync resync_;
};

}  // namespace workspace_exporter
