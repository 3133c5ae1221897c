#pragma once

#include <string_view>

#include "simulator/gatekeeper.h"
#include "simulator/iam.h"
#include "simulator/simulated_keys.h"
#include "simulator/simulator_route.h"
#include "simulator/worlds.h"

namespace workspace_exporter::simulator {

/// IAM's calls. Thread-safe.
class IamApi final {
 public:
  IamApi(Worlds& worlds, Iam& iam, KeyRing& keys, const Gatekeeper& gatekeeper)
      : worlds_(worlds), iam_(iam), keys_(keys), gatekeeper_(gatekeeper) {}

  /// POST /v3/auth/tokens.
  Answer SignIn(const Request& request);
  /// POST /v3.0/OS-AUTH/id-token/tokens.
  Answer Federate(const Request& request);
  /// GET /v3/projects: the account's projects, with the parameter `name` those of that name.
  Answer ListProjects(const Request& request, std::string_view request_id) const;
  /// POST /v3.0/OS-CREDENTIAL/securitytokens: temporary keys, with the method assume_role of the agency (reference,
  /// section 3.2), with the method token of whom the token in the body is of.
  Answer MakeKeys(const Request& request, std::string_view request_id);

 private:
  Answer AssumeAgency(const Request& request, std::string_view request_id);

  Worlds& worlds_;
  Iam& iam_;
  KeyRing& keys_;
  const Gatekeeper& gatekeeper_;
};

}  // namespace workspace_exporter::simulator
