#include "config/web_config_access.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>
#include <re2/re2.h>

#include "base/utf8.h"
#include "config/value_parsers.h"
#include "config/web_config_keys.h"
#include "config/yaml_reader.h"

namespace workspace_exporter {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

constexpr std::size_t kMostHeaderBytes = 4096;
constexpr std::size_t kMostUsers = 1000;
/// A check takes a core for a second at 14, and each step up doubles it: a scrape and a clean stop wait for checks.
constexpr int kLeastCost = 4;
constexpr int kMostCost = 14;

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
  if (HoldsControlCharacters(value)) return "must be text on one line, without control characters";
  if (!std::ranges::all_of(value, [](unsigned char c) { return c < 0x80; })) return "must be ASCII";
  if (value.size() > kMostHeaderBytes) return fmt::format("longer than {} bytes", kMostHeaderBytes);
  const auto& [first, second] = header.values;
  if (first.empty() || value == first || (!second.empty() && value == second)) return {};
  return fmt::format("must be {}{}{}", first, second.empty() ? "" : " or ", second);
}

std::vector<WebConfigKey> HeaderKeys(Headers& headers) {
  std::vector<WebConfigKey> keys;
  keys.reserve(kAllowedHeaders.size());
  for (const AllowedHeader& header : kAllowedHeaders) {
    keys.push_back({.name = std::string(header.name), .read = [&header, &headers](const ConfigNode& value) {
                      if (value.kind == ConfigNode::Kind::kNothing) return std::string();  // unset, as in the toolkit
                      std::string problem = KindProblem(value, ConfigNode::Kind::kText, "one value");
                      if (problem.empty()) problem = HeaderProblem(header, value.text);
                      if (problem.empty()) headers.emplace_back(header.name, value.text);
                      return problem;
                    }});
  }
  return keys;
}

std::string Http2Problem(const ConfigNode& value) {
  bool http2 = false;
  std::string problem = ReadText(value, http2, ParseBool);
  if (problem.empty() && http2) return "HTTP/2 is not supported; false, or leave it out";
  return problem;
}

std::string UserNameProblem(const std::string& name) {
  if (name.empty()) return "a user's name is empty";
  if (name.find(':') != std::string::npos) return "a user's name cannot hold a colon (RFC 7617)";
  return HoldsControlCharacters(name) ? "a user's name cannot hold control characters" : "";
}

/// As OpenBSD's bcrypt writes it: version, cost, 22 characters of salt and 31 of the hash.
std::string HashProblem(const std::string& hash) {
  static const RE2 kBcrypt(R"(\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53})");
  int cost = 0;
  if (!RE2::FullMatch(hash, kBcrypt, &cost)) {
    return "must be a bcrypt hash of the password, such as `htpasswd -nBC 10 USER` makes";
  }
  if (cost >= kLeastCost && cost <= kMostCost) return {};
  return fmt::format("a bcrypt hash of cost {} is not between {} and {}", cost, kLeastCost, kMostCost);
}

}  // namespace

Headers ReadWebHeaders(const ConfigNode& map, const ConfigPart& part, Faults& faults) {
  Headers headers;
  const auto read_headers = [&](const ConfigNode& value) {
    if (value.kind == ConfigNode::Kind::kNothing) return std::string();
    std::string problem = KindProblem(value, ConfigNode::Kind::kMap, "a map of headers");
    if (problem.empty()) {
      ReadWebConfigKeys(value, {.file = part.file, .name = part.name + ".headers"}, HeaderKeys(headers), faults);
    }
    return problem;
  };
  ReadWebConfigKeys(map, part, {{"http2", Http2Problem}, {"headers", read_headers}}, faults);
  return headers;
}

std::map<std::string, std::string> ReadWebUsers(const ConfigNode& map, const ConfigPart& part, Faults& faults) {
  std::map<std::string, std::string> users;
  const std::vector<ConfigField> fields = FieldsOf(map, part, faults);
  if (map.children.empty() || fields.size() > kMostUsers) {
    faults.push_back(FaultLine({.named = PlaceOf(part.file, map, part.name)},
                               map.children.empty() ? "no users; leave the key out where no password is asked for"
                                                    : fmt::format("more than {} users", kMostUsers)));
    return users;
  }
  for (const auto& [key, value] : fields) {
    std::string problem = UserNameProblem(key.text);
    if (problem.empty()) problem = KindProblem(value, ConfigNode::Kind::kText, "a bcrypt hash");
    if (problem.empty()) problem = HashProblem(value.text);
    if (problem.empty()) {
      users.emplace(key.text, value.text);
    } else {
      faults.push_back(FaultLine({.named = NameOf(part, key, key.text)}, problem));
    }
  }
  return users;
}

}  // namespace workspace_exporter
