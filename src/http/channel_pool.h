#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "base/clock.h"
#include "http/channel.h"

namespace workspace_exporter {

/// A connection that waited for its next request.
struct IdleChannel {
  std::unique_ptr<Channel> channel;  ///< null where there was none
  SteadyTime since = {};             ///< when its last request was over
};

/// The idle connections of an origin; no more than were ever in use at once, and none that has been idle for 15 s:
/// NATs and firewalls forget a connection without telling either side, many after 20 or 30 s. Thread-safe.
class ChannelPool final {
 public:
  /// The clock outlives it.
  explicit ChannelPool(const Clock& clock) : clock_(clock) {}

  /// The one used last, since it is the least likely to have been closed meanwhile; those that were are dropped, and
  /// those too old.
  IdleChannel Take();
  void Put(std::unique_ptr<Channel> channel);
  /// Drops those that have been idle since then or for longer: for when a connection of that age turns out to be
  /// forgotten, since whatever forgot it will hardly have kept the others.
  void DropIdleSince(SteadyTime since);

 private:
  const Clock& clock_;
  std::mutex mutex_;
  std::vector<IdleChannel> idle_;  ///< the one used last at the end
};

}  // namespace workspace_exporter
