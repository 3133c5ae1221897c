#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <string>
#include <thread>

namespace workspace_exporter {

/// A DNS server on a free UDP port of 127.0.0.1 that knows IPv4 addresses by name; any other name does not exist.
class NameServer final {
 public:
  using Addresses = std::array<std::uint8_t, 4>;

  /// Where `silent`, it never answers.
  explicit NameServer(std::multimap<std::string, Addresses> known, bool silent = false);
  ~NameServer();

  /// As CaresResolver takes it.
  std::string address() const;
  int questions() const { return questions_; }

 private:
  void Serve();

  const std::multimap<std::string, Addresses> known_;
  const bool silent_;
  int socket_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<int> questions_ = 0;
  std::thread serving_;
};

}  // namespace workspace_exporter
