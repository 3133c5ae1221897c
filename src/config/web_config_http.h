#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/rate_limit.h"
#include "config/config_entry.h"
#include "config/config_node.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

/// The map http_server_config: the headers for every answer. HTTP/2 is taken and not served, which is a warning where
/// it is asked for.
std::vector<std::pair<std::string, std::string>> ReadWebHeaders(const ConfigNode& map, const ConfigPart& part,
                                                                Faults& faults, Faults& warnings);

/// The map rate_limit.
RateLimit ReadRateLimit(const ConfigNode& map, const ConfigPart& part, Faults& faults, Faults& warnings);

}  // namespace workspace_exporter
