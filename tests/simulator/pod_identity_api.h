#pragma once

#include <string_view>

#include "simulator/simulated_keys.h"
#include "simulator/simulator_http.h"
#include "simulator/worlds.h"

namespace workspace_exporter::simulator {

/// The agent that gives a pod of CCE the keys of its service account's agency, for the token that Kubernetes projects
/// (the vendor's SDKs: HC_CONTAINER_CREDENTIALS_FULL_URI). Thread-safe.
class PodIdentityApi final {
 public:
  PodIdentityApi(Worlds& worlds, KeyRing& keys) : worlds_(worlds), keys_(keys) {}

  /// POST /v1/credentials with {} and the bare token in Authorization.
  Response Credentials(const Request& request, std::string_view request_id);

 private:
  Worlds& worlds_;
  KeyRing& keys_;
};

}  // namespace workspace_exporter::simulator
