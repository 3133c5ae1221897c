#include "simulator/workspace_api.h"

#include <chrono>
#include <cmath>

#include "simulator/error_bodies.h"
#include "simulator/session_page.h"

namespace workspace_exporter::simulator {
namespace {

double SteadySeconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

Answer WorkspaceApi::List(const Request& request, const std::string& project, const std::vector<Fault>& faults,
                          std::string_view request_id) {
  Caller caller = gatekeeper_.Admit(request, request_id);
  const TokenState& token = caller.token;
  const auto answer = [&token](Response response) {
    return Answer{.response = std::move(response), .token_generation = token.generation};
  };
  if (caller.refusal) return answer(std::move(*caller.refusal));
  const Settings settings = worlds_.settings();
  if (const auto wait = quota_.Spend(iam_.user(), settings, SteadySeconds())) {
    return answer(Throttle(settings, *wait, request_id));
  }
  // The static token and a signature are good for all projects of the account.
  const bool in_scope = token.generation > 0 ? token.project == project : iam_.HasProject(project, settings);
  if (!in_scope) {
    return answer(MakeError(403, "APIGW.0302", "The user is not authorized to access this project.", request_id));
  }
  const std::variant<ListQuery, std::string> query = ParseListQuery(request.parameters);
  if (const auto* fault = std::get_if<std::string>(&query)) {
    return answer(MakeError(400, "WKS.00139901", "The request message is invalid: " + *fault, request_id));
  }
  return answer({.status = 200,
                 .headers = {{"Content-Type", "application/json"}},
                 .body = RenderPage(worlds_.Of(project)->ReadPage(std::get<ListQuery>(query)), faults)});
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
