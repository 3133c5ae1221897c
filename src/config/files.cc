#include "config/files.h"

#include <string_view>
#include <utility>

#include "base/file.h"

namespace workspace_exporter {
namespace {

/// systemd.exec(5), LoadCredential: of a service of the machine, or of a user.
bool IsOfSystemd(std::string_view path) {
  return path.starts_with("/run/credentials/") ||
         (path.starts_with("/run/user/") && path.find("/credentials/") != std::string_view::npos);
}

constexpr const char* kNotGiven =
    "; it is a credential that systemd has to give: LoadCredential of the service has no such file, or this is a "
    "container "
    "in which systemd cannot give any (man workspace_exporter, FILES)";

}  // namespace

Checked<Secret> DiskFiles::Read(const std::string& path, std::size_t max_bytes) const {
  Result<Secret> content = ReadWholeFile(path, max_bytes);
  if (!content) {
    std::string problem = std::move(content).error().message;
    if (IsOfSystemd(path)) problem += kNotGiven;
    return {.problem = std::move(problem)};
  }
  Checked<Secret> result = {.value = *std::move(content)};
  if (result.value.empty()) result.problem = "the file is empty";
  return result;
}

}  // namespace workspace_exporter
