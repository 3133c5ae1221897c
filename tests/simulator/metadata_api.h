#pragma once

#include <map>
#include <mutex>
#include <string>

#include "simulator/random.h"
#include "simulator/simulated_keys.h"
#include "simulator/simulator_http.h"
#include "simulator/worlds.h"

namespace workspace_exporter::simulator {

/// What an ECS instance finds at 169.254.169.254, as far as its agency's keys go. Thread-safe.
class MetadataApi final {
 public:
  MetadataApi(Worlds& worlds, KeyRing& keys);

  /// PUT /meta-data/latest/api/token of version 2; 404 in version 1.
  Response MakeToken(const Request& request);
  /// GET /openstack/latest/securitykey.
  Response SecurityKey(const Request& request);
  /// All tokens so far are refused from now on.
  void RevokeTokens();

 private:
  bool HasToken(const Request& request, EpochMs now) const;

  Worlds& worlds_;
  KeyRing& keys_;
  mutable std::mutex mutex_;
  Random random_;
  std::map<std::string, EpochMs, std::less<>> tokens_;  // with the time of their end
};

}  // namespace workspace_exporter::simulator
