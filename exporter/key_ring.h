#pragma once

#include <memory>
#include <optional>

#include "auth/access_key.h"
#include "auth/metadata_access_keys.h"
#include "auth/signing_transport.h"
#include "config/options.h"
#include "exporter/api_route.h"
#include "exporter/project_context.h"

namespace workspace_exporter {

/// The access key that an identity signs with, and what it is fetched by: its own from files, the environment or the
/// server's metadata; and with that one of an agency, where one is to be assumed. Thread-safe.
class KeyRing final {
 public:
  /// For the identity of a project that signs in by keys; it outlives the ring. kTls where the certificates cannot be
  /// used.
  static Result<std::unique_ptr<KeyRing>> Create(const ProjectContext& context, const ProjectOptions& options,
                                                 Identity& identity);
  ~KeyRing();

  AccessKeyProvider& keys() { return of_agency_ != nullptr ? *of_agency_ : *own_; }

 private:
  KeyRing(const ProjectContext& context, const ProjectOptions& options);

  void UseMetadata(const ProjectContext& context, const ApiRouteContext& route,
                   std::shared_ptr<HttpTransport> metadata);
  void UseAgency(const ProjectContext& context, const ApiRouteContext& route, std::shared_ptr<HttpTransport> iam,
                 const ProjectOptions& options);

  // In the order in which they are built on each other.
  RequestQuota without_limit_;
  std::optional<ApiRoute> metadata_;
  std::optional<MetadataKeySource> metadata_keys_;
  std::unique_ptr<AccessKeyProvider> own_;
  std::optional<ApiRoute> iam_;
  std::optional<SigningTransport> signed_iam_;
  std::unique_ptr<AccessKeyProvider> of_agency_;
};

}  // namespace workspace_exporter
