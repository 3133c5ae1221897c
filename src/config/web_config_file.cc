#include "config/web_config_file.h"

#include <fmt/format.h>

#include "config/web_config_access.h"
#include "config/web_config_keys.h"
#include "config/web_config_tls.h"
#include "config/yaml_reader.h"

namespace workspace_exporter {
namespace {

using Kind = ConfigNode::Kind;

/// A file without settings, or one that is half written, must not open the port to everybody.
constexpr const char* kNothing =
    "holds no settings; without --web_config_file the exporter serves plain HTTP to everybody";

/// A key whose value is a map that `read` takes.
template <typename Read>
WebConfigKey Map(const std::string& file, const std::string& name, Read read) {
  const ConfigPart part = {.file = file, .name = name};
  return {.name = name, .read = [part, read](const ConfigNode& value) {
            std::string problem = KindProblem(value, Kind::kMap, "a map");
            if (problem.empty()) read(value, part);
            return problem;
          }};
}

void ReadRoot(const ConfigNode& root, const Files& files, WebConfig& config, Faults& faults) {
  ReadWebConfigKeys(
      root, {.file = config.file},
      {Map(config.file, "tls_server_config",
           [&](const ConfigNode& map, const ConfigPart& part) {
             config.tls = ReadServerTls(map, part, files, config.tls_places, faults);
           }),
       Map(config.file, "http_server_config",
           [&](const ConfigNode& map, const ConfigPart& part) { config.headers = ReadWebHeaders(map, part, faults); }),
       Map(config.file, "basic_auth_users",
           [&](const ConfigNode& map, const ConfigPart& part) { config.users = ReadWebUsers(map, part, faults); }),
       Refused("rate_limit", "not supported; connections have limits of their own, scrapes --web_max_requests")},
      faults);
}

}  // namespace

WebConfig ReadWebConfig(const Setting& path, const Files& files, Faults& faults) {
  WebConfig config = {.file = path.value};
  const Checked<Secret> text = files.Read(config.file, kMostWebConfigBytes);
  if (!text.problem.empty()) {
    faults.push_back(FaultLine(path, fmt::format("{}: {}", config.file, text.problem)));
    return config;
  }
  Faults found;
  const ConfigNode root = ReadYaml(text.value.Reveal(), config.file, found);
  if (found.empty()) {  // else the tree lacks what was refused
    const std::string problem =
        root.kind == Kind::kNothing ? kNothing : KindProblem(root, Kind::kMap, "a map of settings");
    if (!problem.empty()) found.push_back(FaultLine({.named = PlaceOf(config.file, root)}, problem));
  }
  if (found.empty()) ReadRoot(root, files, config, found);
  faults.insert(faults.end(), found.begin(), found.end());
  return config;
}

}  // namespace workspace_exporter
