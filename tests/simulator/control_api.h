#pragma once

#include "simulator/fault_plan.h"
#include "simulator/iam.h"
#include "simulator/metadata_api.h"
#include "simulator/request_log.h"
#include "simulator/simulated_keys.h"
#include "simulator/simulated_quota.h"
#include "simulator/simulator_http.h"
#include "simulator/worlds.h"

namespace workspace_exporter::simulator {

/// Who issues tokens and keys.
struct Issuers {
  Iam& iam;
  KeyRing& keys;
  MetadataApi& metadata;
};

/// What a test says to the simulator under /_control/ (README.md). Thread-safe.
class ControlApi final {
 public:
  ControlApi(Worlds& worlds, Issuers issuers, Quota& quota, FaultPlan& faults, RequestLog& log)
      : worlds_(worlds), issuers_(issuers), quota_(quota), faults_(faults), log_(log) {}

  /// 400 with the reason in "error" where a body or parameter is wrong; 404 for an unknown path or method.
  Response Answer(const Request& request);

 private:
  /// nullptr JSON where there is no such call.
  nlohmann::json Read(const Request& request);
  nlohmann::json Write(const Request& request, const nlohmann::json& body);
  /// Those that change sessions, or who may come in; false where the call is another.
  bool ChangeSessions(const Request& request, const nlohmann::json& body);
  bool ChangeIssuers(const Request& request, const nlohmann::json& body);
  nlohmann::json Delete(const Request& request);
  nlohmann::json Requests() const;

  Worlds& worlds_;
  Issuers issuers_;
  Quota& quota_;
  FaultPlan& faults_;
  RequestLog& log_;
};

}  // namespace workspace_exporter::simulator
