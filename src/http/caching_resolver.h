#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "http/resolver.h"

namespace workspace_exporter {

/// Remembers what another resolver found, for half a minute: long enough for the connections of one collection, short
/// enough to follow a service that moves. Failures are not remembered, but whoever asks for a name that is being looked
/// up waits for that answer, good or bad, until its own deadline. Thread-safe.
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
  /// A look-up under way, which others may wait for.
  struct LookUp;

  Result<Addresses> Look(const std::string& host, LookUp& look_up, const IoWait& wait);

  Resolver& next_;
  const Clock& clock_;
  std::mutex mutex_;
  std::map<std::string, Entry> entries_;  ///< a handful: the hosts of the configuration
  std::map<std::string, std::shared_ptr<LookUp>> under_way_;
};

}  // namespace workspace_exporter
