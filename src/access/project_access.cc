#include "access/project_access.h"

#include <utility>

#include "access/retries.h"
#include "auth/project_lookup.h"

namespace workspace_exporter {
namespace {

constexpr const char* kListing = "list_sessions";
constexpr const char* kLookingUp = "list_projects";

}  // namespace

struct ProjectAccess::Parts {
  ReachedApi api;
  std::optional<ReachedApi> iam;
  std::shared_ptr<Identity> identity;
  std::shared_ptr<CredentialRing> ring;
};

Result<std::unique_ptr<ProjectAccess>> ProjectAccess::Create(const AccessContext& context,
                                                             const ProjectOptions& options) {
  Parts parts;
  Result<ReachedApi> api = context.network.To(EndpointOf(options, options.endpoint), kNoPace);
  if (!api) return std::move(api).error();
  parts.api = *std::move(api);
  if (options.project_id.empty()) {
    Result<ReachedApi> iam = context.network.To(EndpointOf(options, *options.iam_endpoint), kIamPace);
    if (!iam) return std::move(iam).error();
    parts.iam = *std::move(iam);
  }
  parts.identity = context.identities.Of(options);
  Result<std::shared_ptr<CredentialRing>> ring = context.rings.Of(context, options, parts.identity);
  if (!ring) return std::move(ring).error();
  parts.ring = *std::move(ring);
  return std::unique_ptr<ProjectAccess>(new ProjectAccess(context, options, std::move(parts)));
}

ProjectAccess::ProjectAccess(const AccessContext& context, const ProjectOptions& options, Parts parts)
    : context_(context),
      name_(options.name),
      region_(options.region),
      identity_(std::move(parts.identity)),
      reached_(std::move(parts.api)),
      ring_(std::move(parts.ring)),
      use_of_ring_(*ring_, name_),
      demand_(context.clock),
      api_(RouteFor(kListing), reached_, &identity_->quota, /*patience=*/Milliseconds(0),
           Signing{.credentials = &ring_->credentials(), .project_id = [this] { return KnownId(); }}),
      id_(options.project_id) {
  context.observer.MayBeRetried(name_, kListing);
  // The project is what it is asked for.
  if (parts.iam) {
    context.observer.MayBeRetried(name_, kLookingUp);
    iam_.emplace(RouteFor(kLookingUp), *std::move(parts.iam), &identity_->quota_of_iam, kIamPatience,
                 Signing{.credentials = &ring_->credentials()});
  }
}

RouteContext ProjectAccess::RouteFor(const std::string& operation) {
  context_.observer.MayCome(name_, operation);
  return {.clock = context_.clock,
          .stop = context_.stop,
          .observer = context_.observer,
          .project = [name = name_] { return name; },
          .operation = operation,
          .skew = identity_->skew,
          .is_wanted = [this] { return !stopped_ && demand_.IsThere(); }};
}

RetryContext ProjectAccess::retries() const {
  return Retries(
      context_, [name = name_] { return name; }, kListing);
}

std::vector<SharedQuota> ProjectAccess::Quotas() const {
  return {{identity_->quota, identity_->requests}, {*reached_.pace, *reached_.requests}};
}

void ProjectAccess::Stop() {
  stopped_ = true;
  use_of_ring_.GiveUp();
}

std::string ProjectAccess::KnownId() const {
  const std::lock_guard lock(mutex_);
  return id_;
}

Result<std::string> ProjectAccess::ProjectId(Milliseconds time) {
  if (std::string known = KnownId(); !known.empty()) return known;
  const std::lock_guard one(looking_up_);
  if (std::string known = KnownId(); !known.empty()) return known;
  Result<std::string> found = LookUpProject(*iam_, region_, context_.clock, Deadline::In(context_.clock, time));
  if (!found) return std::move(found).error().Within("looking up the project");
  const std::lock_guard lock(mutex_);
  id_ = *found;
  return found;
}

}  // namespace workspace_exporter
