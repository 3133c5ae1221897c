#pragma once

#include <optional>
#include <string_view>

#include "simulator/iam.h"
#include "simulator/simulated_clock.h"
#include "simulator/simulated_keys.h"
#include "simulator/simulator_http.h"

namespace workspace_exporter::simulator {

/// Who a request is from.
struct Caller {
  TokenState token = {};                 ///< as it is by default where the request is signed
  std::optional<Response> refusal = {};  ///< nothing: it may come in
};

/// Looks at the token or the signature of a request, as the gateway does before any API. Thread-safe.
class Gatekeeper final {
 public:
  Gatekeeper(const Iam& iam, const KeyRing& keys, const SimulatedClock& clock)
      : iam_(iam), keys_(keys), clock_(clock) {}

  Caller Admit(const Request& request, std::string_view request_id) const;

 private:
  const Iam& iam_;
  const KeyRing& keys_;
  const SimulatedClock& clock_;
};

}  // namespace workspace_exporter::simulator
