#include "simulator/simulator_route.h"

#include <algorithm>
#include <iterator>

namespace workspace_exporter::simulator {
namespace {

constexpr std::string_view kListHead = "/v1/";
constexpr std::string_view kListTail = "/session/list-sessions";

struct FixedRoute {
  std::string_view method;
  std::string_view path;
  Operation operation;
};
constexpr FixedRoute kFixedRoutes[] = {
    {"POST", "/v3/auth/tokens", Operation::kSignIn},
    {"GET", "/v3/projects", Operation::kListProjects},
    {"POST", "/v3.0/OS-CREDENTIAL/securitytokens", Operation::kAssumeAgency},
    {"POST", "/v3.0/OS-AUTH/id-token/tokens", Operation::kFederate},
    {"POST", "/v5/agencies/assume", Operation::kAssumeByUrn},
    {"PUT", "/meta-data/latest/api/token", Operation::kMetadataToken},
    {"GET", "/openstack/latest/securitykey", Operation::kMetadataKey},
    {"POST", "/v1/credentials", Operation::kPodIdentity},
};

}  // namespace

std::string_view NameOf(Operation operation) {
  switch (operation) {
    case Operation::kListSessions: return "list_sessions";
    case Operation::kSignIn: return "sign_in";
    case Operation::kListProjects: return "list_projects";
    case Operation::kAssumeAgency: return "assume_agency";
    case Operation::kFederate: return "federate";
    case Operation::kAssumeByUrn: return "assume_by_urn";
    case Operation::kMetadataToken: return "metadata_token";
    case Operation::kMetadataKey: return "metadata_key";
    case Operation::kPodIdentity: return "pod_identity";
    default: return "other";
  }
}

bool IsOfIam(Operation operation) {
  switch (operation) {
    case Operation::kSignIn:
    case Operation::kListProjects:
    case Operation::kAssumeAgency:
    case Operation::kFederate:
    case Operation::kAssumeByUrn: return true;
    default: return false;
  }
}

Route FindRoute(const Request& request) {
  const std::string_view path = request.path;
  const auto* fixed = std::ranges::find_if(
      kFixedRoutes, [&](const FixedRoute& route) { return route.method == request.method && route.path == path; });
  if (fixed != std::end(kFixedRoutes)) return {.operation = fixed->operation};
  if (request.method != "GET" || !path.starts_with(kListHead) || !path.ends_with(kListTail)) return {};
  if (path.size() <= kListHead.size() + kListTail.size()) return {};
  const std::string_view project = path.substr(kListHead.size(), path.size() - kListHead.size() - kListTail.size());
  if (project.find('/') != std::string_view::npos) return {};
  return {.operation = Operation::kListSessions, .project = std::string(project)};
}

}  // namespace workspace_exporter::simulator
