#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "access/access_context.h"
#include "access/credential_ring.h"
#include "access/route.h"
#include "base/demand.h"
#include "config/options.h"
#include "http/retry.h"

namespace workspace_exporter {

/// How one project reaches the cloud: signed in, within its quota, and only while somebody wants it. Thread-safe.
class ProjectAccess final {
 public:
  /// The context outlives it. kTls where the certificates cannot be used.
  static Result<std::unique_ptr<ProjectAccess>> Create(const AccessContext& context, const ProjectOptions& options);

  /// Somebody wants what the API is asked for, and the credentials that it is asked with.
  class Waiting final {
   public:
    explicit Waiting(ProjectAccess& access) : for_project_(access.demand_), for_credentials_(access.ring_->demand()) {}

   private:
    const Demand::Waiting for_project_;
    const Demand::Waiting for_credentials_;
  };

  /// Signs in what goes through it, and sends it to the Workspace API.
  HttpTransport& api() { return api_; }
  /// How requests of it are tried again.
  RetryContext retries() const;
  /// The project's id, looked up where it is not configured: once, for all who wait. `time` is that of the request, and
  /// begins with it: waiting for others, a credential or the quotas costs none of it.
  Result<std::string> ProjectId(Milliseconds time);
  Identity& identity() const { return *identity_; }
  /// What listing its sessions spends of: the identity's quota, and that of the address from which the API is asked. As
  /// long as it is there.
  std::vector<SharedQuota> Quotas() const;
  /// When its token or temporary key expires, where that is known.
  std::optional<WallTime> ExpiresAt() const { return ring_->credentials().ExpiresAt(); }
  /// A sign-in that was refused, and waits for that, may be tried once more now.
  void TryRefusedAgain() { ring_->TryRefusedAgain(); }
  /// Sends no request any more, nor lets one be sent in order to sign it in.
  void Stop();

 private:
  struct Parts;
  ProjectAccess(const AccessContext& context, const ProjectOptions& options, Parts parts);

  RouteContext RouteFor(const std::string& operation);
  std::string KnownId() const;

  const AccessContext& context_;
  const std::string name_;
  const std::string region_;
  const std::shared_ptr<Identity> identity_;
  const ReachedApi reached_;
  const std::shared_ptr<CredentialRing> ring_;
  CredentialRing::Use use_of_ring_;
  std::atomic<bool> stopped_ = false;
  Demand demand_;
  Route api_;
  std::optional<Route> iam_;  // where the id is looked up
  std::mutex looking_up_;
  mutable std::mutex mutex_;
  std::string id_;  // empty until it has been looked up
};

}  // namespace workspace_exporter
