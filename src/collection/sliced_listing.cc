#include "collection/sliced_listing.h"

#include <algorithm>
#include <utility>

namespace workspace_exporter {

SlicedListing::SlicedListing(ListingReader& reader, const Clock& clock, ListQuery query)
    : reader_(reader),
      clock_(clock),
      query_(std::move(query)),
      began_(clock.SteadyNow()),
      labels_(reader.options().kept_labels),
      chain_(reader.options().page_size, labels_) {}

Result<std::optional<Listing>> SlicedListing::Continue(std::size_t pages_at_most) {
  while (pages_at_most > 0) {
    if (waiting_.empty()) waiting_ = chain_.Next();
    if (waiting_.empty()) break;
    const auto count = static_cast<std::ptrdiff_t>(std::min(pages_at_most, waiting_.size()));
    const std::vector<PageChain::Stretch*> slice(waiting_.begin(), waiting_.begin() + count);
    std::optional<Error> error = reader_.ReadStretches(query_, chain_, slice);
    std::erase_if(waiting_, [](const PageChain::Stretch* stretch) { return stretch->order != 0; });
    if (error) return *std::move(error);
    pages_at_most -= slice.size();
  }
  if (pages_at_most == 0) return std::optional<Listing>();  // what comes next is planned next time
  if (!chain_.IsWhole()) return Error{ErrorKind::kInconsistent, "the list moved while it was read in slices"};
  return std::optional(reader_.Finish(query_, std::move(labels_), std::move(chain_), began_));
}

}  // namespace workspace_exporter
