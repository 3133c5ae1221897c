#include "auth/secret_file.h"

#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace workspace_exporter {
namespace {

Error Unusable(std::string message) {
  return {.kind = ErrorKind::kAuth, .message = std::move(message), .retry_after = std::chrono::milliseconds(0)};
}

}  // namespace

Result<Secret> ReadSecretFile(const FileReader& files, const std::string& path, SecretKind kind) {
  const Result<Secret> whole = files.Read(path, kMostSecretBytes);
  if (!whole) return Unusable(fmt::format("{}: {}", path, whole.error().message));
  const Result<std::string_view> secret = SecretIn(whole->Reveal(), kind);
  if (!secret) return Unusable(fmt::format("{} {}", path, secret.error().message));
  return Secret(*secret);
}

}  // namespace workspace_exporter
