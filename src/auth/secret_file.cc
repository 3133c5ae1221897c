#include "auth/secret_file.h"

#include <string_view>

#include <fmt/format.h>

namespace workspace_exporter {

Result<Secret> ReadSecretFile(const FileReader& files, const std::string& path, SecretKind kind) {
  const Result<Secret> whole = files.Read(path, kMostSecretBytes);
  if (!whole) return Error{ErrorKind::kAuth, fmt::format("{}: {}", path, whole.error().message)};
  const Result<std::string_view> secret = SecretIn(whole->Reveal(), kind);
  if (!secret) return Error{ErrorKind::kAuth, fmt::format("{} {}", path, secret.error().message)};
  return Secret(*secret);
}

}  // namespace workspace_exporter
