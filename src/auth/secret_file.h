#pragma once

#include <string>

#include "base/file.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/secret_rule.h"

namespace workspace_exporter {

/// The secret that a file holds, see SecretIn. kAuth, naming the file, where it cannot be read, is empty, or holds what
/// cannot be; the message never shows what. Nobody was asked with it, so that it may be tried again at once:
/// retry_after is 0.
Result<Secret> ReadSecretFile(const FileReader& files, const std::string& path, SecretKind kind);

}  // namespace workspace_exporter
