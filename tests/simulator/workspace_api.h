#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "simulator/fault.h"
#include "simulator/http_message.h"
#include "simulator/iam.h"
#include "simulator/quota.h"
#include "simulator/world.h"

namespace workspace_exporter::simulator {

/// Which API a request is for.
enum class Operation : std::uint8_t { kListSessions, kSignIn, kListProjects, kOther };
std::string_view NameOf(Operation operation);

struct Route {
  Operation operation = Operation::kOther;
  std::string project;  ///< of list_sessions
};
Route FindRoute(const Request& request);

struct Answer {
  Response response;
  int token_generation = -1;
};

/// The gateway and list-sessions behind it. Thread-safe.
class WorkspaceApi final {
 public:
  WorkspaceApi(World& world, const Iam& iam, Quota& quota) : world_(world), iam_(iam), quota_(quota) {}

  /// GET /v3/projects, of IAM: the account's projects, with the parameter `name` those of that name.
  Answer ListProjects(const Request& request, std::string_view request_id) const;

  Answer List(const Request& request, const std::string& project, const std::vector<Fault>& faults,
              std::string_view request_id);

 private:
  /// Who the request is from, by token or signature: nothing where it may come in, else the refusal.
  std::optional<Response> Authenticate(const Request& request, TokenState& token, std::string_view request_id) const;
  Response Throttle(const Settings& settings, double wait, std::string_view request_id) const;

  World& world_;
  const Iam& iam_;
  Quota& quota_;
};

/// The gateway's answer where no API fits.
Response NoSuchApi(std::string_view request_id);

}  // namespace workspace_exporter::simulator
