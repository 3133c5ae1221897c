#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "access/access_context.h"
#include "access/route.h"
#include "auth/credential.h"
#include "auth/metadata_access_keys.h"
#include "auth/renewing_credential.h"
#include "base/demand.h"
#include "config/options.h"

namespace workspace_exporter {

/// What projects sign in with together, and how it is had: by password or id token, from files, the environment,
/// the server's metadata or the agent of pod identities; and with that a key of an agency, where one is to be assumed.
/// Thread-safe.
class CredentialRing final {
 public:
  /// For a project, and others that sign in by the same. kTls where the certificates cannot be used.
  static Result<std::shared_ptr<CredentialRing>> Create(const AccessContext& context, const ProjectOptions& options,
                                                        std::shared_ptr<Identity> identity);

  /// A project signs in with it. Once the last has given up, nothing is asked for.
  class Use final {
   public:
    Use(CredentialRing& ring, const std::string& project);
    ~Use() { GiveUp(); }
    /// Before its end, and once or more often.
    void GiveUp();
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

   private:
    CredentialRing& ring_;
    std::optional<std::list<std::string>::iterator> place_;  // nothing once given up
  };

  CredentialSource& credentials() { return of_agency_ != nullptr ? *of_agency_ : *own_; }
  /// Of the agency's keys and those that it is assumed with.
  void TryRefusedAgain();
  /// Nothing is asked for without it: of any project that signs in with the ring.
  Demand& demand() { return demand_; }

 private:
  CredentialRing(const AccessContext& context, std::shared_ptr<Identity> identity);

  Result<Done> MakeOwn(const ProjectOptions& options);
  Result<Done> SignInByPassword(const ProjectOptions& options);
  Result<Done> SignInByIdToken(const ProjectOptions& options);
  Result<Done> AskMetadata(const ProjectOptions& options);
  Result<Done> AskPodIdentity(const ProjectOptions& options);
  Result<Done> AssumeAgency(const ProjectOptions& options);

  RouteContext RouteFor(std::string operation);
  /// `fetch` asks for credentials of one's own, by own_route_ to the API.
  void RenewOwn(const ProjectOptions& options, const std::string& operation, ReachedApi api,
                const RenewalPolicy& policy, std::function<Result<Credential>(Deadline)> fetch);
  /// Tries `fetch`, which is given its deadline, as often as the options allow; once where there is a credential.
  RenewingCredential::Fetch Trying(const ProjectOptions& options, std::string operation,
                                   std::function<Result<Credential>(Deadline)> fetch);
  /// The first that uses it: the requests for credentials are counted as its own.
  std::string FirstProject() const;
  bool IsWanted() const;

  const AccessContext& context_;
  mutable std::mutex mutex_;
  std::list<std::string> projects_;
  bool is_given_up_ = false;
  std::vector<std::string> operations_;  // by which credentials are asked for

  // In the order in which they are built on each other.
  const std::shared_ptr<Identity> identity_;
  Demand demand_;
  std::optional<Route> own_route_;
  std::optional<MetadataKeySource> metadata_;
  std::unique_ptr<CredentialSource> own_;
  std::optional<Route> agency_route_;
  std::unique_ptr<CredentialSource> of_agency_;
};

/// The rings in use; each goes with the last project that signs in with it. Not thread-safe.
class CredentialRings final {
 public:
  Result<std::shared_ptr<CredentialRing>> Of(const AccessContext& context, const ProjectOptions& options,
                                             std::shared_ptr<Identity> identity);

 private:
  SharedByKey<CredentialRing> known_;
};

}  // namespace workspace_exporter
