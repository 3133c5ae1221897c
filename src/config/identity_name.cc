#include "config/identity_name.h"

#include <fmt/format.h>

namespace workspace_exporter {
namespace {

std::string KeysOf(const SignInOptions& sign_in) {
  switch (sign_in.key_source) {
    case SignInOptions::KeySource::kFiles: return "file\n" + sign_in.access_key_file;
    case SignInOptions::KeySource::kEnvironment: return "variable\n" + sign_in.access_key_variable;
    case SignInOptions::KeySource::kCredentialsFile: return "credentials_file\n" + sign_in.credentials_file;
  }
  return {};
}

std::string SignerOf(const SignInOptions& sign_in) {
  switch (sign_in.method) {
    case SignInOptions::Method::kTokenFile: return "token_file\n" + sign_in.token_file;
    case SignInOptions::Method::kPassword: return fmt::format("password\n{}\n{}", sign_in.iam_domain, sign_in.iam_user);
    case SignInOptions::Method::kAccessKey: return "aksk\n" + KeysOf(sign_in);
    case SignInOptions::Method::kMetadata: return "metadata\n" + HostAndPort(sign_in.metadata_endpoint);
    case SignInOptions::Method::kPodIdentity:
      return fmt::format("pod_identity\n{}{}\n{}", HostAndPort(sign_in.pod_identity.origin),
                         sign_in.pod_identity.target, sign_in.pod_identity.token_file);
    case SignInOptions::Method::kOidc: return fmt::format("oidc\n{}\n{}", sign_in.idp_id, sign_in.id_token_file);
  }
  return {};
}

}  // namespace

bool SignsByKeys(const SignInOptions& sign_in) {
  using Method = SignInOptions::Method;
  return sign_in.method == Method::kAccessKey || sign_in.method == Method::kMetadata ||
         sign_in.method == Method::kPodIdentity;
}

bool SignsByCredentialsFile(const SignInOptions& sign_in) {
  return sign_in.method == SignInOptions::Method::kAccessKey &&
         sign_in.key_source == SignInOptions::KeySource::kCredentialsFile;
}

bool IsByUrn(const SignInOptions& sign_in) { return sign_in.agency && !sign_in.agency->urn.empty(); }

std::string IdentityOf(const SignInOptions& sign_in) {
  if (!sign_in.agency) return SignerOf(sign_in);
  if (IsByUrn(sign_in)) return fmt::format("{}\nagency_urn\n{}", SignerOf(sign_in), sign_in.agency->urn);
  return fmt::format("{}\nagency\n{}\n{}", SignerOf(sign_in), sign_in.agency->domain_name, sign_in.agency->name);
}

}  // namespace workspace_exporter
