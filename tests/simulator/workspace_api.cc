#include "simulator/workspace_api.h"

#include <chrono>
#include <cmath>

#include "simulator/error_bodies.h"
#include "simulator/session_page.h"

namespace workspace_exporter::simulator {
namespace {

constexpr std::string_view kListHead = "/v1/";
constexpr std::string_view kListTail = "/session/list-sessions";

double SteadySeconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

std::string_view NameOf(Operation operation) {
  switch (operation) {
    case Operation::kListSessions: return "list_sessions";
    case Operation::kSignIn: return "sign_in";
    case Operation::kListProjects: return "list_projects";
    default: return "other";
  }
}

Route FindRoute(const Request& request) {
  const std::string_view path = request.path;
  if (path == "/v3/auth/tokens" && request.method == "POST") return {.operation = Operation::kSignIn, .project = ""};
  if (path == "/v3/projects" && request.method == "GET") {
    return {.operation = Operation::kListProjects, .project = ""};
  }
  if (request.method != "GET" || !path.starts_with(kListHead) || !path.ends_with(kListTail)) return {};
  if (path.size() <= kListHead.size() + kListTail.size()) return {};
  const std::string_view project = path.substr(kListHead.size(), path.size() - kListHead.size() - kListTail.size());
  if (project.find('/') != std::string_view::npos) return {};
  return {.operation = Operation::kListSessions, .project = std::string(project)};
}

Answer WorkspaceApi::ListProjects(const Request& request, std::string_view request_id) const {
  TokenState token;
  if (std::optional<Response> refusal = Authenticate(request, token, request_id)) {
    return {.response = std::move(*refusal), .token_generation = token.generation};
  }
  return {.response = iam_.ListProjects(Find(request.parameters, "name")), .token_generation = token.generation};
}

Answer WorkspaceApi::List(const Request& request, const std::string& project, const std::vector<Fault>& faults,
                          std::string_view request_id) {
  TokenState token;
  std::optional<Response> refusal = Authenticate(request, token, request_id);
  const auto answer = [&token](Response response) {
    return Answer{.response = std::move(response), .token_generation = token.generation};
  };
  if (refusal) return answer(std::move(*refusal));
  const Settings settings = world_.settings();
  if (const auto wait = quota_.Spend(iam_.user(), settings, SteadySeconds())) {
    return answer(Throttle(settings, *wait, request_id));
  }
  // The static token and a signature are good for all projects of the account.
  const bool in_scope = token.generation > 0 ? token.project == project : iam_.HasProject(project);
  if (!in_scope) {
    return answer(MakeError(403, "APIGW.0302", "The user is not authorized to access this project.", request_id));
  }
  const std::variant<ListQuery, std::string> query = ParseListQuery(request.parameters);
  if (const auto* fault = std::get_if<std::string>(&query)) {
    return answer(MakeError(400, "WKS.00139901", "The request message is invalid: " + *fault, request_id));
  }
  return answer({.status = 200,
                 .headers = {{"Content-Type", "application/json"}},
                 .body = RenderPage(world_.ReadPage(std::get<ListQuery>(query)), faults)});
}

std::optional<Response> WorkspaceApi::Authenticate(const Request& request, TokenState& token,
                                                   std::string_view request_id) const {
  const EpochMs now = world_.clock().Now();
  const std::string fault = "Incorrect IAM authentication information: ";
  if (IsSigned(request)) {
    const std::string wrong = CheckSignature(request, iam_.access_key(), now);
    if (!wrong.empty()) return MakeError(401, "APIGW.0301", fault + wrong, request_id);
    return std::nullopt;
  }
  const std::string* sent = Find(request.headers, "x-auth-token");
  if (sent != nullptr) token = iam_.Check(*sent, now);
  if (token.kind == TokenState::kValid) return std::nullopt;
  if (token.kind == TokenState::kMustBeRenewed) {
    return MakeError(401, "APIGW.0307", "The token must be updated.", request_id);
  }
  return MakeError(401, "APIGW.0301", fault + "verify token failed", request_id);
}

Response WorkspaceApi::Throttle(const Settings& settings, double wait, std::string_view request_id) const {
  Response response = MakeError(429, "APIGW.0308", ThrottlingMessage(settings), request_id);
  if (settings.quota_retry_after) {
    response.headers.emplace_back("Retry-After", std::to_string(static_cast<std::int64_t>(std::ceil(wait))));
  }
  return response;
}

Response NoSuchApi(std::string_view request_id) {
  return MakeError(404, "APIGW.0101", "The API does not exist or has not been published in the environment.",
                   request_id);
}

}  // namespace workspace_exporter::simulator
