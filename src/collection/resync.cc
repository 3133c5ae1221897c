#include "collection/resync.h"

#include <utility>

namespace workspace_exporter {

Resync::Resync(ListingReader& listings, const Clock& clock, ResyncOptions options)
    : listings_(listings), clock_(clock), options_(std::move(options)) {}

void Resync::DoneOtherwise(SteadyTime began) {
  last_began_ = began;
  under_way_.reset();
  complete_.reset();
}

void Resync::Abandon() {
  if (!under_way_) return;
  under_way_.reset();
  last_began_ = {};
}

bool Resync::IsDueAtOnce() const { return IsDue() && !options_.share(); }

void Resync::Continue(const ListQuery& window) {
  const std::optional<Quota> share = options_.share();
  if (!share || complete_ || (!under_way_ && !IsDue())) return;
  const SteadyTime now = clock_.SteadyNow();
  if (last_slice_ && now - *last_slice_ < share->window) return;
  if (!under_way_) {
    under_way_.emplace(listings_, clock_, window);
    last_began_ = now;
  }
  Result<std::optional<Listing>> full =
      under_way_->Continue([pages_left = share->limit]() mutable { return pages_left-- > 0; });
  last_slice_ = clock_.SteadyNow();
  const bool goes_on = full ? !full->has_value() : full.error().kind != ErrorKind::kInconsistent;
  if (goes_on) return;
  if (full) complete_ = *std::move(full);
  under_way_.reset();
}

std::optional<Listing> Resync::Take() { return std::exchange(complete_, std::nullopt); }

}  // namespace workspace_exporter
