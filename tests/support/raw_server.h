#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include <openssl/types.h>

#include "base/clock.h"
#include "support/certificate.h"

namespace workspace_exporter {

/// One connection as the server sees it, plain or TLS. Every call returns early once the connection or the server ends.
class Peer final {
 public:
  Peer(int fd, SSL_CTX* tls);
  ~Peer();
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  /// Reads up to the empty line; empty when the other side has closed.
  std::string ReadHead();
  /// False when the other side has closed.
  bool Send(std::string_view bytes);
  /// A byte each `every`.
  bool Drip(std::string_view bytes, Milliseconds every);
  /// Says nothing until the other side closes.
  void Hang();
  /// Neither says nor reads anything until the other side closes.
  void Neglect();
  /// Closes with a reset instead of an end.
  void Reset();
  /// Ends the connection from outside of its thread.
  void Cut();

 private:
  bool Accepted();

  int fd_;
  SSL* ssl_ = nullptr;
};

/// A server on a free port of 127.0.0.1 that does what a test says with each connection, each in a thread of its own.
class RawServer final {
 public:
  using Handler = std::function<void(Peer&)>;

  /// TLS where a certificate is given.
  explicit RawServer(Handler handler, const Certificate* certificate = nullptr);
  ~RawServer();

  std::uint16_t port() const { return port_; }
  int connections() const { return connections_; }

 private:
  struct Connection {
    std::unique_ptr<Peer> peer;
    std::thread thread;
  };
  void Accept();

  Handler handler_;
  SSL_CTX* tls_ = nullptr;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<int> connections_ = 0;
  std::mutex mutex_;
  std::list<Connection> open_;
  std::thread accepting_;
};

/// A whole answer with a length.
std::string Answer(std::string_view body, std::string_view more_headers = {});

/// Answers every request of a connection with "hello".
void AnswerEach(Peer& peer);

}  // namespace workspace_exporter
