#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>

#include "base/clock.h"
#include "base/shared_by_key.h"
#include "config/options.h"
#include "http/request_quota.h"
#include "http/transport.h"

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

/// Who signs in, and what belongs to that and not to a project: the API's quota first of all. Thread-safe.
struct Identity {
  Identity(Quota own, Clock& clock, std::stop_token stop)
      : quota(own, clock, stop), quota_of_iam(Quota(), clock, std::move(stop)) {}

  RequestQuota quota;
  RequestQuota quota_of_iam;                ///< of IAM and STS: none but what a refusal of this user or key has taught
  std::atomic<std::uint64_t> requests = 0;  ///< of one collection of each of its projects together
  ClockSkew skew;
};

/// The identities that projects use; each goes with the last project that uses it. Thread-safe.
class Identities final {
 public:
  Identities(Clock& clock, std::stop_token stop) : clock_(clock), stop_(std::move(stop)) {}

  /// Where it is another project's already, that one's quota holds.
  std::shared_ptr<Identity> Of(const ProjectOptions& project);

 private:
  Clock& clock_;
  const std::stop_token stop_;
  std::mutex mutex_;
  SharedByKey<Identity> known_;
};

}  // namespace workspace_exporter
