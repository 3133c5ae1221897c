#pragma once

#include <string_view>
#include <vector>

#include "config/checked.h"
#include "config/options.h"

namespace workspace_exporter {

/// `State=duration,…`: live states, each once.
Checked<std::vector<OverdueAfter>> ParseOverdue(std::string_view text);

}  // namespace workspace_exporter
