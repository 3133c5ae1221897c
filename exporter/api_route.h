#pragma once

#include <functional>
#include <memory>
#include <string>

#include "exporter/identity.h"
#include "http/observed_transport.h"
#include "http/request_gate.h"
#include "metrics/api_metrics.h"

namespace workspace_exporter {

/// What a route works with; all outlive it.
struct ApiRouteContext {
  Clock& clock;
  std::stop_token stop;
  ApiMetrics& metrics;
  std::function<std::string()> project;  ///< value of the label, for each request
  std::string operation;                 ///< value of the label, such as "list_sessions"
  ClockSkew& skew;
  std::function<bool()> is_wanted;  ///< whether requests are to be sent at all
};

/// Counts the requests of one operation, and looks at what their answers say of the API's clock. Thread-safe.
class RequestCounter final : public RequestObserver {
 public:
  explicit RequestCounter(const ApiRouteContext& context);

  void Sent(const Result<HttpResponse>& answer, std::chrono::nanoseconds duration) override;

 private:
  ApiMetrics& metrics_;
  const Clock& clock_;
  const std::function<std::string()> project_;
  const std::string operation_;
  ClockSkew& skew_;
};

/// One way to an API: gate, then count, then send. Thread-safe.
struct ApiRoute {
  std::shared_ptr<HttpTransport> connections;
  RequestCounter counter;
  ObservedTransport counted;
  RequestGate gate;  ///< what requests are given to

  /// The quota outlives it.
  ApiRoute(const ApiRouteContext& context, std::shared_ptr<HttpTransport> given, RequestQuota& quota);
};

}  // namespace workspace_exporter
