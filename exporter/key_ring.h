#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "auth/access_key.h"
#include "auth/metadata_access_keys.h"
#include "auth/signing_transport.h"
#include "collection/demand.h"
#include "config/options.h"
#include "exporter/api_route.h"
#include "exporter/project_context.h"
#include "exporter/shared_by_key.h"

namespace workspace_exporter {

/// The access key that projects sign with, and what it is fetched by: their own from files, the environment or the
/// server's metadata; and with that one of an agency, where one is to be assumed. Thread-safe.
class KeyRing final {
 public:
  /// For a project that signs in by keys, and others that do so by the same. kTls where the certificates cannot be
  /// used.
  static Result<std::shared_ptr<KeyRing>> Create(const ProjectContext& context, const ProjectOptions& options,
                                                 std::shared_ptr<Identity> identity);

  /// A project signs with it.
  class Use final {
   public:
    Use(KeyRing& ring, const std::string& project);
    ~Use();
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

   private:
    KeyRing& ring_;
    const std::list<std::string>::iterator place_;
  };

  AccessKeyProvider& keys() { return of_agency_ != nullptr ? *of_agency_ : *own_; }
  /// Of the agency's keys and those that it is assumed with.
  void TryRefusedAgain();
  /// Nothing is fetched without it: of any project that signs with the ring.
  Demand& demand() { return demand_; }

 private:
  KeyRing(const ProjectContext& context, const ProjectOptions& options, std::shared_ptr<Identity> identity);

  void UseMetadata(const ProjectContext& context, const ApiRouteContext& route,
                   std::shared_ptr<HttpTransport> metadata);
  void UseAgency(const ProjectContext& context, const ApiRouteContext& route, std::shared_ptr<HttpTransport> iam,
                 const ProjectOptions& options);

  /// The first that uses it: the requests that fetch keys are counted as its own.
  std::string FirstProject() const;

  mutable std::mutex mutex_;
  std::list<std::string> projects_;

  // In the order in which they are built on each other.
  const std::shared_ptr<Identity> identity_;
  Demand demand_;
  RequestQuota without_limit_;
  std::optional<ApiRoute> metadata_;
  std::optional<MetadataKeySource> metadata_keys_;
  std::unique_ptr<AccessKeyProvider> own_;
  std::optional<ApiRoute> iam_;
  std::optional<SigningTransport> signed_iam_;
  std::unique_ptr<AccessKeyProvider> of_agency_;
};

/// The rings in use; each goes with the last project that signs with it. Not thread-safe.
class KeyRings final {
 public:
  Result<std::shared_ptr<KeyRing>> Of(const ProjectContext& context, const ProjectOptions& options,
                                      std::shared_ptr<Identity> identity);

 private:
  SharedByKey<KeyRing> known_;
};

}  // namespace workspace_exporter
