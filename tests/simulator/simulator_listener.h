#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace workspace_exporter::simulator {

/// A listening IPv4 socket. Interrupt is for any thread.
class Listener final {
 public:
  /// HOST:PORT, HOST an IPv4 address; port 0 takes a free one. Throws std::runtime_error.
  explicit Listener(const std::string& address);
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  ~Listener();

  std::uint16_t port() const { return port_; }
  const std::string& host() const { return host_; }
  /// The next connection's socket; nothing once interrupted.
  std::optional<int> Accept() const;
  void Interrupt() const;

 private:
  int socket_ = -1;
  std::string host_;
  std::uint16_t port_ = 0;
};

/// Whom a connected socket leads to, without the port; empty where that one is gone.
std::string PeerAddress(int socket);

}  // namespace workspace_exporter::simulator
