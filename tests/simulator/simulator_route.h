#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "simulator/simulator_http.h"

namespace workspace_exporter::simulator {

/// Which API a request is for.
enum class Operation : std::uint8_t {
  kListSessions,
  kSignIn,
  kListProjects,
  kAssumeAgency,
  kFederate,
  kAssumeByUrn,
  kMetadataToken,
  kMetadataKey,
  kPodIdentity,
  kOther
};
/// As the request log and the faults call it.
std::string_view NameOf(Operation operation);

/// Whether IAM serves it: such calls share a gateway.
bool IsOfIam(Operation operation);

struct Route {
  Operation operation = Operation::kOther;
  std::string project = {};  ///< of list_sessions
};
Route FindRoute(const Request& request);

/// What an API says to a request.
struct Answer {
  Response response;
  int token_generation = -1;  ///< as TokenState has it
};

}  // namespace workspace_exporter::simulator
