#include "metrics/api_metrics.h"

namespace workspace_exporter {
namespace {

const prometheus::Histogram::BucketBoundaries kDurationBuckets = {0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

}  // namespace

ApiMetrics::ApiMetrics(prometheus::Registry& registry)
    : requests_(prometheus::BuildCounter()
                    .Name("huaweicloud_workspace_api_requests_total")
                    .Help("Requests sent, by operation and HTTP status; error where there was no answer.")
                    .Register(registry)),
      retries_(prometheus::BuildCounter()
                   .Name("huaweicloud_workspace_api_retries_total")
                   .Help("Requests sent again after a failure that may pass.")
                   .Register(registry)),
      durations_(prometheus::BuildHistogram()
                     .Name("huaweicloud_workspace_api_request_duration_seconds")
                     .Help("From the look-up of the name to the last byte of the answer, or the failure.")
                     .Register(registry)) {}

void ApiMetrics::Sent(const std::string& project, const std::string& operation, std::optional<int> status,
                      std::chrono::nanoseconds took) {
  const std::string code = status ? std::to_string(*status) : "error";
  requests_.Add({{"project", project}, {"operation", operation}, {"code", code}}).Increment();
  durations_.Add({{"operation", operation}}, kDurationBuckets).Observe(std::chrono::duration<double>(took).count());
}

void ApiMetrics::Retried(const std::string& project, const std::string& operation) {
  retries_.Add({{"project", project}, {"operation", operation}}).Increment();
}

}  // namespace workspace_exporter
