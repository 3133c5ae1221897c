#pragma once

#include <map>
#include <string>

#include "config/config_entry.h"
#include "config/config_node.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

/// The map basic_auth_users: bcrypt hashes by the users' names. What the toolkit takes for a hash is one; where no
/// password can be right, that is a warning. No line repeats a hash, which may be a password that somebody put in its
/// place.
std::map<std::string, std::string> ReadWebUsers(const ConfigNode& map, const ConfigPart& part, Faults& faults,
                                                Faults& warnings);

}  // namespace workspace_exporter
