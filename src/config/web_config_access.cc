#include "config/web_config_access.h"

#include <optional>

#include <fmt/format.h>
#include <re2/re2.h>

#include "base/bcrypt_hash.h"
#include "config/web_config_keys.h"
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

}  // namespace

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

}  // namespace workspace_exporter
