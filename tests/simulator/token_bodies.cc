#include "simulator/token_bodies.h"

#include <algorithm>
#include <vector>

#include <nlohmann/json.hpp>
#include <openssl/evp.h>

namespace workspace_exporter::simulator {
namespace {

using nlohmann::json;

std::string ProjectOfScope(const json& auth) {
  if (!auth.contains("scope") || !auth.at("scope").contains("project")) return "";
  return auth.at("scope").at("project").at("id").get<std::string>();
}

/// Whether it is an object with no other keys.
bool HoldsOnly(const json& object, const std::vector<std::string>& keys) {
  if (!object.is_object()) return false;
  for (const auto& item : object.items()) {
    if (std::ranges::find(keys, item.key()) == keys.end()) return false;
  }
  return true;
}

/// The claims of a JWT, whose signature is not looked at; discarded JSON where it is none.
json ClaimsOf(const std::string& token) {
  const std::size_t first = token.find('.');
  const std::size_t second = first == std::string::npos ? first : token.find('.', first + 1);
  if (second == std::string::npos) return json(json::value_t::discarded);
  std::string encoded = token.substr(first + 1, second - first - 1);
  std::ranges::replace(encoded, '-', '+');
  std::ranges::replace(encoded, '_', '/');
  const std::size_t padding = (4 - encoded.size() % 4) % 4;
  encoded.append(padding, '=');
  std::string decoded(encoded.size() / 4 * 3, '\0');
  const int size =
      EVP_DecodeBlock(reinterpret_cast<unsigned char*>(decoded.data()),
                      reinterpret_cast<const unsigned char*>(encoded.data()), static_cast<int>(encoded.size()));
  if (size < 0) return json(json::value_t::discarded);
  decoded.resize(static_cast<std::size_t>(size) - padding);
  return json::parse(decoded, nullptr, false);
}

}  // namespace

std::optional<SignInRequest> ParseSignIn(const std::string& body) {
  try {
    const json auth = json::parse(body).at("auth");
    const json& identity = auth.at("identity");
    const auto methods = identity.at("methods").get<std::vector<std::string>>();
    SignInRequest parsed{.project = ProjectOfScope(auth)};
    if (methods == std::vector<std::string>{"token"}) {
      parsed.token = identity.at("token").at("id").get<std::string>();
      if (parsed.token.empty() || parsed.project.empty()) return std::nullopt;
      return parsed;
    }
    if (std::ranges::find(methods, "password") == methods.end()) return std::nullopt;
    const json& user = identity.at("password").at("user");
    parsed.domain = user.at("domain").at("name").get<std::string>();
    parsed.user = user.at("name").get<std::string>();
    parsed.password = user.at("password").get<std::string>();
    return parsed;
  } catch (const json::exception&) {
    return std::nullopt;
  }
}

std::optional<IdTokenRequest> ParseIdTokenRequest(const std::string& body) {
  try {
    const json parsed = json::parse(body);
    const json& auth = parsed.at("auth");
    const json& id_token = auth.at("id_token");
    if (!HoldsOnly(parsed, {"auth"}) || !HoldsOnly(auth, {"id_token", "scope"}) || !HoldsOnly(id_token, {"id"})) {
      return std::nullopt;
    }
    return IdTokenRequest{.id_token = id_token.at("id").get<std::string>(), .project = ProjectOfScope(auth)};
  } catch (const json::exception&) {
    return std::nullopt;
  }
}

std::string TokenBody(const ToldToken& told) {
  const json domain = {{"name", told.domain}, {"id", "d0a1b2c3d4e5f60718293a4b5c6d7e8f"}};
  json user = {{"name", told.user}, {"id", "e1b2c3d4e5f60718293a4b5c6d7e8f90"}, {"domain", domain}};
  if (told.idp.empty()) {
    user["password_expires_at"] = "";
  } else {
    user["OS-FEDERATION"] = {
        {"groups", json::array()}, {"identity_provider", {{"id", told.idp}}}, {"protocol", {{"id", "oidc"}}}};
  }
  json token = {{"expires_at", FormatUtc(told.expires, true)},
                {"issued_at", FormatUtc(told.issued, true)},
                {"methods", json::array({told.method})},
                {"user", std::move(user)},
                {"catalog", json::array()},
                {"roles", json::array({{{"name", "workspace_viewer"}, {"id", "0"}}})}};
  if (!told.project.empty()) {
    token["project"] = {{"id", told.project}, {"name", "ap-southeast-1"}, {"domain", domain}};
  }
  return json{{"token", std::move(token)}}.dump();
}

std::string CheckIdToken(const std::string& id_token, const Settings& settings, EpochMs now) {
  if (std::ranges::find(settings.id_tokens, id_token) == settings.id_tokens.end()) return "The id token is invalid.";
  const json claims = ClaimsOf(id_token);
  if (!claims.is_object() || !claims.contains("exp") || !claims.at("exp").is_number()) return "";
  return static_cast<double>(now) < claims.at("exp").get<double>() * 1000 ? "" : "The id token has expired.";
}

}  // namespace workspace_exporter::simulator
