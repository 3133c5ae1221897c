#include "simulator/iam.h"

#include <algorithm>
#include <limits>
#include <optional>

#include <nlohmann/json.hpp>

#include "simulator/error_bodies.h"

namespace workspace_exporter::simulator {
namespace {

using nlohmann::json;

constexpr std::size_t kTokenBytes = 1500;
constexpr EpochMs kNever = std::numeric_limits<EpochMs>::max();
constexpr std::string_view kRefused = "The username or password is wrong.";

/// What a password sign-in holds.
struct Credentials {
  std::string domain;
  std::string user;
  std::string password;
  std::string project;  ///< empty: no scope
};

/// Nothing where the body is not as documented. Throws a JSON exception for a wrong type.
std::optional<Credentials> ParseCredentials(const std::string& body) {
  const json auth = json::parse(body).at("auth");
  const json& identity = auth.at("identity");
  const auto methods = identity.at("methods").get<std::vector<std::string>>();
  if (std::ranges::find(methods, "password") == methods.end()) return std::nullopt;
  const json& user = identity.at("password").at("user");
  Credentials credentials;
  credentials.domain = user.at("domain").at("name").get<std::string>();
  credentials.user = user.at("name").get<std::string>();
  credentials.password = user.at("password").get<std::string>();
  if (auth.contains("scope") && auth.at("scope").contains("project")) {
    credentials.project = auth.at("scope").at("project").at("id").get<std::string>();
  }
  return credentials;
}

std::string MakeToken(Random& random) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-+";
  std::string token = "MIIFh";
  while (token.size() < kTokenBytes) token.push_back(kLetters[random.Below(kLetters.size())]);
  return token;
}

json TokenBody(const Credentials& credentials, EpochMs now, EpochMs expires) {
  const json domain = {{"name", credentials.domain}, {"id", "d0a1b2c3d4e5f60718293a4b5c6d7e8f"}};
  json token = {{"expires_at", FormatUtc(expires, true)},
                {"issued_at", FormatUtc(now, true)},
                {"methods", {"password"}},
                {"user",
                 {{"name", credentials.user},
                  {"id", "e1b2c3d4e5f60718293a4b5c6d7e8f90"},
                  {"password_expires_at", ""},
                  {"domain", domain}}},
                {"catalog", json::array()},
                {"roles", json::array({{{"name", "workspace_viewer"}, {"id", "0"}}})}};
  if (!credentials.project.empty()) {
    token["project"] = {{"id", credentials.project}, {"name", "ap-southeast-1"}, {"domain", domain}};
  }
  return {{"token", std::move(token)}};
}

std::vector<NamedProject> NamedAfterRegion(const std::vector<std::string>& projects) {
  std::vector<NamedProject> named;
  for (const std::string& id : projects) {
    const std::size_t number = named.size() + 1;
    named.push_back({.id = id, .name = "ap-southeast-1" + (number == 1 ? "" : "_" + std::to_string(number))});
  }
  return named;
}

}  // namespace

Iam::Iam(Account account) : account_(std::move(account)) { SetStaticToken(account_.static_token); }

Response Iam::SignIn(const std::string& body, EpochMs now, const Settings& settings) {
  std::optional<Credentials> credentials;
  try {
    credentials = ParseCredentials(body);
  } catch (const json::exception&) {
    credentials.reset();
  }
  if (!credentials) return MakeIamError(400, "The request body is invalid.");
  const std::lock_guard lock(mutex_);
  if (credentials->domain != account_.domain || credentials->user != account_.user ||
      credentials->password != account_.password) {
    return MakeIamError(401, kRefused);
  }
  if (!credentials->project.empty() && !HasProject(credentials->project, settings)) {
    return MakeIamError(403, "You are not authorized to perform the requested action.");
  }
  const EpochMs expires = now + settings.token_lifetime_seconds * 1000;
  const std::string token = MakeToken(random_);
  tokens_[token] = {
      .generation = ++generations_, .expires = expires, .project = credentials->project, .revoked = false};
  return {.status = 201,
          .headers = {{"Content-Type", "application/json; charset=UTF-8"}, {"X-Subject-Token", token}},
          .body = TokenBody(*credentials, now, expires).dump()};
}

TokenState Iam::Check(const std::string& token, EpochMs now) const {
  const std::lock_guard lock(mutex_);
  const auto found = tokens_.find(token);
  if (found == tokens_.end()) return {};
  const Issued& issued = found->second;
  const bool valid = !issued.revoked && now < issued.expires;
  return {.kind = valid ? TokenState::kValid : TokenState::kMustBeRenewed,
          .generation = issued.generation,
          .project = issued.project};
}

void Iam::RevokeAll() {
  const std::lock_guard lock(mutex_);
  for (auto& [token, issued] : tokens_) issued.revoked = true;
}

void Iam::SetPassword(const std::string& password) {
  const std::lock_guard lock(mutex_);
  account_.password = password;
}

void Iam::SetStaticToken(const std::string& token) {
  const std::lock_guard lock(mutex_);
  if (!token.empty()) tokens_[token] = {.generation = 0, .expires = kNever, .project = "", .revoked = false};
}

Response Iam::ListProjects(const std::string* name, const Settings& settings) const {
  json projects = json::array();
  for (const NamedProject& project :
       settings.projects.empty() ? NamedAfterRegion(account_.projects) : settings.projects) {
    if (name != nullptr && *name != project.name) continue;
    projects.push_back({{"id", project.id}, {"name", project.name}, {"enabled", true}, {"is_domain", false}});
  }
  const json body = {{"projects", std::move(projects)}, {"links", json::object()}};
  return {.status = 200, .headers = {{"Content-Type", "application/json"}}, .body = body.dump()};
}

bool Iam::HasProject(std::string_view project, const Settings& settings) const {
  return std::ranges::find(account_.projects, project) != account_.projects.end() ||
         std::ranges::find(settings.projects, project, &NamedProject::id) != settings.projects.end();
}

}  // namespace workspace_exporter::simulator
