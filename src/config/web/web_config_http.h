#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/rate_limit.h"
#include "config/config_node.h"

namespace workspace_exporter {

/// The map basic_auth_users: bcrypt hashes by the users' names. What the toolkit takes for a hash is one; where no
/// password can be right, that is a warning. No line repeats a hash, which may be a password that somebody put in its
/// place.
std::map<std::string, std::string> ReadWebUsers(const ConfigNode& map, const ConfigPart& part, Faults& faults,
                                                Faults& warnings);

/// The map http_server_config: the headers for every answer. HTTP/2 is taken and not served, which is a warning where
/// it is asked for.
std::vector<std::pair<std::string, std::string>> ReadWebHeaders(const ConfigNode& map, const ConfigPart& part,
                                                                Faults& faults, Faults& warnings);

/// The map rate_limit.
RateLimit ReadRateLimit(const ConfigNode& map, const ConfigPart& part, Faults& faults, Faults& warnings);

}  // namespace workspace_exporter
