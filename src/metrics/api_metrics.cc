#include "metrics/api_metrics.h"

#include <array>
#include <utility>

namespace workspace_exporter {
namespace {

const prometheus::Histogram::BucketBoundaries kDurationBuckets = {0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
/// Operations, and their answer where all goes well. The histograms of all are there from the start.
constexpr std::array<std::pair<const char*, const char*>, 6> kOperations = {{
    {"list_sessions", "200"},
    {"sign_in", "201"},
    {"list_projects", "200"},
    {"metadata", "200"},
    {"assume_role", "201"},
    {"pod_identity", "200"},
}};

}  // namespace

ApiMetrics::ApiMetrics(prometheus::Registry& registry, LastEdition last_edition)
    : last_edition_(std::move(last_edition)),
      durations_(prometheus::BuildHistogram()
                     .Name("huaweicloud_workspace_api_request_duration_seconds")
                     .Help("From the look-up of the name to the last byte of the answer, or the failure.")
                     .Register(registry)) {
  for (const auto& [operation, code] : kOperations) durations_.Add({{"operation", operation}}, kDurationBuckets);
}

void ApiMetrics::MayCome(const std::string& project, const std::string& operation) {
  const std::lock_guard lock(mutex_);
  Shown* const shown = Find(project);
  if (shown == nullptr) return;
  for (const auto& [known, code] : kOperations) {
    if (known == operation) shown->requests.Appear({operation, code}, last_edition_(project));
  }
}

void ApiMetrics::MayBeRetried(const std::string& project, const std::string& operation) {
  const std::lock_guard lock(mutex_);
  Shown* const shown = Find(project);
  if (shown != nullptr) shown->retries.Appear(operation, last_edition_(project));
}

void ApiMetrics::Sent(const std::string& project, const std::string& operation, std::optional<int> status,
                      std::chrono::nanoseconds took) {
  const std::string code = status ? std::to_string(*status) : "error";
  durations_.Add({{"operation", operation}}, kDurationBuckets).Observe(std::chrono::duration<double>(took).count());
  const std::lock_guard lock(mutex_);
  Shown* const shown = Find(project);
  if (shown != nullptr) shown->requests.AddFromTheStart({operation, code}, 1, last_edition_(project));
}

void ApiMetrics::Retried(const std::string& project, const std::string& operation) {
  const std::lock_guard lock(mutex_);
  Shown* const shown = Find(project);
  if (shown != nullptr) shown->retries.AddFromTheStart(operation, 1, last_edition_(project));
}

void ApiMetrics::AddTo(FamilySet& families, const std::string& project, const Edition& edition) {
  const std::lock_guard lock(mutex_);
  Shown* const shown = Find(project);
  if (shown == nullptr) return;
  shown->requests.Begin(edition);
  shown->retries.Begin(edition);
  FamilyWriter requests = families.Counter(
      "api_requests_total", "Requests sent, by operation and HTTP status; error where there was no answer.");
  for (const auto& [key, entry] : shown->requests.entries()) {
    requests.Add({{"project", project}, {"operation", key.first}, {"code", key.second}},
                 static_cast<double>(entry.shown));
  }
  FamilyWriter retries = families.Counter("api_retries_total", "Requests sent again after a failure that may pass.");
  for (const auto& [operation, entry] : shown->retries.entries()) {
    retries.Add({{"project", project}, {"operation", operation}}, static_cast<double>(entry.shown));
  }
}

ApiMetrics::Shown* ApiMetrics::Find(const std::string& project) {
  const auto shown = shown_.find(project);
  return shown == shown_.end() ? nullptr : &shown->second;
}

void ApiMetrics::Join(const std::string& project) {
  const std::lock_guard lock(mutex_);
  ++shown_[project].projects;
}

void ApiMetrics::Leave(const std::string& project) {
  const std::lock_guard lock(mutex_);
  const auto shown = shown_.find(project);
  if (--shown->second.projects == 0) shown_.erase(shown);
}

ApiMetrics::Project::Project(ApiMetrics& metrics, std::string name) : metrics_(metrics), name_(std::move(name)) {
  metrics_.Join(name_);
}

ApiMetrics::Project::~Project() { metrics_.Leave(name_); }

}  // namespace workspace_exporter
