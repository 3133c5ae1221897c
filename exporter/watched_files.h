#pragma once

#include <string>
#include <vector>

#include "base/file_watch.h"
#include "exporter/log.h"

namespace workspace_exporter {

/// Warns of watched files that cannot change any more: once of each, and again after it was as it should be. Not
/// thread-safe.
class UnlinkedFileWarnings final {
 public:
  /// The log outlives it.
  explicit UnlinkedFileWarnings(const Log& log) : log_(log), unlinked_(files_) {}

  void Look(const std::vector<std::string>& watched);

 private:
  const Log& log_;
  const SystemFileReader files_;
  UnlinkedFiles unlinked_;
};

}  // namespace workspace_exporter
