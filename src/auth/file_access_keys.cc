#include "auth/file_access_keys.h"

#include <utility>
#include <vector>

#include "auth/secret_file.h"

namespace workspace_exporter {
namespace {

std::vector<std::string> PathsOf(const KeyFiles& paths) {
  std::vector<std::string> all = {paths.id, paths.secret};
  if (!paths.security_token.empty()) all.push_back(paths.security_token);
  return all;
}

}  // namespace

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

std::unique_ptr<AccessKeyProvider> WatchKeyFiles(const FileReader& files, const KeyFiles& paths, const Clock& clock) {
  return std::make_unique<WatchedAccessKeys>(
      files, PathsOf(paths), [&files, paths] { return ReadKeyFiles(files, paths); }, clock);
}

}  // namespace workspace_exporter
