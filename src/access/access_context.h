#pragma once

#include <functional>
#include <stop_token>

#include "access/access_observer.h"
#include "access/identities.h"
#include "access/network.h"
#include "base/clock.h"
#include "base/file.h"

namespace workspace_exporter {

class CredentialRings;

/// What the ways of all projects to the cloud share. Outlives them.
struct AccessContext {
  Clock& clock;
  std::stop_token stop;  ///< ends every request in flight
  Network& network;
  Identities& identities;
  CredentialRings& rings;
  const FileReader& files;
  AccessObserver& observer;
  std::function<double()> random;  ///< uniform in [0, 1); thread-safe
};

}  // namespace workspace_exporter
