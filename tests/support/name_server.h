#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace workspace_exporter {

/// What a name server says to one question.
struct NameReply {
  enum class Code : std::uint8_t { kFound = 0, kFormErr = 1, kServFail = 2, kNxDomain = 3, kNotImp = 4, kRefused = 5 };
  Code code = Code::kFound;
  std::vector<std::string> addresses = {};  ///< of the family that was asked for; none: no data
  bool silent = false;
  bool truncated = false;  ///< over UDP, the only way that there is
};

/// A DNS server on a free UDP port of 127.0.0.1.
class NameServer final {
 public:
  using Addresses = std::array<std::uint8_t, 4>;
  /// Called from the server's own thread.
  using Answer = std::function<NameReply(const std::string& name, bool ipv6)>;

  explicit NameServer(Answer answer);
  /// Knows IPv4 addresses by name; any other name does not exist. Where `silent`, it never answers.
  explicit NameServer(std::multimap<std::string, Addresses> known, bool silent = false);
  ~NameServer();

  /// As CaresResolver takes it.
  std::string address() const;
  int questions() const { return questions_; }

 private:
  void Serve();

  const Answer answer_;
  int socket_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<int> questions_ = 0;
  std::thread serving_;
};

}  // namespace workspace_exporter
