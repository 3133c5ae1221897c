#include "config/files.h"

#include <functional>
#include <string_view>
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

Checked<Secret> HashedFiles::Read(const std::string& path, std::size_t max_bytes) const {
  Checked<Secret> file = files_.Read(path, max_bytes);
  for (const std::string_view part : {std::string_view(path), file.value.Reveal(), std::string_view(file.problem)}) {
    // As the golden ratio mixes them: a part that moves to another place gives another hash.
    hash_ = (hash_ ^ std::hash<std::string_view>()(part)) * 0x9E37'79B9'7F4A'7C15U;
  }
  return file;
}

}  // namespace workspace_exporter
