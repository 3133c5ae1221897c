#include "config/web/web_config.h"

#include <fmt/format.h>

#include "config/files.h"
#include "config/web/web_config_http.h"
#include "config/web/web_config_tls.h"
#include "config/web/web_config_values.h"
#include "config/yaml_reader.h"

namespace workspace_exporter {
namespace {

/// A key whose value is a map that `read` takes.
template <typename Read>
WebConfigKey Map(const std::string& file, const std::string& name, Read read) {
  const ConfigPart part = {.file = file, .name = name};
  return {.name = name, .read = [part, read](const ConfigNode& value) {
            std::string problem = MapProblem(value);
            if (problem.empty()) read(value, part);
            return problem;
          }};
}

void ReadRoot(const ConfigNode& root, const FileReader& files, WebConfig& config, Faults& faults) {
  ReadWebConfigKeys(root, {.file = config.file},
                    {Map(config.file, "tls_server_config",
                         [&](const ConfigNode& map, const ConfigPart& part) {
                           config.tls = ReadServerTls(map, part, files, config.tls_places, faults, config.warnings);
                         }),
                     Map(config.file, "http_server_config",
                         [&](const ConfigNode& map, const ConfigPart& part) {
                           config.headers = ReadWebHeaders(map, part, faults, config.warnings);
                         }),
                     Map(config.file, "basic_auth_users",
                         [&](const ConfigNode& map, const ConfigPart& part) {
                           config.users = ReadWebUsers(map, part, faults, config.warnings);
                         }),
                     Map(config.file, "rate_limit",
                         [&](const ConfigNode& map, const ConfigPart& part) {
                           config.rate_limit = ReadRateLimit(map, part, faults, config.warnings);
                         })},
                    faults);
}

}  // namespace

WebConfig ReadWebConfig(const Setting& path, const FileReader& files, Faults& faults) {
  WebConfig config = {.file = path.value};
  const Checked<Secret> text = ReadNamedFile(files, config.file, kMostWebConfigBytes);
  if (!text.problem.empty() && text.problem != kEmptyFile) {
    faults.push_back(FaultLine(path, fmt::format("{}: {}", config.file, text.problem)));
    return config;
  }
  Faults found;
  const ConfigNode root = ReadYamlAsGo(text.value.Reveal(), config.file, found, config.warnings);
  config.is_empty = root.children.empty();
  if (found.empty()) {  // else the tree lacks what was refused
    const std::string problem = MapProblem(root);
    if (!problem.empty()) found.push_back(FaultLine({.named = PlaceOf(config.file, root)}, problem));
  }
  if (found.empty() && config.is_empty) {
    config.warnings.push_back(
        FaultLine({.named = PlaceOf(config.file, root)}, "holds no settings: plain HTTP is served, to everybody"));
  }
  if (found.empty()) ReadRoot(root, files, config, found);
  faults.insert(faults.end(), found.begin(), found.end());
  return config;
}

}  // namespace workspace_exporter
