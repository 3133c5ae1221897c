#include "exporter/sign_in.h"

#include <mutex>
#include <utility>

#include "auth/authenticating_transport.h"
#include "auth/file_token_provider.h"
#include "auth/password_token_provider.h"
#include "auth/project_lookup.h"
#include "auth/secret_file.h"
#include "auth/signing_transport.h"
#include "config/identity_name.h"
#include "exporter/environment_value.h"
#include "exporter/key_ring.h"
#include "exporter/retries.h"

namespace workspace_exporter {
namespace {

using Method = SignInOptions::Method;

/// The route to IAM of one project. Sign-ins have no quota of our own: they are counted apart.
struct IamRoute {
  RequestQuota without_limit;
  ApiRoute route;

  IamRoute(const SignInParts& parts, std::string operation)
      : without_limit(Quota(), parts.context.clock, parts.context.stop),
        route(For(parts.iam_route, std::move(operation)), parts.iam, without_limit) {}

 private:
  static ApiRouteContext For(ApiRouteContext context, std::string operation) {
    context.operation = std::move(operation);
    return context;
  }
};

std::function<Result<Password>()> PasswordOf(const FileReader& files, const SignInOptions& sign_in) {
  if (sign_in.iam_password_file.empty()) {
    return [variable = sign_in.iam_password_variable]() -> Result<Password> {
      return Password{.value = SecretOfEnvironment(variable, SecretKind::kPassword)};
    };
  }
  return [&files, path = sign_in.iam_password_file]() -> Result<Password> {
    const FileStamp file = files.Stamp(path);
    Result<Secret> value = ReadSecretFile(files, path, SecretKind::kPassword);
    if (!value) return std::move(value).error();
    return Password{.value = *std::move(value), .file = file};
  };
}

class TokenSignIn final : public SignIn {
 public:
  explicit TokenSignIn(const SignInParts& parts)
      : project_id_(parts.options.project_id), tokens_(MakeTokens(parts)), signed_(parts.api, *tokens_) {}

  HttpTransport& transport() override { return signed_; }
  Result<std::string> ProjectId(Deadline /*deadline*/) override { return project_id_; }
  std::optional<WallTime> ExpiresAt() const override { return tokens_->ExpiresAt(); }
  void TryRefusedAgain() override { tokens_->TryRefusedAgain(); }

 private:
  std::unique_ptr<TokenProvider> MakeTokens(const SignInParts& parts) {
    const ProjectOptions& options = parts.options;
    const SignInOptions& sign_in = options.sign_in;
    if (sign_in.method == Method::kTokenFile) {
      return std::make_unique<FileTokenProvider>(parts.context.files, sign_in.token_file);
    }
    iam_.emplace(parts, "sign_in");
    return std::make_unique<PasswordTokenProvider>(
        iam_->route.gate, Retries(parts.context, options.name, "sign_in"),
        PasswordSignInOptions{.user = {sign_in.iam_domain, sign_in.iam_user, options.project_id},
                              .password = PasswordOf(parts.context.files, sign_in),
                              .retry = {.retries = options.retries},
                              .request_timeout = options.request_timeout});
  }

  const std::string project_id_;
  std::optional<IamRoute> iam_;
  std::unique_ptr<TokenProvider> tokens_;
  AuthenticatingTransport signed_;
};

class KeySignIn final : public SignIn {
 public:
  explicit KeySignIn(const SignInParts& parts)
      : clock_(parts.context.clock),
        region_(parts.options.region),
        ring_(*parts.keys),
        keys_(ring_.keys()),
        signed_(parts.api, keys_, clock_, OptionsFor(parts.options.endpoint)),
        id_(parts.options.project_id) {
    if (!id_.empty()) return;
    iam_.emplace(parts, "list_projects");
    // The project is what it is asked for.
    const Origin& iam = *parts.options.iam_endpoint;
    signed_iam_.emplace(iam_->route.gate, keys_, clock_,
                        SigningOptions{.host = HostHeader(iam), .path_prefix = iam.path_prefix});
  }

  HttpTransport& transport() override { return signed_; }
  Result<std::string> ProjectId(Deadline deadline) override {
    if (std::string known = KnownId(); !known.empty()) return known;
    Result<std::string> found = LookUpProject(*signed_iam_, region_, clock_, deadline);
    if (!found) return std::move(found).error().Within("looking up the project");
    const std::lock_guard lock(mutex_);
    id_ = *found;
    return found;
  }
  std::optional<WallTime> ExpiresAt() const override { return keys_.ExpiresAt(); }
  void TryRefusedAgain() override { ring_.TryRefusedAgain(); }

 private:
  SigningOptions OptionsFor(const Origin& origin) {
    return {.host = HostHeader(origin), .project_id = [this] { return KnownId(); }, .path_prefix = origin.path_prefix};
  }
  std::string KnownId() const {
    const std::lock_guard lock(mutex_);
    return id_;
  }

  const Clock& clock_;
  const std::string region_;
  KeyRing& ring_;
  AccessKeyProvider& keys_;
  SigningTransport signed_;
  std::optional<IamRoute> iam_;
  std::optional<SigningTransport> signed_iam_;
  mutable std::mutex mutex_;
  std::string id_;  // empty until it has been looked up
};

}  // namespace

std::unique_ptr<SignIn> MakeSignIn(const SignInParts& parts) {
  if (SignsByKeys(parts.options.sign_in)) return std::make_unique<KeySignIn>(parts);
  return std::make_unique<TokenSignIn>(parts);
}

bool NeedsIam(const ProjectOptions& options) {
  return options.sign_in.method == Method::kPassword || options.project_id.empty();
}

}  // namespace workspace_exporter
