#pragma once

#include <string>
#include <vector>

#include "base/file_watch.h"
#include "exporter/log/log.h"

namespace workspace_exporter {

/// Warns of watched files that cannot change any more: once of each, and again after it was as it should be. Not
/// thread-safe.
class UnlinkedFileWarnings final {
 public:
  /// Files and log outlive it.
  UnlinkedFileWarnings(const FileReader& files, const Log& log) : log_(log), unlinked_(files) {}

  void Look(const std::vector<std::string>& watched);

 private:
  const Log& log_;
  UnlinkedFiles unlinked_;
};

}  // namespace workspace_exporter
