#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "simulator/control_api.h"
#include "simulator/delivery.h"
#include "simulator/fault_plan.h"
#include "simulator/gatekeeper.h"
#include "simulator/iam.h"
#include "simulator/iam_api.h"
#include "simulator/metadata_api.h"
#include "simulator/pod_identity_api.h"
#include "simulator/request_log.h"
#include "simulator/server.h"
#include "simulator/simulated_keys.h"
#include "simulator/simulated_quota.h"
#include "simulator/simulator_tls_channel.h"
#include "simulator/sts_api.h"
#include "simulator/workspace_api.h"
#include "simulator/worlds.h"

namespace workspace_exporter::simulator {

struct SimulatorOptions {
  std::string listen = "127.0.0.1:0";
  std::string tls_certificate_file;  ///< empty: plain HTTP
  std::string tls_key_file;
  std::string tls_max_version;  ///< as TlsContext takes it
  std::string plain_listen;     ///< one more address, of plain HTTP; empty: none
  Account account;
  Settings settings;
  nlohmann::json faults = nlohmann::json::array();  ///< in force from the start, as /_control/faults takes them
};

/// A stand-in for the Workspace and IAM APIs, serving from construction to destruction.
class Simulator final {
 public:
  /// Throws std::runtime_error where it cannot listen or its certificate is not usable, std::invalid_argument for a
  /// wrong fault.
  explicit Simulator(const SimulatorOptions& options);
  ~Simulator();

  /// HOST:PORT, with the port that was picked.
  std::string address() const { return server_->address(); }
  /// The same of plain_listen; empty where there is none.
  std::string plain_address() const { return plain_server_ == nullptr ? "" : plain_server_->address(); }

 private:
  bool Handle(const Request& request, Channel& channel);
  Answer Compute(const Request& request, const Route& route, const std::vector<Fault>& faults,
                 const std::string& request_id);
  bool HandleApi(const Request& request, Channel& channel);
  void AddHeaders(const Settings& settings, const Route& route, const std::string& request_id, Response& response);
  double Latency(const Settings& settings);
  std::string NextRequestId();

  Worlds worlds_;
  Iam iam_;
  KeyRing keys_;
  Quota quota_;
  FaultPlan faults_;
  RequestLog log_;
  StopSignal stop_;
  Gatekeeper gatekeeper_;
  WorkspaceApi workspace_;
  IamApi iam_api_;
  StsApi sts_;
  MetadataApi metadata_;
  PodIdentityApi pod_identity_;
  ControlApi control_;
  std::atomic<std::uint64_t> requests_{0};
  std::unique_ptr<TlsContext> tls_;
  std::unique_ptr<Server> server_;
  std::unique_ptr<Server> plain_server_;
};

}  // namespace workspace_exporter::simulator
