#include "auth/ini_access_keys.h"

#include <utility>

#include <fmt/format.h>

#include "base/sdk_credentials.h"

namespace workspace_exporter {
Result<AccessKey> ReadCredentialsFile(const FileReader& files, const std::string& path) {
  const Result<Secret> text = files.Read(path, kMostSecretBytes);
  if (!text) return Error{ErrorKind::kAuth, fmt::format("{}: {}", path, text.error().message)};
  Result<SdkCredentials> key = ReadSdkCredentials(text->Reveal());
  if (!key) return Error{ErrorKind::kAuth, fmt::format("{} {}", path, key.error().message)};
  return AccessKey{.id = std::string(key->access_key.Reveal()),
                   .secret = std::move(key->secret_key),
                   .security_token = std::move(key->security_token)};
}

std::unique_ptr<AccessKeyProvider> WatchCredentialsFile(const FileReader& files, const std::string& path,
                                                        const Clock& clock) {
  return std::make_unique<WatchedAccessKeys>(
      files, std::vector{path}, [&files, path] { return ReadCredentialsFile(files, path); }, clock);
}

}  // namespace workspace_exporter
