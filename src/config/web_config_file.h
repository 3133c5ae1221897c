#pragma once

#include <cstddef>

#include "config/files.h"
#include "config/setting.h"
#include "config/web_config.h"

namespace workspace_exporter {

/// Reads and checks the file that `path` names. What it names itself is relative to its folder, as in the toolkit, and
/// must be readable. Keys of the toolkit that are not honoured are faults that say why. Every fault has line and
/// column; none repeats a password.
WebConfig ReadWebConfig(const Setting& path, const Files& files, Faults& faults);

inline constexpr std::size_t kMostWebConfigBytes = 65536;

}  // namespace workspace_exporter
