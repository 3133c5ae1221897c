#include "access/credential_ring.h"

#include <utility>

#include <fmt/format.h>

#include "access/retries.h"
#include "access/watched_sign_in.h"
#include "auth/agency_access_keys.h"
#include "auth/federated_sign_in.h"
#include "auth/iam_sign_in.h"
#include "auth/pod_identity.h"
#include "auth/renewing_credential.h"
#include "auth/secret_file.h"
#include "auth/sts_access_keys.h"
#include "config/identity_name.h"

namespace workspace_exporter {
namespace {

using Method = SignInOptions::Method;

/// Credentials are asked for, and not only read.
bool AreAskedFor(const SignInOptions& sign_in) {
  return sign_in.agency || (sign_in.method != Method::kTokenFile && sign_in.method != Method::kAccessKey);
}

/// By plain HTTP it is of this node, and never behind a proxy.
Endpoint AgentOf(const ProjectOptions& options) {
  const Origin& origin = options.sign_in.pod_identity.origin;
  return origin.tls ? EndpointOf(options, origin) : Endpoint{.origin = origin};
}

/// Who gives keys of the agency.
const Origin& AssumedAt(const ProjectOptions& options) {
  return IsByUrn(options.sign_in) ? *options.sts_endpoint : *options.iam_endpoint;
}

/// All that a ring is made of: projects whose rings would be alike have one. A token is for one project.
std::string RingKey(const ProjectOptions& options) {
  const SignInOptions& sign_in = options.sign_in;
  const bool asks_for_token = sign_in.method == Method::kPassword || sign_in.method == Method::kOidc;
  std::string key = IdentityOf(sign_in);
  for (const std::string& file : SecretFilesOf(sign_in)) key += "\n" + file;
  if (asks_for_token) key += fmt::format("\n{}\n{}", sign_in.iam_password_variable, options.project_id);
  if (asks_for_token) key += "\n" + KeyOf(EndpointOf(options, *options.iam_endpoint));
  if (sign_in.agency) {
    key += fmt::format("\n{}\n{}\n{}", sign_in.agency->duration.count(), sign_in.agency->external_id,
                       KeyOf(EndpointOf(options, AssumedAt(options))));
  }
  if (sign_in.method == Method::kPodIdentity) key += "\n" + KeyOf(AgentOf(options));
  if (AreAskedFor(sign_in)) key += fmt::format("\n{}\n{}", options.request_timeout.count(), options.retries);
  return key;
}

}  // namespace

Result<std::shared_ptr<CredentialRing>> CredentialRing::Create(const AccessContext& context,
                                                               const ProjectOptions& options,
                                                               std::shared_ptr<Identity> identity) {
  std::shared_ptr<CredentialRing> ring(new CredentialRing(context, std::move(identity)));
  if (Result<Done> made = ring->MakeOwn(options); !made) return std::move(made).error();
  if (options.sign_in.agency) {
    if (Result<Done> made = ring->AssumeAgency(options); !made) return std::move(made).error();
  }
  return ring;
}

CredentialRing::CredentialRing(const AccessContext& context, std::shared_ptr<Identity> identity)
    : context_(context), identity_(std::move(identity)), demand_(context.clock) {}

CredentialRing::Use::Use(CredentialRing& ring, const std::string& project)
    : ring_(ring), place_([&] {
        const std::lock_guard lock(ring.mutex_);
        ring.is_given_up_ = false;
        return ring.projects_.insert(ring.projects_.end(), project);
      }()) {
  for (const std::string& operation : ring.operations_) {
    ring.context_.observer.MayCome(project, operation);
    ring.context_.observer.MayBeRetried(project, operation);
  }
}

void CredentialRing::Use::GiveUp() {
  const std::lock_guard lock(ring_.mutex_);
  if (!place_) return;
  ring_.projects_.erase(*place_);
  place_.reset();
  ring_.is_given_up_ = ring_.projects_.empty();
}

void CredentialRing::TryRefusedAgain() {
  own_->TryRefusedAgain();
  if (of_agency_ != nullptr) of_agency_->TryRefusedAgain();
}

std::string CredentialRing::FirstProject() const {
  const std::lock_guard lock(mutex_);
  return projects_.empty() ? "" : projects_.front();
}

bool CredentialRing::IsWanted() const {
  const std::lock_guard lock(mutex_);
  return !is_given_up_ && demand_.IsThere();
}

RouteContext CredentialRing::RouteFor(std::string operation) {
  operations_.push_back(operation);
  return {.clock = context_.clock,
          .stop = context_.stop,
          .observer = context_.observer,
          .project = [this] { return FirstProject(); },
          .operation = std::move(operation),
          .skew = identity_->skew,
          .is_wanted = [this] { return IsWanted(); }};
}

RenewingCredential::Fetch CredentialRing::Trying(const ProjectOptions& options, std::string operation,
                                                 std::function<Result<Credential>(Deadline)> fetch) {
  return [this, retries = options.retries, time = options.request_timeout, fetch = std::move(fetch),
          context = Retries(
              context_, [this] { return FirstProject(); }, std::move(operation))](bool has_one) {
    return WithRetries({.retries = has_one ? 0 : retries}, context,
                       [&] { return fetch(Deadline::In(context_.clock, time)); });
  };
}

Result<Done> CredentialRing::MakeOwn(const ProjectOptions& options) {
  switch (options.sign_in.method) {
    case Method::kPassword: return SignInByPassword(options);
    case Method::kOidc: return SignInByIdToken(options);
    case Method::kMetadata: return AskMetadata(options);
    case Method::kPodIdentity: return AskPodIdentity(options);
    default: own_ = WatchSignIn(context_.files, options.sign_in, context_.clock); return Done();
  }
}

void CredentialRing::RenewOwn(const ProjectOptions& options, const std::string& operation, ReachedApi api,
                              const RenewalPolicy& policy, std::function<Result<Credential>(Deadline)> fetch) {
  // Who gives tokens is IAM; who gives keys to a machine is on it.
  RequestQuota* const of_identity = SignsByKeys(options.sign_in) ? nullptr : &identity_->quota_of_iam;
  own_route_.emplace(RouteFor(operation), std::move(api), of_identity, kIamPatience, Signing());
  own_ = std::make_unique<RenewingCredential>(context_.clock, context_.stop, policy,
                                              FileWatch(context_.files, SecretFilesOf(options.sign_in)),
                                              Trying(options, operation, std::move(fetch)));
}

Result<Done> CredentialRing::SignInByPassword(const ProjectOptions& options) {
  Result<ReachedApi> iam = context_.network.To(EndpointOf(options, *options.iam_endpoint), kIamPace);
  if (!iam) return std::move(iam).error();
  const SignInOptions& sign_in = options.sign_in;
  RenewOwn(options, "sign_in", *std::move(iam), kSignInRenewal,
           [this, sign_in, user = IamUser{sign_in.iam_domain, sign_in.iam_user, options.project_id}](
               Deadline deadline) -> Result<Credential> {
             const Result<Secret> password = ReadPassword(context_.files, sign_in);
             if (!password) return password.error();
             Result<Token> token =
                 workspace_exporter::SignInByPassword(*own_route_, user, *password, context_.clock, deadline);
             if (!token) return std::move(token).error().Within(kSigningIn);
             return AsCredential(std::move(token));
           });
  return Done();
}

Result<Done> CredentialRing::SignInByIdToken(const ProjectOptions& options) {
  Result<ReachedApi> iam = context_.network.To(EndpointOf(options, *options.iam_endpoint), kIamPace);
  if (!iam) return std::move(iam).error();
  RenewOwn(options, "sign_in", *std::move(iam), kSignInRenewal,
           [this, path = options.sign_in.id_token_file,
            federation = Federation{options.sign_in.idp_id, options.project_id}](Deadline deadline) {
             const Result<Secret> id_token = ReadSecretFile(context_.files, path, SecretKind::kToken);
             if (!id_token) return Result<Credential>(id_token.error());
             return AsCredential(
                 workspace_exporter::SignInByIdToken(*own_route_, federation, *id_token, context_.clock, deadline));
           });
  return Done();
}

Result<Done> CredentialRing::AskMetadata(const ProjectOptions& options) {
  // It is of this server, and never behind a proxy.
  Result<ReachedApi> service = context_.network.To({.origin = options.sign_in.metadata_endpoint}, kNoPace);
  if (!service) return std::move(service).error();
  RenewOwn(options, "metadata", *std::move(service), kKeyRenewal,
           [this](Deadline deadline) { return AsCredential(metadata_->Fetch(deadline)); });
  metadata_.emplace(*own_route_, context_.clock);
  return Done();
}

Result<Done> CredentialRing::AskPodIdentity(const ProjectOptions& options) {
  Result<ReachedApi> agent = context_.network.To(AgentOf(options), kNoPace);
  if (!agent) return std::move(agent).error();
  RenewOwn(options, "pod_identity", *std::move(agent), kKeyRenewal,
           [this, asked = options.sign_in.pod_identity](Deadline deadline) {
             const Result<Secret> token = ReadSecretFile(context_.files, asked.token_file, SecretKind::kToken);
             if (!token) return Result<Credential>(token.error());
             return AsCredential(FetchPodIdentityKey(*own_route_, asked.target, *token, context_.clock, deadline));
           });
  return Done();
}

Result<Done> CredentialRing::AssumeAgency(const ProjectOptions& options) {
  Result<ReachedApi> api = context_.network.To(EndpointOf(options, AssumedAt(options)), kIamPace);
  if (!api) return std::move(api).error();
  agency_route_.emplace(RouteFor("assume_role"), *std::move(api), &identity_->quota_of_iam, kIamPatience,
                        Signing{.credentials = own_.get()});
  const auto fetch = [this, agency = *options.sign_in.agency](Deadline deadline) {
    if (!agency.urn.empty()) {
      return AsCredential(
          FetchKeyByUrn(*agency_route_, {agency.urn, agency.external_id, agency.duration}, context_.clock, deadline));
    }
    return AsCredential(
        FetchAgencyKey(*agency_route_, {agency.name, agency.domain_name, agency.duration}, context_.clock, deadline));
  };
  of_agency_ = std::make_unique<RenewingCredential>(context_.clock, context_.stop, kKeyRenewal,
                                                    FileWatch(context_.files, SecretFilesOf(options.sign_in)),
                                                    Trying(options, "assume_role", fetch));
  return Done();
}

Result<std::shared_ptr<CredentialRing>> CredentialRings::Of(const AccessContext& context, const ProjectOptions& options,
                                                            std::shared_ptr<Identity> identity) {
  const std::string key = RingKey(options);
  if (auto ring = known_.Find(key)) return ring;
  Result<std::shared_ptr<CredentialRing>> ring = CredentialRing::Create(context, options, std::move(identity));
  if (ring) known_.Add(key, *ring);
  return ring;
}

}  // namespace workspace_exporter
