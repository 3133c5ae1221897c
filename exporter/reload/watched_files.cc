#include "exporter/reload/watched_files.h"

namespace workspace_exporter {

void UnlinkedFileWarnings::Look(const std::vector<std::string>& watched) {
  for (const std::string& file : unlinked_.Look(watched)) {
    log_.Warn(
        "a watched file was replaced or deleted elsewhere, and shows its old content for good: mount its folder, "
        "not the single file",
        {{"file", file}, {"links", "0"}});
  }
}

}  // namespace workspace_exporter
