#include "collection/sliced_listing.h"

#include <utility>

namespace workspace_exporter {

SlicedListing::SlicedListing(ListingReader& reader, const Clock& clock, ListQuery query)
    : reader_(reader),
      query_(std::move(query)),
      began_(clock.SteadyNow()),
      labels_(reader.options().kept_labels),
      chain_(reader.options().page_size, labels_) {}

Result<std::optional<Listing>> SlicedListing::Continue(const MayRead& may_read) {
  if (std::optional<Error> error = reader_.ReadOn(query_, chain_, waiting_, may_read)) return *std::move(error);
  if (!waiting_.empty()) return std::optional<Listing>();
  Result<Listing> listing = reader_.Finish(query_, std::move(labels_), std::move(chain_), began_);
  if (!listing) return std::move(listing).error();
  return std::optional(*std::move(listing));
}

}  // namespace workspace_exporter
