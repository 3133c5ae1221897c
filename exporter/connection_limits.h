#pragma once

#include <cstddef>

#include "web/web_limits.h"

namespace workspace_exporter {

/// The limits of the listening side where the process may have so many files open: clients have half of them at most,
/// so that they can take none from the calling side.
WebLimits LimitsFor(std::size_t open_files);

/// How many files this process may have open.
std::size_t OpenFilesLimit();

}  // namespace workspace_exporter
