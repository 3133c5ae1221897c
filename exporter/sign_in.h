#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/clock.h"
#include "config/options.h"
#include "exporter/api_route.h"
#include "exporter/project_context.h"

namespace workspace_exporter {

class KeyRing;

/// How a project's requests are signed in. Thread-safe.
class SignIn {
 public:
  virtual ~SignIn() = default;

  /// Signs what goes through it.
  virtual HttpTransport& transport() = 0;
  /// The project's id, looked up where it is not configured.
  virtual Result<std::string> ProjectId(Deadline deadline) = 0;
  /// When the token or key at hand expires, where that is known.
  virtual std::optional<WallTime> ExpiresAt() const = 0;
  /// See TokenProvider and AccessKeyProvider.
  virtual void TryRefusedAgain() = 0;
};

/// What a sign-in is made of.
struct SignInParts {
  const ProjectContext& context;
  const ProjectOptions& options;
  KeyRing* keys;                       ///< null where it signs in by tokens, which are the project's own
  HttpTransport& api;                  ///< what is signed goes there
  std::shared_ptr<HttpTransport> iam;  ///< null where it is not asked
  ApiRouteContext iam_route;           ///< of the project, without its operation
};

/// All that the parts refer to outlives it.
std::unique_ptr<SignIn> MakeSignIn(const SignInParts& parts);

/// Whether IAM is asked for each project: for a token by password, or for the project's id.
bool NeedsIam(const ProjectOptions& options);

}  // namespace workspace_exporter
