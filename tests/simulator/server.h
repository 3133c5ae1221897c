#pragma once

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "simulator/simulator_channel.h"
#include "simulator/simulator_http.h"
#include "simulator/simulator_listener.h"

namespace workspace_exporter::simulator {

/// An HTTP/1.1 server with a thread for each connection, which reads requests and leaves every byte of the answer to
/// its handler: faults are made there.
class Server final {
 public:
  using ChannelFactory = std::function<std::unique_ptr<Channel>(int socket)>;
  /// Answers the request on the channel; false ends the connection. Called by many threads.
  using Handler = std::function<bool(const Request& request, Channel& channel)>;

  /// Starts to serve.
  Server(const std::string& address, ChannelFactory make_channel, Handler handler);
  ~Server() { Stop(); }

  std::string address() const;
  /// Ends all connections, whatever they are at, and waits for their threads.
  void Stop();

 private:
  struct Connection {
    std::unique_ptr<Channel> channel;
    std::string client;  // its address
    std::thread thread;
    bool done = false;
  };

  void AcceptAll();
  void Serve(Connection& connection);
  void ReapDone();

  Listener listener_;
  ChannelFactory make_channel_;
  Handler handler_;
  std::mutex mutex_;
  bool stopping_ = false;
  std::list<Connection> connections_;
  std::thread acceptor_;
};

}  // namespace workspace_exporter::simulator
