#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <sys/socket.h>

#include "base/clock.h"
#include "base/file_descriptor.h"
#include "web/byte_stream.h"
#include "web/connection_counts.h"
#include "web/connection_table.h"
#include "web/front_inbox.h"
#include "web/handshake_round.h"
#include "web/listener_set.h"
#include "web/request_head.h"
#include "web/web_limits.h"

namespace workspace_exporter {

/// Gives a whole request to whoever answers it, by a call of Front::Deliver from any thread.
using RequestSink = std::function<void(std::uint64_t connection, RequestHead head)>;

/// The listening side's one thread for sockets: it accepts, reads request heads and writes answers, all without
/// waiting for any one client, and holds each to its limits. A client that drips costs a few kilobytes and no thread.
/// Where memory or files run out, connections are closed, and it goes on.
class Front final {
 public:
  /// A sink that throws costs the request its connection.
  Front(std::vector<Listener> listeners, const WebLimits& limits, ConnectionCounts& counts, const Clock& clock,
        StreamFactory streams, RequestSink sink);
  /// Closes everything at once.
  ~Front();
  Front(const Front&) = delete;
  Front& operator=(const Front&) = delete;

  /// Begins to serve.
  void Start();
  /// The answer to a request. From any thread; where the connection has gone, it is lost.
  void Deliver(std::uint64_t connection, std::string answer, bool keep_alive,
               std::shared_ptr<Receipt> receipt = nullptr);
  /// Stops listening, closes what waits for a request, and returns when the answers in flight are written, at most
  /// `grace` later.
  void Stop(Milliseconds grace);

 private:
  void Run();
  void Accept(std::uint64_t listener);
  void Add(FileDescriptor socket, const sockaddr_storage& peer);
  void TakeDeliveries();
  void Answer(Delivery delivery);
  void HandleEvent(std::uint64_t id, HandshakeRound& round);
  /// What is done for one connection; where no memory is left for it, that connection is closed.
  template <typename Step>
  void OrClose(std::uint64_t id, const Step& step);
  /// Passes on a request, keeps epoll in step with the connection's state, and forgets a closed one.
  void Update(std::uint64_t id, std::optional<RequestHead> request);
  void Watch(const Connection& connection, std::uint64_t id);
  void TimeOut();
  int MillisecondsToNextDeadline() const;

  const WebLimits limits_;
  ConnectionCounts& counts_;
  const Clock& clock_;
  const StreamFactory streams_;
  const RequestSink sink_;
  FrontInbox inbox_;
  FileDescriptor epoll_;
  ListenerSet listeners_;
  ConnectionTable connections_;
  std::optional<SteadyTime> stop_by_;  // set once it stops
  std::thread thread_;
};

}  // namespace workspace_exporter
