#pragma once

#include <string>
#include <string_view>

#include "base/file.h"
#include "base/result.h"
#include "base/secret.h"

namespace workspace_exporter {

/// The one line that a secret's file holds, without the space around it. kAuth where the file cannot be read, is empty,
/// or holds something that could not stand in a header; the message never shows what.
Result<Secret> ReadSecretFile(const FileReader& files, const std::string& path);

}  // namespace workspace_exporter
