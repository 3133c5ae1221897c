#pragma once

#include <string>
#include <string_view>

#include "config/flag_collector.h"

namespace workspace_exporter {

/// The flags of a file: one on each line, `--name=value` or `--name value`, taken as it stands, without quotes; blank
/// lines and lines that begin with `#` are passed over, spaces around a line are dropped. `path` is for the faults.
SourceFlags ReadFlagfile(std::string_view text, const std::string& path);

}  // namespace workspace_exporter
