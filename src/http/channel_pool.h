#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "http/channel.h"

namespace workspace_exporter {

/// The idle connections of an origin; no more than were ever in use at once. Thread-safe.
class ChannelPool final {
 public:
  /// The one used last, since it is the least likely to have been closed meanwhile; those that were are dropped. Null
  /// where there is none.
  std::unique_ptr<Channel> Take();
  void Put(std::unique_ptr<Channel> channel);

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Channel>> idle_;  ///< the one used last at the end
};

}  // namespace workspace_exporter
