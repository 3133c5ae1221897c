#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace workspace_exporter {

/// Told of what goes out to the cloud, by project and operation ("list_sessions", "sign_in"). Thread-safe.
class AccessObserver {
 public:
  virtual ~AccessObserver() = default;

  /// Requests of that operation may come.
  virtual void MayCome(const std::string& project, const std::string& operation) = 0;
  /// One was answered with that status, or not at all.
  virtual void Sent(const std::string& project, const std::string& operation, std::optional<int> status,
                    std::chrono::nanoseconds took) = 0;
  /// Requests of that operation may be sent again.
  virtual void MayBeRetried(const std::string& project, const std::string& operation) = 0;
  virtual void Retried(const std::string& project, const std::string& operation) = 0;
};

}  // namespace workspace_exporter
