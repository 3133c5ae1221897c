#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/server_tls.h"

namespace workspace_exporter {

/// The web configuration, in the format of Prometheus' exporter toolkit
/// (https://github.com/prometheus/exporter-toolkit, docs/web-configuration.md).
struct WebConfig {
  std::string file = {};                                          ///< where it stands; empty: there is none
  std::optional<ServerTls> tls = {};                              ///< without: plain HTTP
  std::map<std::string, std::string> tls_places = {};             ///< "FILE:LINE:COLUMN: KEY" by key
  std::vector<std::pair<std::string, std::string>> headers = {};  ///< of every answer
  std::map<std::string, std::string> users = {};  ///< bcrypt hashes of their passwords by name; empty: open to all

  bool operator==(const WebConfig&) const = default;
};

}  // namespace workspace_exporter
