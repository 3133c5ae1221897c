#pragma once

#include <string_view>

#include "simulator/gatekeeper.h"
#include "simulator/simulated_keys.h"
#include "simulator/simulator_http.h"
#include "simulator/simulator_route.h"
#include "simulator/worlds.h"

namespace workspace_exporter::simulator {

/// STS: agencies by their URN (the vendor's API reference of IAM's new edition, AssumeAgency). Thread-safe.
class StsApi final {
 public:
  StsApi(Worlds& worlds, KeyRing& keys, const Gatekeeper& gatekeeper)
      : worlds_(worlds), keys_(keys), gatekeeper_(gatekeeper) {}

  /// POST /v5/agencies/assume, signed.
  Answer AssumeAgency(const Request& request, std::string_view request_id);

 private:
  Worlds& worlds_;
  KeyRing& keys_;
  const Gatekeeper& gatekeeper_;
};

}  // namespace workspace_exporter::simulator
