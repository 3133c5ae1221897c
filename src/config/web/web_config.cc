#include "config/web/web_config.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include <fmt/format.h>
#include <re2/re2.h>

#include "base/ascii_text.h"
#include "base/bcrypt_hash.h"
#include "base/utf8.h"
#include "config/files.h"
#include "config/web/web_config_tls.h"
#include "config/web/web_config_values.h"
#include "config/yaml_reader.h"

namespace workspace_exporter {
namespace {

std::string HashProblem(const std::optional<BcryptHash>& hash) {
  if (!hash) return "must be a bcrypt hash of the password, such as `htpasswd -nBC 10 USER` makes";
  if (hash->HasCost()) return {};
  return fmt::format("a bcrypt hash of cost {} is not between {} and {}", hash->cost, BcryptHash::kLeastCost,
                     BcryptHash::kMostCost);
}

/// Whether a password can be right.
bool IsWholeHash(const BcryptHash& hash) {
  static const RE2 kAlphabet("[./A-Za-z0-9]*");
  const std::string all = std::string(hash.salt) + std::string(hash.hash);
  return all.size() == 53 && RE2::FullMatch(all, kAlphabet);
}

using Headers = std::vector<std::pair<std::string, std::string>>;

/// The headers that the toolkit allows, and the values of those that have a closed list.
struct AllowedHeader {
  std::string_view name;
  std::array<std::string_view, 2> values = {};
};
constexpr auto kAllowedHeaders = std::to_array<AllowedHeader>({{"Content-Security-Policy"},
                                                               {"Strict-Transport-Security"},
                                                               {"X-Content-Type-Options", {"nosniff"}},
                                                               {"X-Frame-Options", {"deny", "sameorigin"}},
                                                               {"X-XSS-Protection"}});

std::string HeaderProblem(const AllowedHeader& header, const std::string& value) {
  const auto& [first, second] = header.values;
  if (first.empty() || value == first || (!second.empty() && value == second)) return {};
  return fmt::format("must be {}{}{}", first, second.empty() ? "" : " or ", second);
}

/// On one line, as Go sends it: a value may be written on several.
std::string HeaderLine(std::string value) {
  std::ranges::replace_if(value, IsControlCharacter, ' ');
  return std::string(Trimmed(value));
}

std::vector<WebConfigKey> HeaderKeys(Headers& headers) {
  std::vector<WebConfigKey> keys;
  keys.reserve(kAllowedHeaders.size());
  for (const AllowedHeader& header : kAllowedHeaders) {
    keys.push_back({.name = std::string(header.name), .read = [&header, &headers](const ConfigNode& value) {
                      std::string problem = TextProblem(value);
                      if (problem.empty()) problem = HeaderProblem(header, value.text);
                      if (problem.empty()) headers.emplace_back(header.name, HeaderLine(value.text));
                      return problem;
                    }});
  }
  return keys;
}

/// The map basic_auth_users: bcrypt hashes by the users' names. What the toolkit takes for a hash is one; where no
/// password can be right, that is a warning. No line repeats a hash, which may be a password that somebody put in its
/// place.
std::map<std::string, std::string> ReadWebUsers(const ConfigNode& map, const ConfigPart& part, Faults& faults,
                                                Faults& warnings) {
  std::map<std::string, std::string> users;
  for (const auto& [key, value] : FieldsOf(map, part, faults)) {
    const Setting named = {.named = NameOf(part, key, key.text)};
    std::string problem = KindProblem(value, ConfigNode::Kind::kText, "a bcrypt hash");
    const std::optional<BcryptHash> hash = ParseBcryptHash(value.text);
    if (problem.empty()) problem = HashProblem(hash);
    if (!problem.empty()) {
      faults.push_back(FaultLine(named, problem));
      continue;
    }
    if (!IsWholeHash(*hash)) warnings.push_back(FaultLine(named, "no whole bcrypt hash: no password is right"));
    if (key.text.find(':') != std::string::npos) {
      warnings.push_back(FaultLine(named, "no client can send a name with a colon (RFC 7617)"));
    }
    users.emplace(key.text, value.text);
  }
  if (map.children.empty()) {
    warnings.push_back(
        FaultLine({.named = PlaceOf(part.file, map, part.name)}, "no users: nobody is asked for a password"));
  }
  return users;
}

/// The map http_server_config: the headers for every answer. HTTP/2 is taken and not served, which is a warning where
/// it is asked for.
Headers ReadWebHeaders(const ConfigNode& map, const ConfigPart& part, Faults& faults, Faults& warnings) {
  Headers headers;
  const auto read_http2 = [&](const ConfigNode& value) {
    Checked<bool> http2 = ReadGoBool(value);
    if (http2.value) {
      warnings.push_back(FaultLine({.named = NameOf(part, value, "http2")},
                                   "HTTP/1.1 is served, which clients of HTTP/2 speak as well"));
    }
    return std::move(http2.problem);
  };
  const auto read_headers = [&](const ConfigNode& value) {
    std::string problem = MapProblem(value);
    if (problem.empty()) {
      ReadWebConfigKeys(value, {.file = part.file, .name = part.name + ".headers"}, HeaderKeys(headers), faults);
    }
    return problem;
  };
  ReadWebConfigKeys(map, part, {{"http2", read_http2}, {"headers", read_headers}}, faults);
  return headers;
}

/// The map rate_limit.
RateLimit ReadRateLimit(const ConfigNode& map, const ConfigPart& part, Faults& faults, Faults& warnings) {
  RateLimit limit;
  const auto take = [](auto& to, auto checked) {
    to = checked.value;
    return std::move(checked.problem);
  };
  ReadWebConfigKeys(map, part,
                    {{"interval", [&](const ConfigNode& value) { return take(limit.interval, ReadGoDuration(value)); }},
                     {"burst", [&](const ConfigNode& value) { return take(limit.burst, ReadGoInt(value)); }}},
                    faults);
  if (limit.interval.count() > 0 && limit.burst < 1) {
    warnings.push_back(FaultLine({.named = NameOf(part, map, "burst")},
                                 "below 1: every request is refused, but those for the health endpoints"));
  }
  return limit;
}

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
