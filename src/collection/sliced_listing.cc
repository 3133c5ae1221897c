#include "collection/sliced_listing.h"

#include <utility>

#include <fmt/format.h>

namespace workspace_exporter {

SlicedListing::SlicedListing(ListingReader& reader, const Clock& clock, CollectionProgress& progress, ListQuery query)
    : reader_(reader),
      clock_(clock),
      progress_(progress),
      query_(std::move(query)),
      began_(clock.SteadyNow()),
      labels_(reader.options().kept_labels),
      chain_(reader.options().page_size, labels_) {}

Result<std::optional<Listing>> SlicedListing::Continue(const MayRead& may_read) {
  while (true) {
    if (waiting_.empty()) {
      waiting_ = chain_.Next();
      progress_.pages_planned += waiting_.size();
    }
    if (waiting_.empty()) break;
    std::optional<Error> error = reader_.ReadStretches(query_, chain_, waiting_, may_read);
    std::erase_if(waiting_, [this](const PageChain::Stretch* stretch) {
      return stretch->order != 0 || !chain_.MayHaveRows(*stretch);
    });
    if (error) return *std::move(error);
    if (!waiting_.empty()) return std::optional<Listing>();
  }
  if (chain_.IsWhole()) return std::optional(reader_.Finish(query_, std::move(labels_), std::move(chain_), began_));
  return Error{ErrorKind::kInconsistent,
               fmt::format("the list moved while it was read: {} sessions read where the API counts {}",
                           chain_.proof().items, chain_.proof().expected)};
}

}  // namespace workspace_exporter
