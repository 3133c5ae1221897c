#include "metrics/api_metrics.h"

#include <utility>

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
  durations_.Add({{"operation", operation}}, kDurationBuckets).Observe(std::chrono::duration<double>(took).count());
  const std::lock_guard lock(mutex_);
  const auto shown = shown_.find(project);
  if (shown == shown_.end()) return;
  prometheus::Counter& counter = requests_.Add({{"project", project}, {"operation", operation}, {"code", code}});
  counter.Increment();
  shown->second.requests.insert(&counter);
}

void ApiMetrics::Retried(const std::string& project, const std::string& operation) {
  const std::lock_guard lock(mutex_);
  const auto shown = shown_.find(project);
  if (shown == shown_.end()) return;
  prometheus::Counter& counter = retries_.Add({{"project", project}, {"operation", operation}});
  counter.Increment();
  shown->second.retries.insert(&counter);
}

void ApiMetrics::Join(const std::string& project) {
  const std::lock_guard lock(mutex_);
  ++shown_[project].projects;
}

void ApiMetrics::Leave(const std::string& project) {
  const std::lock_guard lock(mutex_);
  const auto shown = shown_.find(project);
  if (--shown->second.projects > 0) return;
  for (prometheus::Counter* counter : shown->second.requests) requests_.Remove(counter);
  for (prometheus::Counter* counter : shown->second.retries) retries_.Remove(counter);
  shown_.erase(shown);
}

ApiMetrics::Project::Project(ApiMetrics& metrics, std::string name) : metrics_(metrics), name_(std::move(name)) {
  metrics_.Join(name_);
}

ApiMetrics::Project::~Project() { metrics_.Leave(name_); }

}  // namespace workspace_exporter
