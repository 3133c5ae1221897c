#include "auth/credential_files.h"

#include <utility>

#include <fmt/format.h>

#include "auth/secret_file.h"
#include "base/sdk_credentials.h"

namespace workspace_exporter {

Result<Token> ReadTokenFile(const FileReader& files, const std::string& path) {
  Result<Secret> value = ReadSecretFile(files, path, SecretKind::kToken);
  if (!value) return std::move(value).error();
  return Token{.value = *std::move(value)};
}

Result<AccessKey> ReadKeyFiles(const FileReader& files, const KeyFiles& paths) {
  Result<Secret> id = ReadSecretFile(files, paths.id, SecretKind::kKey);
  if (!id) return std::move(id).error();
  Result<Secret> secret = ReadSecretFile(files, paths.secret, SecretKind::kKey);
  if (!secret) return std::move(secret).error();
  Result<Secret> token =
      paths.security_token.empty() ? Secret() : ReadSecretFile(files, paths.security_token, SecretKind::kToken);
  if (!token) return std::move(token).error();
  return AccessKey{.id = std::string(id->Reveal()), .secret = *std::move(secret), .security_token = *std::move(token)};
}

Result<AccessKey> ReadCredentialsFile(const FileReader& files, const std::string& path) {
  const Result<Secret> text = files.Read(path, kMostSecretBytes);
  if (!text) return Error{ErrorKind::kAuth, fmt::format("{}: {}", path, text.error().message)};
  Result<SdkCredentials> key = ReadSdkCredentials(text->Reveal());
  if (!key) return Error{ErrorKind::kAuth, fmt::format("{} {}", path, key.error().message)};
  return AccessKey{.id = std::string(key->access_key.Reveal()),
                   .secret = std::move(key->secret_key),
                   .security_token = std::move(key->security_token)};
}

}  // namespace workspace_exporter
