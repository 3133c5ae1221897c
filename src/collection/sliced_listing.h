#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "collection/listing.h"
#include "collection/listing_reader.h"

namespace workspace_exporter {

/// A listing that is read some pages at a time, so that something else can be done in between. Not thread-safe.
class SlicedListing final {
 public:
  /// The reader outlives it.
  SlicedListing(ListingReader& reader, const Clock& clock, ListQuery query);

  /// Reads more pages, as long as `may_read` says so. The whole list once all are read; kInconsistent where it did not
  /// stand still; any other error leaves what has been read, and may be tried again.
  Result<std::optional<Listing>> Continue(const MayRead& may_read);

  SteadyTime began() const { return began_; }
  /// How many pages are planned and not read yet.
  std::size_t pages_waiting() const { return waiting_.size(); }

 private:
  ListingReader& reader_;
  const ListQuery query_;
  const SteadyTime began_;
  LabelPool labels_;
  PageChain chain_;
  std::vector<PageChain::Stretch*> waiting_;
};

}  // namespace workspace_exporter
