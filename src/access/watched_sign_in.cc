#include "access/watched_sign_in.h"

#include <utility>

#include "access/environment_value.h"
#include "auth/credential_files.h"
#include "auth/secret_file.h"
#include "auth/watched_credential.h"

namespace workspace_exporter {
namespace {

using KeySource = SignInOptions::KeySource;

/// The environment has been checked already, and does not change.
AccessKey KeyOfEnvironment(const SignInOptions& sign_in) {
  return {.id = std::string(SecretOfEnvironment(sign_in.access_key_variable, SecretKind::kKey).Reveal()),
          .secret = SecretOfEnvironment(sign_in.secret_key_variable, SecretKind::kKey),
          .security_token = SecretOfEnvironment(sign_in.security_token_variable, SecretKind::kToken)};
}

Result<AccessKey> ReadKey(const FileReader& files, const SignInOptions& sign_in) {
  switch (sign_in.key_source) {
    case KeySource::kFiles:
      return ReadKeyFiles(files, {sign_in.access_key_file, sign_in.secret_key_file, sign_in.security_token_file});
    case KeySource::kEnvironment: return KeyOfEnvironment(sign_in);
    default: return ReadCredentialsFile(files, sign_in.credentials_file);
  }
}

WatchedCredential::Where WhereKeyIs(const SignInOptions& sign_in) {
  constexpr const char* kRefused = "an access key that was refused; it waits for a new one, or a minute";
  switch (sign_in.key_source) {
    case KeySource::kFiles: return {sign_in.access_key_file, kRefused};
    case KeySource::kEnvironment:
      return {sign_in.access_key_variable,
              "an access key that was refused; it waits a minute, and another one needs a restart of the program"};
    default: return {sign_in.credentials_file, kRefused};
  }
}

}  // namespace

std::unique_ptr<CredentialSource> WatchSignIn(const FileReader& files, const SignInOptions& sign_in,
                                              const Clock& clock) {
  FileWatch watch(files, SecretFilesOf(sign_in));
  if (sign_in.method == SignInOptions::Method::kTokenFile) {
    return std::make_unique<WatchedCredential>(
        WatchedCredential::Where{sign_in.token_file, "a token that was refused; waiting for a new one"},
        std::move(watch), [&files, path = sign_in.token_file] { return AsCredential(ReadTokenFile(files, path)); },
        kRefusedTokenWaits, clock);
  }
  return std::make_unique<WatchedCredential>(
      WhereKeyIs(sign_in), std::move(watch), [&files, sign_in] { return AsCredential(ReadKey(files, sign_in)); },
      kRefusedKeyWaits, clock);
}

Result<Secret> ReadPassword(const FileReader& files, const SignInOptions& sign_in) {
  if (!sign_in.iam_password_file.empty()) {
    return ReadSecretFile(files, sign_in.iam_password_file, SecretKind::kPassword);
  }
  return SecretOfEnvironment(sign_in.iam_password_variable, SecretKind::kPassword);
}

std::vector<std::string> SecretFilesOf(const SignInOptions& sign_in) {
  switch (sign_in.method) {
    case SignInOptions::Method::kTokenFile: return {sign_in.token_file};
    case SignInOptions::Method::kPassword: return {sign_in.iam_password_file};
    case SignInOptions::Method::kPodIdentity: return {sign_in.pod_identity.token_file};
    case SignInOptions::Method::kOidc: return {sign_in.id_token_file};
    case SignInOptions::Method::kAccessKey: break;
    default: return {};
  }
  switch (sign_in.key_source) {
    case KeySource::kFiles: return {sign_in.access_key_file, sign_in.secret_key_file, sign_in.security_token_file};
    case KeySource::kCredentialsFile: return {sign_in.credentials_file};
    default: return {};
  }
}

}  // namespace workspace_exporter
