#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include <prometheus/family.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include "metrics/edition.h"
#include "metrics/family_set.h"
#include "metrics/held_back.h"

namespace workspace_exporter {

/// Counts what is sent to the cloud's APIs. Thread-safe.
class ApiMetrics final {
 public:
  /// The number of the last page that a project was on, 0 where there was none. Called with the lock.
  using LastEdition = std::function<std::uint64_t(const std::string& project)>;

  ApiMetrics(prometheus::Registry& registry, LastEdition last_edition);

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

  /// Requests of that operation may come: those that are answered as they should be are shown from now on.
  void MayCome(const std::string& project, const std::string& operation);
  /// They may be sent again: those that are, too.
  void MayBeRetried(const std::string& project, const std::string& operation);
  /// A request of that operation (list_sessions, sign_in) that was answered with that status, or not at all. One of a
  /// project that has gone is counted by its duration alone.
  void Sent(const std::string& project, const std::string& operation, std::optional<int> status,
            std::chrono::nanoseconds took);
  void Retried(const std::string& project, const std::string& operation);

  /// What there is of a project; the durations, which are of no project, are in the registry.
  void AddTo(FamilySet& families, const std::string& project, const Edition& edition);

 private:
  using OperationAndCode = std::pair<std::string, std::string>;
  /// What there is of a project.
  struct Shown {
    int projects = 0;
    HeldBack<OperationAndCode, std::uint64_t> requests = {};
    HeldBack<std::string, std::uint64_t> retries = {};
  };

  void Join(const std::string& project);
  void Leave(const std::string& project);
  /// Null where it has gone.
  Shown* Find(const std::string& project);

  const LastEdition last_edition_;
  std::mutex mutex_;
  std::map<std::string, Shown> shown_;
  prometheus::Family<prometheus::Histogram>& durations_;
};

}  // namespace workspace_exporter
