#pragma once

#include <atomic>
#include <cstdint>
#include <optional>

#include "base/clock.h"
#include "base/quota.h"
#include "collection/progress.h"
#include "http/request_quota.h"

namespace workspace_exporter {

struct PacingOptions {
  Milliseconds min_interval = {};   ///< between the beginnings of two collections, as the user wants it
  Milliseconds max_staleness = {};  ///< of what is shown, as the user wants it
};

/// When collections may begin, and how old figures may become, by what the user wants and by what the quota sustains.
/// Thread-safe.
class CollectionPacing final {
 public:
  /// Both outlive it.
  CollectionPacing(PacingOptions options, const RequestQuota& quota, const CollectionProgress& progress)
      : options_(options), quota_(quota), progress_(progress) {}

  /// About how many requests the next collection takes, as the one that has ended tells.
  void Expect(std::uint64_t requests) { requests_ = requests; }

  /// The shortest time between the beginnings of two collections that goes on for ever.
  Milliseconds Period() const;
  /// Earlier than after a period where there is room for this collection and one more, so that what asks now and then
  /// gets fresh figures, and what asks all the time gets them at even distances.
  SteadyTime NextDue(SteadyTime last_began) const;
  /// Figures may be old where the quota does not allow for newer ones.
  Milliseconds MaxStaleness() const;
  /// What a full listing may take beside the collections; nothing where there is no quota.
  std::optional<Quota> ResyncShare() const;

 private:
  std::uint64_t Requests() const;

  const PacingOptions options_;
  const RequestQuota& quota_;
  const CollectionProgress& progress_;
  std::atomic<std::uint64_t> requests_ = 0;
};

}  // namespace workspace_exporter
