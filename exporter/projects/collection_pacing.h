#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/quota.h"
#include "collection/progress.h"
#include "http/request_quota.h"

namespace workspace_exporter {

struct PacingOptions {
  Milliseconds min_interval = {};   ///< between the beginnings of two collections, as the user wants it
  Milliseconds max_staleness = {};  ///< of what is shown, as the user wants it
};

/// When a project's collections may begin, and how old its figures may become, by what the user wants and by what the
/// quotas sustain, of which other projects take their part: that of its identity, and that of the address from which
/// the API is asked. Thread-safe.
class CollectionPacing final {
 public:
  /// All outlive it.
  CollectionPacing(PacingOptions options, std::vector<SharedQuota> quotas, const CollectionProgress& progress)
      : options_(options), quotas_(std::move(quotas)), progress_(progress) {}
  ~CollectionPacing() { Expect(0); }
  CollectionPacing(const CollectionPacing&) = delete;
  CollectionPacing& operator=(const CollectionPacing&) = delete;

  /// About how many requests the next collection takes, as the one that has ended tells.
  void Expect(std::uint64_t requests);

  /// The shortest time between the beginnings of two collections that goes on for ever.
  Milliseconds Period() const;
  /// Earlier than after a period where there is room for this collection and one more, so that what asks now and then
  /// gets fresh figures, and what asks all the time gets them at even distances.
  SteadyTime NextDue(SteadyTime last_began) const;
  /// Figures may be old where the quota does not allow for newer ones.
  Milliseconds MaxStaleness() const;
  /// What a full listing may take beside the collections, so that those of all projects that share a quota stay within
  /// a fifth of it; nothing where there is no quota.
  std::optional<Quota> ResyncShare() const;
  /// Of the tightest of the quotas.
  QuotaState State() const;

 private:
  std::uint64_t Requests(const SharedQuota& shared) const;

  const PacingOptions options_;
  const std::vector<SharedQuota> quotas_;
  const CollectionProgress& progress_;
  std::atomic<std::uint64_t> requests_ = 0;
};

}  // namespace workspace_exporter
