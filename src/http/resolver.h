#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace workspace_exporter {

/// Finds the addresses of a host. Thread-safe.
class Resolver {
 public:
  virtual ~Resolver() = default;

  /// Literal addresses, in the order to try them; never empty. kNetwork: there is no such host, or no answer is to be
  /// had; kTimeout: none came by the deadline; kCancelled.
  virtual Result<std::vector<std::string>> Resolve(const std::string& host, Deadline deadline) = 0;
};

/// By c-ares: getaddrinfo cannot be given a time. Honours /etc/hosts and /etc/resolv.conf.
class CaresResolver final : public Resolver {
 public:
  /// `servers`: the name servers to ask, "address:port" and comma separated, in place of those of /etc/resolv.conf.
  CaresResolver(const Clock& clock, std::stop_token stop, std::string servers = {});

  Result<std::vector<std::string>> Resolve(const std::string& host, Deadline deadline) override;

 private:
  const Clock& clock_;
  const std::stop_token stop_;
  const std::string servers_;
};

/// Keeps answers for half a minute, so that a listing of a thousand pages asks once.
class CachingResolver final : public Resolver {
 public:
  CachingResolver(Resolver& inner, const Clock& clock) : inner_(inner), clock_(clock) {}

  Result<std::vector<std::string>> Resolve(const std::string& host, Deadline deadline) override;

 private:
  struct Entry {
    std::vector<std::string> addresses;
    SteadyTime until;
  };

  Resolver& inner_;
  const Clock& clock_;
  std::mutex mutex_;
  std::map<std::string, Entry> entries_;
};

}  // namespace workspace_exporter
