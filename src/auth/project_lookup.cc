#include "auth/project_lookup.h"

#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "auth/json_answer.h"
#include "base/percent_encoding.h"
#include "http/error_answer.h"

namespace workspace_exporter {
namespace {

using nlohmann::json;

std::string TextOf(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// The ids of the projects of that very name: subprojects are named "region_name".
Result<std::vector<std::string>> ReadIds(const std::string& body, const std::string& name) {
  const json parsed = ParseAnswer(body);
  const auto projects = parsed.find("projects");
  if (projects == parsed.end() || !projects->is_array()) {
    return Error{ErrorKind::kMalformed, "the answer holds no list of projects"};
  }
  std::vector<std::string> ids;
  for (const json& project : *projects) {
    if (TextOf(project, "name") == name) ids.push_back(TextOf(project, "id"));
  }
  return ids;
}

}  // namespace

Result<std::string> LookUpProject(HttpTransport& signed_iam, const std::string& region, const Clock& clock,
                                  Deadline deadline) {
  const HttpRequest request = {.target = "/v3/projects?name=" + PercentEncode(region)};
  Result<HttpResponse> response = signed_iam.Send(request, deadline);
  if (!response) return std::move(response).error().Within(kAskingProject);
  if (response->status != 200) return ErrorFromAnswer(*response, clock.Now()).Within(kAskingProject);
  Result<std::vector<std::string>> ids = ReadIds(response->body, region);
  if (!ids) return std::move(ids).error().Within(kAskingProject);
  if (ids->size() != 1) {
    return Error{ErrorKind::kRejected,
                 fmt::format("{}: {} projects are named {}; set project_id", kAskingProject, ids->size(), region)};
  }
  if (ids->front().empty()) return Error{ErrorKind::kMalformed, "the project has no id"}.Within(kAskingProject);
  return std::move(ids->front());
}

}  // namespace workspace_exporter
