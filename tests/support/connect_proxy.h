#pragma once

#include <cstdint>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace workspace_exporter {

/// A proxy on a free port of 127.0.0.1 that opens tunnels (CONNECT), each in a thread of its own. It looks no names up:
/// a target that it is not told of gets a 403.
class ConnectProxy final {
 public:
  /// "host:port" as clients name it, and the port of 127.0.0.1 where that is.
  using Targets = std::map<std::string, std::uint16_t>;

  /// Where `authorization` is not empty, a request without that value of Proxy-Authorization gets a 407 that repeats
  /// what it was sent, as a careless proxy might.
  explicit ConnectProxy(Targets targets, std::string authorization = {});
  ~ConnectProxy();
  ConnectProxy(const ConnectProxy&) = delete;
  ConnectProxy& operator=(const ConnectProxy&) = delete;

  std::uint16_t port() const { return port_; }
  /// The heads of the requests so far.
  std::vector<std::string> heads() const;
  /// Everything that clients have sent through the tunnels.
  std::string carried() const;

 private:
  void Accept();
  void Serve(int client);
  bool Carry(int from, int to, bool from_client);
  std::string AnswerTo(const std::string& head, int& target);

  const Targets targets_;
  const std::string authorization_;
  int listener_ = -1;
  int stop_ = -1;  ///< an eventfd: readable for good when the proxy ends
  std::uint16_t port_ = 0;
  mutable std::mutex mutex_;
  std::vector<std::string> heads_;
  std::string carried_;
  std::list<std::thread> connections_;
  std::thread accepting_;
};

}  // namespace workspace_exporter
