#include "config/files.h"

#include <utility>

#include "base/file.h"

namespace workspace_exporter {

Checked<Secret> DiskFiles::Read(const std::string& path, std::size_t max_bytes) const {
  Result<Secret> content = ReadWholeFile(path, max_bytes);
  if (!content) return {.problem = std::move(content).error().message};
  Checked<Secret> result = {.value = *std::move(content)};
  if (result.value.empty()) result.problem = kEmptyFile;
  return result;
}

}  // namespace workspace_exporter
