#pragma once

#include "simulator/fault_plan.h"
#include "simulator/http_message.h"
#include "simulator/iam.h"
#include "simulator/quota.h"
#include "simulator/request_log.h"
#include "simulator/world.h"

namespace workspace_exporter::simulator {

/// What a test says to the simulator under /_control/ (README.md). Thread-safe.
class ControlApi final {
 public:
  ControlApi(World& world, Iam& iam, Quota& quota, FaultPlan& faults, RequestLog& log)
      : world_(world), iam_(iam), quota_(quota), faults_(faults), log_(log) {}

  /// 400 with the reason in "error" where a body or parameter is wrong; 404 for an unknown path or method.
  Response Answer(const Request& request);

 private:
  /// nullptr JSON where there is no such call.
  nlohmann::json Read(const Request& request);
  nlohmann::json Write(const Request& request, const nlohmann::json& body);
  nlohmann::json Delete(const Request& request);
  nlohmann::json ChangeIam(const nlohmann::json& body);
  nlohmann::json Requests() const;

  World& world_;
  Iam& iam_;
  Quota& quota_;
  FaultPlan& faults_;
  RequestLog& log_;
};

}  // namespace workspace_exporter::simulator
