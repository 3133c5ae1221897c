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

/// When a project's collections may begin, and how old its figures may become, by what the user wants and by what the
/// quota sustains, of which the other projects of its identity take their part. Thread-safe.
class CollectionPacing final {
 public:
  /// `of_identity` is what a collection of each project of the identity takes together. All outlive it.
  CollectionPacing(PacingOptions options, const RequestQuota& quota, std::atomic<std::uint64_t>& of_identity,
                   const CollectionProgress& progress)
      : options_(options), quota_(quota), of_identity_(of_identity), progress_(progress) {}
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
  /// What a full listing may take beside the collections, so that those of all projects of the identity stay within a
  /// fifth of its quota; nothing where there is no quota.
  std::optional<Quota> ResyncShare() const;

 private:
  std::uint64_t Requests() const;

  const PacingOptions options_;
  const RequestQuota& quota_;
  std::atomic<std::uint64_t>& of_identity_;
  const CollectionProgress& progress_;
  std::atomic<std::uint64_t> requests_ = 0;
};

}  // namespace workspace_exporter
