#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "base/origin.h"
#include "collection/demand.h"
#include "http/httplib_transport.h"
#include "http/observed_transport.h"
#include "http/request_gate.h"
#include "http/request_quota.h"
#include "http/tls_context.h"
#include "metrics/api_metrics.h"

namespace workspace_exporter {

/// How far our clock is ahead of the API's, as its answers' Date tells. Thread-safe.
class ClockSkew final {
 public:
  void See(const Result<HttpResponse>& response, WallTime now);
  /// Nothing before the first answer.
  std::optional<double> Seconds() const { return is_known_ ? std::optional(seconds_.load()) : std::nullopt; }

 private:
  std::atomic<double> seconds_ = 0;
  std::atomic<bool> is_known_ = false;
};

/// What a route works with; all outlive it.
struct ApiRouteContext {
  Clock& clock;
  Resolver& resolver;
  std::stop_token stop;
  ApiMetrics& metrics;
  std::string user_agent;
  std::string project;
  std::string operation;  ///< value of the label, such as "list_sessions"
  ClockSkew& skew;
  const Demand& demand;
};

/// Where an API is, and whom to trust there.
struct Endpoint {
  Origin origin;
  std::shared_ptr<const TlsContext> tls;
};

/// Counts the requests of one operation, and looks at what their answers say of the API's clock. Thread-safe.
class RequestCounter final : public RequestObserver {
 public:
  explicit RequestCounter(const ApiRouteContext& context);

  void Sent(const Result<HttpResponse>& answer, std::chrono::nanoseconds duration) override;

 private:
  ApiMetrics& metrics_;
  const Clock& clock_;
  const std::string project_;
  const std::string operation_;
  ClockSkew& skew_;
};

/// One way to an API: gate, then count, then send. Thread-safe.
struct ApiRoute {
  RequestQuota quota;
  HttplibTransport connections;
  RequestCounter counter;
  ObservedTransport counted;
  RequestGate gate;  ///< what requests are given to

  ApiRoute(const ApiRouteContext& context, const Endpoint& endpoint, Quota own);
};

}  // namespace workspace_exporter
