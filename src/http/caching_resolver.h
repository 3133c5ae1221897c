#pragma once

#include <map>
#include <mutex>
#include <string>

#include "http/resolver.h"

namespace workspace_exporter {

/// Remembers what another resolver found, for half a minute: long enough for the connections of one collection, short
/// enough to follow a service that moves. Failures are not remembered. Thread-safe.
class CachingResolver final : public Resolver {
 public:
  /// Both outlive it.
  CachingResolver(Resolver& next, const Clock& clock) : next_(next), clock_(clock) {}

  Result<Addresses> Resolve(const std::string& host, const IoWait& wait) override;

 private:
  struct Entry {
    Addresses addresses;
    SteadyTime until;
  };

  Resolver& next_;
  const Clock& clock_;
  std::mutex mutex_;
  std::map<std::string, Entry> entries_;  ///< a handful: the hosts of the configuration
};

}  // namespace workspace_exporter
