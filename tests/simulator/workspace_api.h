#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "simulator/fault.h"
#include "simulator/gatekeeper.h"
#include "simulator/iam.h"
#include "simulator/simulated_quota.h"
#include "simulator/simulator_http.h"
#include "simulator/simulator_route.h"
#include "simulator/worlds.h"

namespace workspace_exporter::simulator {

/// The gateway and list-sessions behind it. Thread-safe.
class WorkspaceApi final {
 public:
  WorkspaceApi(Worlds& worlds, const Iam& iam, Quota& quota, const Gatekeeper& gatekeeper)
      : worlds_(worlds), iam_(iam), quota_(quota), gatekeeper_(gatekeeper) {}

  Answer List(const Request& request, const std::string& project, const std::vector<Fault>& faults,
              std::string_view request_id);

 private:
  Response Throttle(const Settings& settings, double wait, std::string_view request_id) const;

  Worlds& worlds_;
  const Iam& iam_;
  Quota& quota_;
  const Gatekeeper& gatekeeper_;
};

/// The gateway's answer where no API fits.
Response NoSuchApi(std::string_view request_id);

}  // namespace workspace_exporter::simulator
