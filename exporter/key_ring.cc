#include "exporter/key_ring.h"

#include <utility>

#include <fmt/format.h>

#include "auth/agency_access_keys.h"
#include "auth/file_access_keys.h"
#include "auth/fixed_access_keys.h"
#include "auth/ini_access_keys.h"
#include "auth/renewing_access_keys.h"
#include "config/identity_name.h"
#include "exporter/environment_value.h"

namespace workspace_exporter {
namespace {

/// The environment has been checked already.
AccessKey KeyOfEnvironment(const SignInOptions& sign_in) {
  return {.id = std::string(SecretOfEnvironment(sign_in.access_key_variable, SecretKind::kKey).Reveal()),
          .secret = SecretOfEnvironment(sign_in.secret_key_variable, SecretKind::kKey),
          .security_token = SecretOfEnvironment(sign_in.security_token_variable, SecretKind::kToken)};
}

std::unique_ptr<AccessKeyProvider> ConfiguredKeys(const FileReader& files, const SignInOptions& sign_in,
                                                  const Clock& clock) {
  switch (sign_in.key_source) {
    case SignInOptions::KeySource::kFiles:
      return WatchKeyFiles(
          files, KeyFiles{sign_in.access_key_file, sign_in.secret_key_file, sign_in.security_token_file}, clock);
    case SignInOptions::KeySource::kEnvironment:
      return std::make_unique<FixedAccessKeys>(KeyOfEnvironment(sign_in), sign_in.access_key_variable, clock);
    default: return WatchCredentialsFile(files, sign_in.credentials_file, clock);
  }
}

ApiRouteContext RouteFor(const ProjectContext& context, std::function<std::string()> project, Identity& identity,
                         const Demand& demand) {
  return {.clock = context.clock,
          .stop = context.stop,
          .metrics = context.metrics,
          .project = std::move(project),
          .operation = "",
          .skew = identity.skew,
          .is_wanted = [&demand] { return demand.IsThere(); }};
}

/// All that a ring is made of: projects whose rings would be alike have one.
std::string RingKey(const ProjectOptions& options) {
  const SignInOptions& sign_in = options.sign_in;
  std::string key =
      fmt::format("{}\n{}\n{}", IdentityOf(sign_in), sign_in.secret_key_file, sign_in.security_token_file);
  if (!sign_in.agency) return key;
  return fmt::format("{}\n{}\n{}", key, sign_in.agency->duration.count(),
                     KeyOf(EndpointOf(options, *options.iam_endpoint)));
}

}  // namespace

Result<std::shared_ptr<KeyRing>> KeyRing::Create(const ProjectContext& context, const ProjectOptions& options,
                                                 std::shared_ptr<Identity> identity) {
  const std::shared_ptr<KeyRing> ring(new KeyRing(context, options, std::move(identity)));
  const ApiRouteContext route = RouteFor(
      context, [ring = ring.get()] { return ring->FirstProject(); }, *ring->identity_, ring->demand_);
  if (options.sign_in.method == SignInOptions::Method::kMetadata) {
    // It is of this server, and never behind a proxy.
    Result<std::shared_ptr<HttpTransport>> metadata = context.network.To({.origin = options.sign_in.metadata_endpoint});
    if (!metadata) return std::move(metadata).error();
    ring->UseMetadata(context, route, *std::move(metadata));
  }
  if (options.sign_in.agency) {
    Result<std::shared_ptr<HttpTransport>> iam = context.network.To(EndpointOf(options, *options.iam_endpoint));
    if (!iam) return std::move(iam).error();
    ring->UseAgency(context, route, *std::move(iam), options);
  }
  return ring;
}

KeyRing::KeyRing(const ProjectContext& context, const ProjectOptions& options, std::shared_ptr<Identity> identity)
    : identity_(std::move(identity)), demand_(context.clock), without_limit_(Quota(), context.clock, context.stop) {
  if (options.sign_in.method == SignInOptions::Method::kAccessKey)
    own_ = ConfiguredKeys(context.files, options.sign_in, context.clock);
}

KeyRing::Use::Use(KeyRing& ring, const std::string& project)
    : ring_(ring), place_([&] {
        const std::lock_guard lock(ring.mutex_);
        return ring.projects_.insert(ring.projects_.end(), project);
      }()) {}

KeyRing::Use::~Use() {
  const std::lock_guard lock(ring_.mutex_);
  ring_.projects_.erase(place_);
}

void KeyRing::TryRefusedAgain() {
  own_->TryRefusedAgain();
  if (of_agency_ != nullptr) of_agency_->TryRefusedAgain();
}

std::string KeyRing::FirstProject() const {
  const std::lock_guard lock(mutex_);
  return projects_.empty() ? "" : projects_.front();
}

void KeyRing::UseMetadata(const ProjectContext& context, const ApiRouteContext& route,
                          std::shared_ptr<HttpTransport> metadata) {
  ApiRouteContext of_metadata = route;
  of_metadata.operation = "metadata";
  metadata_.emplace(of_metadata, std::move(metadata), without_limit_);
  metadata_keys_.emplace(metadata_->gate, context.clock);
  own_ = std::make_unique<RenewingAccessKeys>(context.clock, context.stop,
                                              [this](Deadline deadline) { return metadata_keys_->Fetch(deadline); });
}

void KeyRing::UseAgency(const ProjectContext& context, const ApiRouteContext& route, std::shared_ptr<HttpTransport> iam,
                        const ProjectOptions& options) {
  const AgencyOptions& agency = *options.sign_in.agency;
  ApiRouteContext of_iam = route;
  of_iam.operation = "assume_role";
  iam_.emplace(of_iam, std::move(iam), without_limit_);
  signed_iam_.emplace(
      iam_->gate, *own_, context.clock,
      SigningOptions{.host = HostHeader(*options.iam_endpoint), .path_prefix = options.iam_endpoint->path_prefix});
  of_agency_ = std::make_unique<RenewingAccessKeys>(
      context.clock, context.stop,
      [this, &clock = context.clock, role = AgencyRole{agency.name, agency.domain_name, agency.duration}](
          Deadline deadline) { return FetchAgencyKey(*signed_iam_, role, clock, deadline); });
}

Result<std::shared_ptr<KeyRing>> KeyRings::Of(const ProjectContext& context, const ProjectOptions& options,
                                              std::shared_ptr<Identity> identity) {
  const std::string key = RingKey(options);
  if (auto ring = known_.Find(key)) return ring;
  Result<std::shared_ptr<KeyRing>> ring = KeyRing::Create(context, options, std::move(identity));
  if (ring) known_.Add(key, *ring);
  return ring;
}

}  // namespace workspace_exporter
