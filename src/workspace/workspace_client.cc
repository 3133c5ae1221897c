#include "workspace/workspace_client.h"

#include <utility>

#include "http/error_answer.h"

namespace workspace_exporter {

WorkspaceClient::WorkspaceClient(HttpTransport& transport, const Clock& clock, SessionPageParser& parser,
                                 std::function<Result<std::string>(Milliseconds)> project_id)
    : transport_(transport), clock_(clock), parser_(parser), project_id_(std::move(project_id)) {}

Result<SessionPage> WorkspaceClient::ReadPage(const ListQuery& query, PageRange range, Milliseconds time) {
  const Result<std::string> project_id = project_id_(time);
  if (!project_id) return project_id.error();
  const HttpRequest request = {.target = ListSessionsTarget(*project_id, query, range)};
  Result<HttpResponse> response = transport_.Send(request, Deadline::In(clock_, time));
  if (!response) return std::move(response).error();
  if (response->status != 200) return ErrorFromAnswer(*response, clock_.Now());
  return parser_.Parse(std::move(response->body), range.limit);
}

}  // namespace workspace_exporter
