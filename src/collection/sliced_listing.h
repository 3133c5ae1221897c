#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "collection/listing.h"
#include "collection/listing_reader.h"

namespace workspace_exporter {

/// A listing that is read a few pages at a time, over many collections, so that it takes no more of the quota than it
/// is given. Not thread-safe.
class SlicedListing final {
 public:
  SlicedListing(ListingReader& reader, const Clock& clock, ListQuery query);

  /// Reads up to so many pages more. The whole list once all are read; kInconsistent where it did not stand still; any
  /// other error leaves what has been read, and may be tried again.
  Result<std::optional<Listing>> Continue(std::size_t pages_at_most);

 private:
  ListingReader& reader_;
  const Clock& clock_;
  const ListQuery query_;
  const SteadyTime began_;
  LabelPool labels_;
  PageChain chain_;
  std::vector<PageChain::Stretch*> waiting_;
};

}  // namespace workspace_exporter
