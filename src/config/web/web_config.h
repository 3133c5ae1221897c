#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/file.h"
#include "base/rate_limit.h"
#include "base/server_tls.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

/// The web configuration, in the format of Prometheus' exporter toolkit
/// (https://github.com/prometheus/exporter-toolkit, docs/web-configuration.md).
struct WebConfig {
  std::string file = {};                                          ///< where it stands; empty: there is none
  std::optional<ServerTls> tls = {};                              ///< without: plain HTTP
  std::map<std::string, std::string> tls_places = {};             ///< "FILE:LINE:COLUMN: KEY" by key
  std::vector<std::pair<std::string, std::string>> headers = {};  ///< of every answer
  std::map<std::string, std::string> users = {};  ///< bcrypt hashes of their passwords by name; empty: open to all
  RateLimit rate_limit = {};
  bool is_empty = false;    ///< the file holds no settings
  Faults warnings = {};     ///< what the toolkit takes and whoever wrote it may not mean, each with its place
  std::size_t content = 0;  ///< a hash of all that was read for this, see HashedFiles; 0: whoever read it did not ask

  bool operator==(const WebConfig&) const = default;
};

/// Reads and checks the file that `path` names, by the rules of the exporter toolkit 0.20 (web/tls_config.go,
/// web/handler.go): what it takes is taken, what it refuses is a fault. What the file names itself is relative to its
/// folder, and must be readable. Every fault has line and column; none repeats a password.
WebConfig ReadWebConfig(const Setting& path, const FileReader& files, Faults& faults);

inline constexpr std::size_t kMostWebConfigBytes = 1048576;

}  // namespace workspace_exporter
