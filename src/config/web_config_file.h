#pragma once

#include <cstddef>

#include "config/files.h"
#include "config/setting_reader.h"
#include "config/web_config.h"

namespace workspace_exporter {

/// Reads and checks the file that `path` names, by the rules of the exporter toolkit 0.20 (web/tls_config.go,
/// web/handler.go): what it takes is taken, what it refuses is a fault. What the file names itself is relative to its
/// folder, and must be readable. Every fault has line and column; none repeats a password.
WebConfig ReadWebConfig(const Setting& path, const FileReader& files, Faults& faults);

inline constexpr std::size_t kMostWebConfigBytes = 1048576;

}  // namespace workspace_exporter
