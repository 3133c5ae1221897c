#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <sys/socket.h>

#include "base/clock.h"
#include "base/file_descriptor.h"
#include "web/listener.h"

namespace workspace_exporter {

/// What came of accepting a client.
struct Accepted {
  enum class Outcome : std::uint8_t {
    kClient,
    kGone,     ///< it did not wait
    kNobody,   ///< waits any more
    kNoFiles,  ///< one waits, and no file is left for it
  };

  Outcome outcome = Outcome::kNobody;
  FileDescriptor socket = {};
  sockaddr_storage peer = {};
};

/// The sockets that listen, as an epoll watches them. Not thread-safe.
class ListenerSet final {
 public:
  /// `epoll` outlives the set, and tells of a client that waits by an id from `first_id` on, one for each listener.
  ListenerSet(std::vector<Listener> listeners, int epoll, std::uint64_t first_id);

  /// The next client of the listener with that id. Does not wait. Not after Close.
  Accepted Accept(std::uint64_t id);
  /// Clients have to wait until then: without a file, epoll would tell of them without end.
  void Pause(SteadyTime until);
  /// Ends a pause that is over.
  void Resume(SteadyTime now);
  std::optional<SteadyTime> paused_until() const { return paused_until_; }
  void Close() { listeners_.clear(); }
  std::size_t size() const { return listeners_.size(); }

 private:
  void Watch(int operation);

  const int epoll_;
  const std::uint64_t first_id_;
  std::vector<Listener> listeners_;
  std::optional<SteadyTime> paused_until_;
};

}  // namespace workspace_exporter
