#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/server_tls.h"
#include "config/config_node.h"
#include "config/files.h"

namespace workspace_exporter {

/// The map tls_server_config of the web configuration; nothing where no key in it asks for TLS, as a min_version alone
/// does not. `places` gets the place of each of its keys.
std::optional<ServerTls> ReadServerTls(const ConfigNode& map, const ConfigPart& part, const FileReader& files,
                                       std::map<std::string, std::string>& places, Faults& faults, Faults& warnings);

}  // namespace workspace_exporter
