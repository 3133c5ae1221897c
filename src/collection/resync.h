#pragma once

#include <functional>
#include <optional>

#include "base/clock.h"
#include "base/quota.h"
#include "collection/listing_reader.h"
#include "collection/sliced_listing.h"

namespace workspace_exporter {

struct ResyncOptions {
  Milliseconds interval = {};  ///< between the beginnings of two full listings; 0: there is nothing but those
  /// What a full listing may take beside the collections; nothing where there is no quota, and it is read at once.
  std::function<std::optional<Quota>()> share = [] { return std::nullopt; };
};

/// The full listing that updated tables are checked by: one is due each interval, and is read a slice at a time beside
/// the collections, one slice in a window of the quota, so that no window holds more than its share. Not thread-safe.
class Resync final {
 public:
  /// All but the options outlive it.
  Resync(ListingReader& listings, const Clock& clock, ResyncOptions options);

  /// A full listing that began then was read otherwise; the one under way is of no use any more.
  void DoneOtherwise(SteadyTime began);
  /// The one under way is of no use any more; the next slice begins another.
  void Abandon();
  /// Whether a full listing is due that has to be read at once.
  bool IsDueAtOnce() const;
  /// Reads a slice, where a full listing is due or under way. What is shown does not wait for it; an error is one that
  /// the next collection meets, too.
  void Continue(const ListQuery& window);
  /// The full listing that has been completed since the last time.
  std::optional<Listing> Take();

 private:
  bool IsDue() const { return clock_.SteadyNow() - last_began_ >= options_.interval; }

  ListingReader& listings_;
  const Clock& clock_;
  const ResyncOptions options_;
  SteadyTime last_began_;
  std::optional<SteadyTime> last_slice_;
  std::optional<SlicedListing> under_way_;
  std::optional<Listing> complete_;
};

}  // namespace workspace_exporter
