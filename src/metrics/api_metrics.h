#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

namespace workspace_exporter {

/// Counts what is sent to the cloud's APIs. Thread-safe.
class ApiMetrics final {
 public:
  explicit ApiMetrics(prometheus::Registry& registry);

  /// A project whose requests are counted, from here to the end of the last of its name: its series go with it.
  class Project final {
   public:
    Project(ApiMetrics& metrics, std::string name);
    ~Project();
    Project(const Project&) = delete;
    Project& operator=(const Project&) = delete;

   private:
    ApiMetrics& metrics_;
    const std::string name_;
  };

  /// A request of that operation (list_sessions, sign_in) that was answered with that status, or not at all. One of a
  /// project that has gone is counted by its duration alone.
  void Sent(const std::string& project, const std::string& operation, std::optional<int> status,
            std::chrono::nanoseconds took);
  void Retried(const std::string& project, const std::string& operation);

 private:
  /// What there is of a project.
  struct Shown {
    int projects = 0;
    std::set<prometheus::Counter*> requests = {};
    std::set<prometheus::Counter*> retries = {};
  };

  void Join(const std::string& project);
  void Leave(const std::string& project);

  std::mutex mutex_;
  std::map<std::string, Shown> shown_;
  prometheus::Family<prometheus::Counter>& requests_;
  prometheus::Family<prometheus::Counter>& retries_;
  prometheus::Family<prometheus::Histogram>& durations_;
};

}  // namespace workspace_exporter
