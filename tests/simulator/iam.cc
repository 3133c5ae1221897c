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

std::string MakeToken(Random& random) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-+";
  std::string token = "MIIFh";
  while (token.size() < kTokenBytes) token.push_back(kLetters[random.Below(kLetters.size())]);
  return token;
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
  const std::optional<SignInRequest> wanted = ParseSignIn(body);
  if (!wanted) return MakeIamError(400, "The request body is invalid.");
  const std::lock_guard lock(mutex_);
  ToldToken told = {.method = "password",
                    .domain = account_.domain,
                    .user = account_.user,
                    .project = wanted->project,
                    .issued = now,
                    .expires = now + settings.token_lifetime_seconds * 1000};
  if (!wanted->token.empty()) {
    const auto found = tokens_.find(wanted->token);
    const bool good = found != tokens_.end() && found->second.unscoped && !found->second.revoked;
    if (!good || now >= found->second.expires) return MakeIamError(401, "The token is invalid or has expired.");
    told.method = "token";
    told.idp = settings.idp_id;
    told.expires = std::min(told.expires, found->second.expires);
  } else if (wanted->domain != account_.domain || wanted->user != account_.user ||
             wanted->password != account_.password) {
    return MakeIamError(401, kRefused);
  }
  return Issue(told, settings);
}

Response Iam::Federate(const Request& request, EpochMs now, const Settings& settings) {
  const std::string* idp = Find(request.headers, "x-idp-id");
  const std::optional<IdTokenRequest> wanted = ParseIdTokenRequest(request.body);
  if (idp == nullptr || idp->empty() || !wanted) return MakeIamError(400, "The request is invalid.");
  if (*idp != settings.idp_id) return MakeIamError(404, "Could not find identity provider: " + *idp + ".");
  const std::string wrong = CheckIdToken(wanted->id_token, settings, now);
  if (!wrong.empty()) return MakeIamError(401, wrong);
  const std::lock_guard lock(mutex_);
  return Issue({.method = "mapped",
                .domain = account_.domain,
                .user = "federated-user",
                .idp = *idp,
                .project = wanted->project,
                .issued = now,
                .expires = now + settings.token_lifetime_seconds * 1000},
               settings);
}

Response Iam::Issue(const ToldToken& told, const Settings& settings) {
  if (!told.project.empty() && !HasProject(told.project, settings)) {
    return MakeIamError(403, "You are not authorized to perform the requested action.");
  }
  const std::string token = MakeToken(random_);
  tokens_[token] = {.generation = ++generations_,
                    .expires = told.expires,
                    .project = told.project,
                    .unscoped = told.method == "mapped" && told.project.empty()};
  return {.status = 201,
          .headers = {{"Content-Type", "application/json; charset=UTF-8"}, {"X-Subject-Token", token}},
          .body = TokenBody(told)};
}

TokenState Iam::Check(const std::string& token, EpochMs now) const {
  const std::lock_guard lock(mutex_);
  const auto found = tokens_.find(token);
  if (found == tokens_.end()) return {};
  const Issued& issued = found->second;
  const bool valid = !issued.revoked && now < issued.expires;
  return {.kind = valid ? TokenState::kValid : TokenState::kMustBeRenewed,
          .generation = issued.generation,
          .project = issued.project,
          .unscoped = issued.unscoped};
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
  if (!token.empty()) tokens_[token] = {.generation = 0, .expires = kNever};
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
