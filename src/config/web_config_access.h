#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "config/config_entry.h"
#include "config/config_node.h"
#include "config/setting.h"

namespace workspace_exporter {

/// The map http_server_config: the headers for every answer.
std::vector<std::pair<std::string, std::string>> ReadWebHeaders(const ConfigNode& map, const ConfigPart& part,
                                                                Faults& faults);

/// The map basic_auth_users: bcrypt hashes by the users' names. No fault repeats a hash, which may be a password that
/// somebody put in its place.
std::map<std::string, std::string> ReadWebUsers(const ConfigNode& map, const ConfigPart& part, Faults& faults);

}  // namespace workspace_exporter
