#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/checked.h"

namespace workspace_exporter {

/// The labels of the sessions gauge beside project: names out of a closed list, each once, session_state among them.
/// server_group stands for server_group_id as well, which is not named itself.
Checked<std::vector<std::string>> ParseGroupBy(std::string_view text);

}  // namespace workspace_exporter
